"""Read before the settings are: tests run as development does, whatever the shell says."""

import os

os.environ["DEBUG"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests"
for name in ("SITE_URL", "ALLOWED_HOSTS", "MAIL_URL", "ADMIN_PATH", "PROXY_COUNT"):
    os.environ.pop(name, None)

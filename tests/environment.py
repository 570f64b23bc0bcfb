"""Read before the settings are: tests run as development does, whatever the shell says.

What DATABASE_URL and CACHE_URL say holds for tests too, so that the suite runs on either database.
"""

import os
from pathlib import Path

os.environ["DEBUG"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests"
for name in ("SITE_URL", "ALLOWED_HOSTS", "MAIL_URL", "ADMIN_PATH", "PROXY_COUNT", "PORT"):
    os.environ.pop(name, None)

# A folder of their own. The processes of xdist inherit the changed name.
folder = Path(os.environ.get("DATA_DIR") or Path(__file__).parent.parent / "var").resolve()
if folder.name != "test":
    folder /= "test"
(folder / "static").mkdir(parents=True, exist_ok=True)
os.environ["DATA_DIR"] = str(folder)

"""Read before the settings are: tests run as development does, whatever the shell says.

What DATABASE_URL and CACHE_URL say holds for tests too, so that the suite runs on either database.
"""

import os
from pathlib import Path

os.environ["DEBUG"] = "1"
# Whom a test lets earn trust need not wait a day for it.
os.environ["COMMENTS_HELD_DAYS"] = "0"
os.environ["SECRET_KEY"] = "only-for-tests"
for name in ("SITE_URL", "ALLOWED_HOSTS", "MAIL_URL", "ADMIN_PATH", "PROXY_COUNT", "PORT"):
    os.environ.pop(name, None)

# With keys for accounts elsewhere, which nobody is asked about: tests never leave the machine.
OTHERS = {
    "GOOGLE": ("CLIENT_ID", "CLIENT_SECRET"),
    "MICROSOFT": ("CLIENT_ID", "CLIENT_SECRET"),
    "APPLE": ("CLIENT_ID", "TEAM_ID", "KEY_ID", "PRIVATE_KEY"),
}
os.environ |= {f"{one}_{key}": "for-tests" for one, keys in OTHERS.items() for key in keys}
# Members can be told on their devices; no test asks any service.
os.environ["PUSH_KEY"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

# A folder of their own. The processes of xdist inherit the changed name.
folder = Path(os.environ.get("DATA_DIR") or Path(__file__).parent.parent / "var").resolve()
if folder.name != "test":
    folder /= "test"
(folder / "static").mkdir(parents=True, exist_ok=True)
os.environ["DATA_DIR"] = str(folder)

"""Takes the pictures of the README: the main pages of the demo, into docs/shots.

    make shots

Runs the site in a folder of its own, so what you have in var/ is neither shown nor touched.
Other folder, themes and widths: python scripts/shots.py FOLDER paper,night 390,1280
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.browser import FLAGS, HOW_TO_GET_ONE, find_chromium  # noqa: E402 -- needs the path above

GUIDE = "/guides/spasticity-and-stiffness/muscle-twitching/"
PAGES = {
    "home": "/",
    "topic": "/guides/spasticity-and-stiffness/",
    "guide": GUIDE,
    "moderators": "/admin/comments/case/",
}

# What matters stands below the first screen there.
SCROLL_TO = {"guide": "article.comment", "moderators": "#result_list"}


@contextmanager
def running_site() -> Iterator[str]:
    """The site with its demo; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        own = {"DEBUG": "1", "DATA_DIR": folder, "PORT": port, "PYTHONUNBUFFERED": "1"}
        site = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=HERE,
            env=os.environ | own,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            for line in site.stdout or []:
                if "/letters/" in line:
                    break
            yield f"http://localhost:{port}"
        finally:
            site.send_signal(signal.SIGINT)
            site.communicate()


def log_in(page: Page, url: str) -> None:
    """As the demo's moderator."""
    page.goto(f"{url}/accounts/login/?next=/admin/")
    page.get_by_label("E-mail address").fill("moderator@demo.example")
    page.get_by_label("Password", exact=True).fill("calm signal line")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{url}/admin/")


def take(browser: Browser, url: str, folder: Path, theme: str, width: int, name: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "theme", "value": theme, "url": url}])
    page = context.new_page()
    if "admin" in PAGES[name]:
        log_in(page, url)
    page.goto(url + PAGES[name])
    if name in SCROLL_TO:
        page.locator(SCROLL_TO[name]).first.evaluate("part => part.scrollIntoView()")
    page.screenshot(path=folder / f"{name}.png")
    context.close()


def main() -> None:
    words = [*sys.argv[1:], *["docs/shots", "paper", "1280"][len(sys.argv) - 1 :]]
    root = HERE / words[0]
    path = find_chromium() or sys.exit(HOW_TO_GET_ONE)
    themes, widths = words[1].split(","), words[2].split(",")
    with running_site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for theme in themes:
            for width in widths:
                one = len(themes) == len(widths) == 1
                folder = root if one else root / f"{theme}-{width}"
                folder.mkdir(parents=True, exist_ok=True)
                for name in PAGES:
                    take(browser, url, folder, theme, int(width), name)
        browser.close()
    sys.stdout.write(f"Pictures are in {root}\n")


if __name__ == "__main__":
    main()

"""Takes the pictures of the README and of docs/: pages of the demo, into docs/shots.

    make shots

Runs the site in a folder of its own, so what you have in var/ is neither shown nor touched.
Only some of them, by the beginning of their names: python scripts/shots.py docs/shots author
Other folder, themes and widths: python scripts/shots.py FOLDER "" paper,night 390,1280
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.browser import FLAGS, HOW_TO_GET_ONE, find_chromium  # noqa: E402 -- needs the path above

GUIDE = "/guides/spasticity-and-stiffness/muscle-twitching/"
STIFF = "/guides/spasticity-and-stiffness/stiff-muscles-in-the-morning/"
DRAFTS = "/settings/drafts/"
COMMENT = "article.comment"
DESK = "/admin/articles/guide/"
WAITING = "/admin/moderation/"
PASSWORD = "calm signal line"  # noqa: S105 -- of the demo, for everybody to read
# Text and flat colours need no more, and a third of the room.
COLOURS = 255


def nothing(page: Page) -> None:
    """The page as it opens."""


def at(selector: str) -> Callable[[Page], None]:
    """What matters stands below the first screen there."""
    return lambda page: page.locator(selector).first.evaluate("part => part.scrollIntoView()")


@dataclass(frozen=True)
class Shot:
    """One picture: which page, for whom, how it looks, and what is done there first."""

    name: str
    path: str
    who: str = ""
    then: Callable[[Page], None] = nothing
    theme: str = "paper"
    width: int = 1280
    height: int = 900


def follow(*links: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        for link in links:
            page.get_by_role("link", name=link).first.click()
            # Also for what the page itself asks, such as in whose hands a case is.
            page.wait_for_load_state("networkidle")

    return go


def write(words: str, button: str = "") -> Callable[[Page], None]:
    """Type a comment, and press a button below it."""

    def go(page: Page) -> None:
        page.locator("#compose textarea[name=body]").fill(words)
        if button:
            page.locator("#compose").get_by_role("button", name=button).click()
            page.wait_for_load_state()
        page.wait_for_timeout(500)

    return go


def steps(*all_of_them: Callable[[Page], None]) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        for step in all_of_them:
            step(page)

    return go


def go_to(path: str) -> Callable[[Page], None]:
    return lambda page: page.goto("/".join(page.url.split("/")[:3]) + path)


def unfold(page: Page) -> None:
    """The block of key points, open, among the others."""
    page.locator("details.block-fold > summary").first.click()
    page.locator(".inline-related:has(details[open])").first.evaluate(
        "part => part.scrollIntoView()"
    )


TYPED = (
    "Mornings are the worst for me. Warm socks and ten slow minutes on the edge of the bed help."
)
CALL = "Ring my nurse Anna on 020 7946 0123, she sorted out my baclofen."
SHOTS = [
    Shot("home", "/"),
    Shot("topic", "/guides/spasticity-and-stiffness/"),
    Shot("guide", GUIDE, then=at(COMMENT)),
    Shot("moderators", WAITING, "moderator", height=1000),
    Shot("moderator-case", WAITING, "moderator", follow("Reported by 2 members"), height=1150),
    Shot("moderator-appeal", WAITING, "moderator", follow("The author asks"), height=1100),
    Shot("moderator-concern", f"{WAITING}concerns/", "moderator", follow("moss")),
    Shot("moderator-figures", f"{WAITING}figures/", "moderator", height=1250),
    Shot("moderator-phone", WAITING, "moderator", theme="night", width=390),
    Shot("transparency", "/transparency/"),
    Shot("author-form", f"{DESK}?q=brain", "editor", follow("Brain fog")),
    Shot("author-blocks", f"{DESK}?q=brain", "editor", steps(follow("Brain fog"), unfold)),
    Shot("author-review", f"{DESK}review/", "editor", follow("Brain fog"), height=1100),
    Shot("author-compare", f"{DESK}?q=brain", "editor", follow("Brain fog", "Compare")),
    Shot("author-preview", f"{DESK}review/", "editor", follow("Brain fog", "Read it on a page")),
    Shot("author-inventory", f"{DESK}inventory/", "editor", height=1350),
    Shot("author-pictures", "/admin/articles/image/", "editor"),
    Shot("author-questions", "/admin/articles/guidequestion/", "editor"),
    Shot("member-thread", STIFF, "member", at(COMMENT)),
    Shot("member-night", STIFF, "member", at(COMMENT), theme="night", width=390),
    Shot("member-writing", STIFF, "member", steps(write(TYPED), at("#compose"))),
    Shot("member-asked", STIFF, "member", write(CALL, "Post comment")),
    Shot("member-topic", "/guides/fatigue-and-energy/discussion/", "member"),
    Shot("member-discussions", "/discussions/", "member"),
    Shot("member-comments", "/inbox/comments/", "member"),
    Shot("member-drafts", STIFF, "member", steps(write(TYPED, "Keep for later"), go_to(DRAFTS))),
]


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


def log_in(page: Page, url: str, who: str) -> None:
    """As one of those of the demo."""
    page.goto(f"{url}/accounts/login/?next=/display/")
    page.get_by_label("E-mail address").fill(f"{who}@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"{url}/display/")


def take(browser: Browser, url: str, folder: Path, shot: Shot) -> None:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "theme", "value": shot.theme, "url": url}])
    page = context.new_page()
    if shot.who:
        log_in(page, url, shot.who)
    page.goto(url + shot.path)
    shot.then(page)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def wanted(names: str, themes: list[str], widths: list[str]) -> Iterator[tuple[str, Shot]]:
    """Each picture and the folder below the one it was asked for."""
    for shot in SHOTS:
        if not shot.name.startswith(names):
            continue
        if not themes:
            yield "", shot
        for theme in themes:
            for width in widths:
                yield f"{theme}-{width}", replace(shot, theme=theme, width=int(width))


def main() -> None:
    words = [*sys.argv[1:], *["docs/shots", "", "", "1280"][len(sys.argv) - 1 :]]
    root = HERE / words[0]
    path = find_chromium() or sys.exit(HOW_TO_GET_ONE)
    shots = wanted(words[1], [one for one in words[2].split(",") if one], words[3].split(","))
    with running_site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for below, shot in shots:
            folder = root / below
            folder.mkdir(parents=True, exist_ok=True)
            take(browser, url, folder, shot)
        browser.close()
    sys.stdout.write(f"Pictures are in {root}\n")


if __name__ == "__main__":
    main()

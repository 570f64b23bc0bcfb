"""A real browser for the tests: headless Chromium on the running site.

    def test_the_home_page_pleases_axe(page, visit, axe):
        visit("/")
        axe(page)

- `page` is a Playwright page (sync API) of a fresh browser profile. At its end the test fails if
  the browser reported anything: a blocked style or script (CSP), a console error, a JavaScript
  exception, a file that did not load, or a request to another host. A test that provokes such
  a report on purpose takes it out of `page.reports`.
- `visit(path, status=200)` opens a page of the site and checks its status. `visit.url` is the
  address of the site; `visit.as_(member)` logs that member in.
- `axe(page)` fails on any violation that axe-core finds; `axe(page, "#compose")` looks at a part.
- The look is set by parametrizing any of `width`, `height`, `theme`, `javascript`; `@BOTH_LOOKS`
  is a phone at night and a desk by day, so that each width and each theme is seen once.

    @pytest.mark.parametrize("javascript", [False])
    def test_a_comment_can_be_posted_without_javascript(page, visit): ...

A press does not wait for the page it leads to. What a test says of that page has to wait for it:
`expect(thing).to_be_visible()`, never `assert thing.is_visible()`.

Whatever asks for `page` is marked `browser` (leave them out with `-m "not browser"`), and runs on
a real, committed database, so `make.*` and the cast of conftest.py can be used as always.
Chromium is found on the PATH, or where CHROMIUM says. Without one these tests are skipped, and
with CI=true they fail. This is a plugin (see pyproject.toml), so nothing has to be imported.
"""

import os
import re
import shutil
import threading
import time
from urllib.parse import urlsplit

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW_TO_GET_ONE = "No Chromium found. Get one with: apt-get install chromium"
BOTH_LOOKS = pytest.mark.parametrize(("theme", "width"), [("night", 320), ("paper", 1280)])
LONGEST_WAIT = 15_000  # milliseconds, for machines that do much else
# No talk with its maker, and no sandbox, which root cannot have.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def ending(text: str) -> re.Pattern[str]:
    """What a page's address has to match that ends with this text."""
    return re.compile(re.escape(text) + "$")


def find_chromium() -> str | None:
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else list(NAMES)
    return next((found for found in map(shutil.which, named) if found), None)


def pytest_report_header():
    return f"browser: {find_chromium() or HOW_TO_GET_ONE}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        fixtures = getattr(item, "fixturenames", [])
        if "page" in fixtures:
            item.add_marker("browser")
            if os.environ.get("CI") == "true":
                # A browser that was starved by what else the machine did says nothing of the site.
                # What was asked again is listed at the end, with what went wrong (decision 0020).
                item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process."""
    path = find_chromium()
    if not path:
        leave = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave(HOW_TO_GET_ONE)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=LONGEST_WAIT)
    # Playwright keeps an event loop in this thread. Django takes what runs beside one for
    # asynchronous code, and gives it database connections of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def width():
    return 1280


@pytest.fixture
def height():
    return 900


@pytest.fixture
def theme():
    """Empty: as the system says, which is light."""
    return ""


@pytest.fixture
def javascript():
    return True


@pytest.fixture
def page(browser, live_server, width, height, theme, javascript):
    """A page of a fresh profile. What the browser complains of fails the test at its end."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=javascript,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(LONGEST_WAIT)
    if theme:
        context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    page = context.new_page()
    page.reports = listen(page, urlsplit(live_server.url).netloc)
    yield page
    context.close()
    wait_until_answered()
    assert page.reports == []


def wait_until_answered():
    """A page that goes away may still send words to be kept. The site answers before its
    database is emptied: on PostgreSQL the two would wait for each other."""
    for _ in range(200):
        if not any("process_request_thread" in thread.name for thread in threading.enumerate()):
            return
        time.sleep(0.05)
    pytest.fail("The site was still busy ten seconds after the browser had gone.")


def listen(page, host):
    """Everything the browser reports of what must not happen, as readable lines."""
    reports = []

    def console(message):
        # What did not load is told better by the answer itself, below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            reports.append(message.text)

    def answered(response):
        if response.status >= 400 and response.request.resource_type != "document":
            reports.append(f"{response.status} {response.url}")

    def asked(request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != host:
            reports.append(f"asked another host: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: reports.append(str(error)))
    page.on("response", answered)
    page.on("request", asked)
    return reports


class Visit:
    """Goes to pages of the running site, logged in or not."""

    def __init__(self, page, url):
        self.page, self.url = page, url

    def __call__(self, path, status=200):
        response = self.page.goto(self.url + path)
        assert response.status == status, f"{path} answered {response.status}"
        return response

    def as_(self, member):
        """Log a member in a moment ago, without the login page."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(member)
        session = client.session
        just_now = {"method": "password", "at": time.time(), "email": member.email}
        session["account_authentication_methods"] = [just_now]
        session.save()
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.url}
        self.page.context.add_cookies([cookie])


@pytest.fixture
def visit(page, live_server):
    return Visit(page, live_server.url)


@pytest.fixture
def axe():
    """Ask axe-core, and fail with what it found and where."""
    from axe_playwright_python.sync_playwright import Axe

    def ask(page, part=None):
        found = Axe().run(page, context=part).response["violations"]
        told = [
            f"{violation['id']}: {violation['help']} at {', '.join(node['target'])}"
            for violation in found
            for node in violation["nodes"]
        ]
        assert told == []

    return ask

"""The corpus once more, read by the reader that counts: a browser, without our policy's help."""

import json

import pytest

from markup import clean, to_html
from markup.profiles import PROFILES
from tests.markup.vectors import ADDRESSES, HTML, MARKDOWN

pytestmark = pytest.mark.browser

PAGE = "https://forum.example/"
CORPUS = HTML + [f"<a href='{address}'>x</a>" for address in ADDRESSES]
# Read as a page, read by innerHTML, and read again from what innerHTML made of it; then touch all.
TOUCH = """(pieces) => {
  for (const piece of pieces) {
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = piece;
    const again = document.createElement("div");
    document.body.append(again);
    again.innerHTML = box.innerHTML;
  }
  for (const one of document.body.querySelectorAll("*")) {
    for (const name of ["mouseover", "pointerover", "focus", "beforetoggle"]) {
      one.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }
  for (const link of document.body.querySelectorAll("a[href]")) {
    if (/^(javascript|data|vbscript):/.test(link.protocol)) window.reports.push(link.href);
  }
}"""


@pytest.fixture
def read(browser):
    """What happens in a browser that is shown these pieces: scripts run, other hosts asked."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.reports = []; window.fired = () => reports.push('ran')")

    def look(pieces):
        page, asked = context.new_page(), []

        def answer(route):
            if route.request.url == PAGE:
                body = f"<!doctype html><meta charset=utf-8><body>{'<hr>'.join(pieces)}"
                route.fulfill(body=body, content_type="text/html")
            else:
                asked.append(route.request.url)
                route.abort()

        page.route("**/*", answer)
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(PAGE, wait_until="load")
        page.evaluate(TOUCH, pieces)
        page.wait_for_timeout(300)
        reports, address = json.loads(page.evaluate("JSON.stringify([reports, location.href])"))
        page.close()
        away = [url for url in asked if not url.startswith((PAGE + "media/", PAGE + "favicon"))]
        return reports + away + ([] if address == PAGE else [address])

    yield look
    context.close()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_cleaned_attacks_run_nothing_and_ask_nobody(read, profile):
    assert read([clean(vector, profile) for vector in CORPUS]) == []


def test_typed_attacks_run_nothing_and_ask_nobody(read):
    typed = [("words " + vector).replace("\0", "") for vector in CORPUS + MARKDOWN]

    assert read([to_html(text) for text in typed]) == []


def test_the_same_attacks_uncleaned_do_run(read):
    """A test of the test. One at a time: some swallow those that follow."""
    for number in (0, 11, 26):
        assert "ran" in read([HTML[number]])
    assert read(["<img src=//evil.example/pixel.png>"]) != []
    assert read(["<a href='javascript:fired()'>x</a>"]) != []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_browser_reads_what_python_reads(browser, profile):
    """The browser's own serialising of what was cleaned is clean: there is no second reading."""
    page = browser.new_page()
    pieces = [clean(vector, profile) for vector in CORPUS]
    script = "pieces => pieces.map(p => { const t = document.createElement('div'); "
    script += "t.innerHTML = p; return t.innerHTML })"
    read_again = page.evaluate(script, pieces)
    page.close()

    assert [clean(again, profile) for again in read_again] == pieces

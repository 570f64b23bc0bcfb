"""What a word processor or a web page puts on the clipboard, pasted into the editor."""

from pathlib import Path

import pytest

from tests import make
from tests.articles.filling import address

CLIPBOARD = Path(__file__).parent / "clipboard"
HEAD = (
    "<h3>Why heat hurts</h3>"
    "<p>Heat slows nerves. People call it <strong>“Uhthoff’s phenomenon”</strong> – it passes.</p>"
    "<ul><li><p>Drink cold water</p></li><li><p>Rest in the shade</p></li></ul>"
)
ROW = "<table><tbody><tr>{}</tr></tbody></table>"
COMES_OUT = {
    "word": HEAD + ROW.format("<td><p><strong>Warm</strong></p></td><td><p>25&nbsp;°C</p></td>"),
    "google-docs": HEAD + ROW.format("<td><p><strong>Warm</strong></p></td><td><p>25 °C</p></td>"),
    "web": HEAD + ROW.format("<th><p>Warm</p></th><td><p>25 °C</p></td>"),
}
LINK = (
    '<p><a href="https://www.example.org/heat" rel="nofollow ugc noopener noreferrer">'
    "Read more about heat</a>"
)
PASTE = """(box, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "Heat");
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


COPY = """(box) => {
  const copied = new DataTransfer();
  box.dispatchEvent(new ClipboardEvent("copy", {clipboardData: copied, bubbles: true}));
  return copied.getData("text/html");
}"""


@pytest.fixture
def guide(dee):
    return make.draft(owner=dee)


@pytest.fixture
def box(page, visit, dee, guide):
    """The editor of the only block."""
    visit.as_(dee)
    visit(address(guide))
    page.locator("#blocks-0 summary").click()
    return page.locator("#blocks-0").get_by_role("textbox", name="Words")


def saved(page, guide):
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    return guide.blocks.get().html


@pytest.mark.parametrize("source", COMES_OUT)
def test_a_paste_comes_out_plain_and_breaks_no_policy(page, guide, box, source):
    box.press("Control+a")
    box.evaluate(PASTE, (CLIPBOARD / f"{source}.html").read_text())

    end = " H<sub>2</sub>O.</p>" if source == "word" else "</p>"
    assert saved(page, guide) == COMES_OUT[source] + LINK + end


def test_what_the_editor_itself_copied_is_pasted_as_it_was(page, guide, box):
    box.press("Control+a")
    box.evaluate(PASTE, "<h4>Heat</h4>" + ROW.format("<td>Warm</td><td>25 °C</td>"))
    before = saved(page, guide)

    page.locator("#blocks-0 summary").click()
    box.press("Control+a")
    copied = box.evaluate(COPY)
    box.press("Delete")
    box.evaluate(PASTE, copied)

    assert "data-pm-slice" in copied
    assert saved(page, guide) == before


def test_an_attack_on_the_clipboard_neither_runs_nor_stays(page, guide, box):
    box.press("Control+a")
    box.evaluate(
        PASTE,
        "<p onclick=fired()>Rest</p><script>fired()</script><svg onload=fired()></svg>"
        "<img src=x onerror=fired()><a href='javascript:fired()'>here</a><iframe srcdoc=fired()>",
    )

    assert saved(page, guide).replace("\n", "") == "<p>Rest</p><p>here</p>"

"""Somebody who uses the keyboard alone writes a guide, from the log-in to the review."""

from contextlib import suppress

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import TimeoutError as NothingCame
from playwright.sync_api import expect

from articles.models import Guide, Image, Stage
from tests import make
from tests.articles import pictures
from tests.articles.filling import address

PASSWORD = "calm signal line"
IS_FOCUSED = "element => element === document.activeElement"


@pytest.fixture
def newcomer(db):
    """An author who has just been given the role."""
    made = make.author("Nia")
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def photo():
    data = pictures.saved(pictures.corners(90, 60))
    return {"name": "line.png", "mimeType": "image/png", "buffer": data}


class Keyboard:
    """Goes through a page as somebody without a mouse does, and counts how far it is."""

    def __init__(self, page):
        self.page = page
        self.stops = 0

    def to(self, place, most):
        """Press Tab until some place has the focus, at most so many times."""
        for pressed in range(most + 1):
            if place.evaluate(IS_FOCUSED):
                self.stops += pressed
                return
            self.page.keyboard.press("Tab")
        where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        pytest.fail(f"{most} stops were not enough; now at {where}")

    def press(self, place, most):
        self.to(place, most)
        self.page.keyboard.press("Enter")

    def write(self, place, words, most):
        self.to(place, most)
        self.page.keyboard.type(words)

    def choose(self, place, words, most):
        """The first letters of an option choose it."""
        self.write(place, words, most)
        chosen = place.locator("option:checked")
        expect(chosen).to_have_text(words)


def test_a_newcomer_submits_a_guide_by_keyboard_alone(page, visit, newcomer):
    make.topic()
    visit("/admin/")
    page.get_by_label("E-mail").fill(newcomer.email)
    page.get_by_label("Password").fill(PASSWORD)
    keys = Keyboard(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")

    keys.press(page.locator('.addlink[href$="/guide/add/"]'), most=40)
    page.wait_for_url("**/guide/add/")
    keys.choose(page.get_by_label("Topic"), "Fatigue and energy", most=25)
    keys.write(page.get_by_label("Title"), "Hot days", most=3)
    keys.write(page.get_by_label("Summary"), "What heat does, and what cools.", most=3)
    page_of_words = page.locator("#blocks-0")
    keys.write(page_of_words.get_by_label("Heading"), "Why heat hurts", most=20)
    box = page_of_words.get_by_role("textbox", name="Words")
    keys.write(box, "About 60% of people feel it [1].", most=15)
    add = page.get_by_role("button", name="Add another block")

    keys.press(add, most=5)
    card = page.locator("#blocks-1")
    keys.choose(card.get_by_label("Kind"), "Care card", most=0)
    keys.write(card.get_by_label("Heading"), "Call your MS team if:", most=3)
    keys.choose(card.get_by_label("How urgent"), "Urgent", most=2)
    keys.write(card.get_by_label("Items"), "it does not pass", most=2)

    keys.press(add, most=5)
    figure = page.locator("#blocks-2")
    keys.choose(figure.get_by_label("Kind"), "Figure", most=0)
    put_into_the_library(page, keys, figure.get_by_role("link", name="Add another picture"))
    expect(figure.get_by_role("combobox", name="Picture")).to_have_value(
        f"{Image.objects.get().pk}"
    )
    keys.write(figure.get_by_label("What the picture shows"), "A line that calms down.", most=3)

    keys.press(add, most=8)
    works = page.locator("#blocks-3")
    keys.choose(works.get_by_label("Kind"), "References", most=0)
    keys.write(works.get_by_label("Heading"), "Where this comes from", most=3)
    keys.write(works.get_by_label("Items"), "A work about heat. 2020.", most=2)

    keys.press(page.get_by_role("button", name="Save and submit"), most=20)
    page.get_by_text("Submitted. The reviewers are told.").wait_for()

    guide = Guide.objects.get()
    assert (guide.owner, guide.stage) == (newcomer, Stage.SUBMITTED)
    assert [block.kind for block in guide.blocks.all()] == [
        *("text", "care_card", "figure", "references"),
    ]
    assert keys.stops < 90


def put_into_the_library(page, keys, link):
    """The library opens in a window of its own, and gives the picture to the form."""
    keys.to(link, most=5)
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    window = opened.value
    window.wait_for_load_state("networkidle")  # a key pressed earlier opens no file chooser
    window.bring_to_front()
    library = Keyboard(window)
    library.to(window.get_by_label("Picture:"), most=5)
    chooser(window).set_files(photo())
    library.write(window.get_by_label("Name in the library"), "A calm line", most=3)
    library.choose(window.get_by_label("Licence:"), "Made for this site", most=5)
    with window.expect_event("close"):
        library.press(window.get_by_role("button", name="Save"), most=10)
    page.bring_to_front()


def chooser(window):
    """Of a press while a window is still coming to the front a busy machine opens none; whoever
    sits there presses again."""
    for _press in range(3):
        with suppress(NothingCame):
            with window.expect_file_chooser(timeout=5_000) as choosing:
                window.keyboard.press("Enter")
            return choosing.value
    return pytest.fail("No file chooser opened.")


@pytest.mark.parametrize(
    "made",
    [
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
        "<table><tbody><tr><td><p>One</p></td><td><p>Two</p></td></tr></tbody></table>",
    ],
    ids=["list", "table"],
)
def test_tab_leaves_the_editor_and_changes_nothing(page, visit, dee, made):
    guide = make.draft(owner=dee)
    guide.blocks.update(html=made)
    visit.as_(dee)
    visit(address(guide))
    page.locator("#blocks-0 summary").click()
    box = page.locator("#blocks-0").get_by_role("textbox", name="Words")
    box.press("Control+End")
    before = box.inner_html()

    page.keyboard.press("Tab")
    expect(page.locator("#blocks-0").get_by_label("No source needed")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Shift+Tab")

    assert box.inner_html() == before
    expect(box).not_to_be_focused()

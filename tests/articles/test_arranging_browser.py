"""Blocks are moved, copied, added and deleted by keyboard, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import GuideDraft, Kind
from tests import make
from tests.articles.filling import address


@pytest.fixture
def draft(dee):
    """Three blocks: Why, Do, Call."""
    made = make.draft(owner=dee)
    made.blocks.update(heading="Why")
    make.block(made, Kind.DO_LIST, heading="Do", items="rest")
    make.block(made, Kind.CARE_CARD, heading="Call if:", level="urgent", items="it hurts")
    return made


@pytest.fixture
def form(page, visit, dee, draft):
    visit.as_(dee)
    visit(address(draft))
    return page


def headings(page):
    shown = page.locator('.inline-related:not(.empty-form) [name$="-heading"]').all()
    return [field.input_value() for field in shown]


def button(page, block, name):
    return page.locator(f"#blocks-{block}").get_by_role("button", name=name)


def told(page, words):
    expect(page.get_by_role("status").filter(has_text=words)).to_have_count(1)


def save(page, guide):
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    return list(guide.blocks.values_list("heading", flat=True))


def test_a_moved_block_keeps_the_focus_and_its_place_is_told(form, draft):
    up = button(form, 2, "Move up")
    up.press("Enter")
    told(form, "Block 2 of 4")
    expect(up).to_be_focused()
    form.keyboard.press("Space")
    told(form, "Block 1 of 4")
    button(form, 2, "Move down").press("Enter")
    expect(button(form, 2, "Move down")).to_be_focused()

    assert headings(form) == ["Why", "Call if:", "Do", ""]
    form.get_by_text("not saved yet.").wait_for()
    assert "blocks-2-position=20" in GuideDraft.objects.get().form
    assert save(form, draft) == ["Why", "Call if:", "Do"]


def test_a_number_moves_a_block_too(form, draft):
    form.get_by_text("Edit “Call if:”").click()
    number = form.locator('[name="blocks-2-position"]')
    number.fill("0")
    number.press("Tab")

    told(form, "Block 1 of 4")
    expect(number).to_have_value("0")
    assert headings(form) == ["Call if:", "Why", "Do", ""]
    assert save(form, draft) == ["Call if:", "Why", "Do"]


def drag(page, block, onto, *, let_go=True):
    handle = page.locator(f"#blocks-{block} .block-handle")
    handle.scroll_into_view_if_needed()
    handle.hover()
    page.mouse.down()
    box = page.locator(f"#blocks-{onto}").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 10, steps=4)
    if let_go:
        page.mouse.up()


def test_a_dragged_block_goes_where_it_is_let_go_and_its_place_is_told(form, draft):
    drag(form, 2, onto=0)
    told(form, "Block 1 of 4")
    assert headings(form) == ["Call if:", "Why", "Do", ""]
    drag(form, 2, onto=3)
    told(form, "Block 3 of 4")

    assert save(form, draft) == ["Why", "Do", "Call if:"]


def test_escape_leaves_a_dragged_block_where_it_was(form, draft):
    drag(form, 2, onto=0, let_go=False)
    expect(form.locator("#blocks-0")).to_have_class(re.compile("drop-before"))
    form.keyboard.press("Escape")
    form.mouse.up()

    assert headings(form) == ["Why", "Do", "Call if:", ""]
    expect(form.locator(".is-dragged, .drop-before, .drop-after")).to_have_count(0)


def test_a_copy_stands_right_after_with_all_that_was_typed(form, draft):
    form.get_by_text("Edit “Why”").click()
    words = form.locator("#blocks-0").get_by_role("textbox", name="Words")
    words.press("Control+a")
    form.keyboard.type("Typed just now.")
    button(form, 0, "Duplicate").press("Enter")
    told(form, "Block 2 of 5")

    copy = form.locator("#blocks-4")
    expect(copy.get_by_label("Kind")).to_be_focused()
    assert headings(form) == ["Why", "Why", "Do", "Call if:", ""]
    expect(copy.get_by_role("textbox", name="Words")).to_have_text("Typed just now.")
    copy.get_by_role("textbox", name="Words").fill("Typed just now. And more.")
    button(form, 4, "Duplicate").press("Enter")

    assert save(form, draft) == ["Why", "Why", "Why", "Do", "Call if:"]
    first, *copies = draft.blocks.filter(heading="Why")
    assert first.html == "<p>Typed just now.</p>"
    assert {copy.html for copy in copies} == {"<p>Typed just now. And more.</p>"}
    assert len({block.uuid for block in draft.blocks.all()}) == 5


def test_a_deleted_block_can_be_kept_before_saving(form, draft):
    for number in (1, 2):
        form.locator(f"#blocks-{number}").get_by_label("Delete").press("Space")
        told(form, "It goes when you save.")
    expect(form.get_by_text("Edit “Do”")).to_be_hidden()
    form.locator("#blocks-2").get_by_label("Delete").press("Space")
    expect(form.get_by_text("Edit “Call if:”")).to_be_visible()

    assert save(form, draft) == ["Why", "Call if:"]


def test_enter_in_a_field_saves_and_moves_nothing(form, draft):
    form.get_by_label("Title").fill("New title")
    form.get_by_label("Title").press("Enter")
    form.get_by_text("was changed successfully").wait_for()

    draft.refresh_from_db()
    assert draft.title == "New title"
    assert headings(form) == ["Why", "Do", "Call if:", ""]


@pytest.mark.parametrize("javascript", [False])
def test_all_of_it_without_javascript(form, draft, javascript):
    form.get_by_label("Title").fill("New title")
    button(form, 2, "Move up").press("Enter")
    form.get_by_text("Block 2 of 4. Nothing is saved yet.").wait_for()
    expect(button(form, 2, "Move up")).to_be_focused()
    button(form, 0, "Duplicate").press("Enter")
    form.get_by_text("Block 2 of 5. Nothing is saved yet.").wait_for()
    expect(form.locator('[name="blocks-4-kind"]')).to_be_focused()
    form.get_by_role("button", name="Add another block").press("Enter")
    form.get_by_text("Block 6 of 6. Nothing is saved yet.").wait_for()
    form.locator('[name="blocks-5-heading"]').fill("Last")
    form.locator("#blocks-1").get_by_label("Delete").press("Space")
    expect(form.locator("#blocks-1 .block-gone")).to_be_visible()

    assert save(form, draft) == ["Why", "Why", "Call if:", "Last"]
    draft.refresh_from_db()
    assert draft.title == "New title"


@pytest.mark.parametrize(("theme", "width"), [("paper", 320), ("night", 1280)])
def test_an_arranged_form_pleases_axe(form, axe, theme, width):
    for place in ("Why", "Do", "Call if:"):
        form.get_by_text(f"Edit “{place}”").click()
    button(form, 0, "Duplicate").click()
    button(form, 1, "Move down").click()
    form.locator("#blocks-2").get_by_label("Delete").check()
    form.get_by_role("button", name="Add another block").click()
    form.locator("#blocks-5 .prose-menubar button").first.wait_for()
    form.get_by_role("button", name="Add another Byline").click()
    form.locator("#contributions-1").get_by_label("Person").wait_for()

    axe(form)
    assert form.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize(("theme", "width"), [("night", 320), ("paper", 1280)])
def test_every_kind_open_at_once_pleases_axe_and_breaks_no_policy(
    page, visit, axe, dee, theme, width
):
    guide = make.draft(owner=dee)
    for kind in Kind:
        level = "urgent" if kind == Kind.CARE_CARD else ""
        make.block(guide, kind, heading=f"A {kind}", level=level)
    visit.as_(dee)
    visit(address(guide))
    for fold in page.locator(".has_original .block-fold > summary").all():
        fold.click()
    page.get_by_role("button", name="Add another block").click()
    new = page.locator("block-order .inline-related:not(.empty-form)").last
    for kind in Kind:
        new.get_by_label("Kind").select_option(kind)
    new.locator(".prose-menubar button").first.wait_for(state="attached")

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

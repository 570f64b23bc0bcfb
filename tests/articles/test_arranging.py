"""Blocks are moved, copied and added by buttons that need no JavaScript and save nothing."""

import re

import pytest

from articles import publishing
from articles.comparing import compare
from articles.models import GuideDraft, Kind
from tests import make
from tests.articles.filling import address, fill, posted

ADD = "/admin/articles/guide/add/"


@pytest.fixture
def draft(dee):
    """Three blocks: Why, Do, Call."""
    made = make.draft(owner=dee)
    made.blocks.update(heading="Why")
    make.block(made, Kind.DO_LIST, heading="Do", items="rest")
    make.block(made, Kind.CARE_CARD, heading="Call if:", level="urgent", items="it hurts")
    return made


@pytest.fixture
def desk(client, dee):
    client.force_login(dee)
    return client


def press(client, path, form, button):
    return client.post(path, form | {"_arrange": button})


def shown(page):
    """The headings of the blocks, from top to bottom of the page."""
    return re.findall(r'name="blocks-\d+-heading"(?: value="([^"]*)")?', page.text)


def headings(guide):
    return list(guide.blocks.values_list("heading", flat=True))


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up:2", ["Why", "Call if:", "Do", ""]),
        ("down:0", ["Do", "Why", "Call if:", ""]),
        ("up:0", ["Why", "Do", "Call if:", ""]),
        ("down:3", ["Why", "Do", "Call if:", ""]),
        ("copy:0", ["Why", "Why", "Do", "Call if:", ""]),
        ("add", ["Why", "Do", "Call if:", "", ""]),
        ("up:99", ["Why", "Do", "Call if:", ""]),
        ("nonsense", ["Why", "Do", "Call if:", ""]),
    ],
)
def test_a_button_changes_the_form_and_nothing_else(desk, draft, writes_nothing, button, order):
    form = fill(desk, address(draft))

    with writes_nothing():
        page = press(desk, address(draft), form, button)

    assert shown(page) == order
    assert "errorlist" not in page.text
    assert "Error: " not in page.text
    assert headings(draft) == ["Why", "Do", "Call if:"]


def test_what_was_typed_stays_and_the_next_save_takes_all_of_it(desk, draft):
    form = fill(desk, address(draft), title="New title", **{"blocks-0-html": "<p>Typed.</p>"})

    moved = press(desk, address(draft), form, "down:0")
    copied = press(desk, address(draft), fill(moved), "copy:0")
    saved = desk.post(address(draft), fill(copied) | {"_continue": "Save"})

    draft.refresh_from_db()
    assert saved.status_code == 302
    assert draft.title == "New title"
    assert headings(draft) == ["Do", "Why", "Why", "Call if:"]
    first, copy = draft.blocks.filter(heading="Why")
    assert first.html == copy.html == "<p>Typed.</p>"
    assert first.uuid != copy.uuid


def test_the_history_tells_what_was_moved_and_what_was_copied(desk, dee, draft):
    before = publishing.record(draft, by=dee).data
    moved = press(desk, address(draft), fill(desk, address(draft)), "up:2")
    copied = press(desk, address(draft), fill(moved), "copy:0")
    desk.post(address(draft), fill(copied) | {"_continue": "Save"})

    told = {change.place: change.told for change in compare(before, draft.revisions.first().data)}

    assert told == {"Care card “Call if:”": "Moved", "Text “Why”": "Added"}


def test_the_button_that_was_pressed_has_the_focus_and_the_place_is_told(desk, draft):
    page = press(desk, address(draft), fill(desk, address(draft)), "up:2")

    [focused] = re.findall(r"<[^>]* autofocus[^>]*>", page.text)
    assert 'value="up:2"' in focused
    assert "Block 2 of 4. Nothing is saved yet." in page.text


@pytest.mark.parametrize("button", ["copy:1", "add"])
def test_a_new_block_has_the_focus_at_its_first_field(desk, draft, button):
    page = press(desk, address(draft), fill(desk, address(draft)), button)

    [focused] = re.findall(r"<[^>]* autofocus[^>]*>", page.text)
    assert 'name="blocks-4-kind"' in focused


def test_numbers_that_were_typed_count_before_a_button_does(desk, draft):
    typed = {"blocks-2-position": "1", "blocks-0-position": ""}

    page = press(desk, address(draft), fill(desk, address(draft), **typed), "down:2")

    assert shown(page) == ["Do", "Call if:", "", "Why"]
    assert fill(page)["blocks-2-position"] == "20"


def test_a_guide_that_was_never_saved_is_arranged_too(desk):
    topic = make.topic()
    form = fill(desk, ADD, topic=topic.pk, title="Hot days", summary="What helps.")
    form |= posted("blocks-0", kind="text", heading="Why", html="<p>Heat.</p>")

    copied = press(desk, ADD, form, "copy:0")
    saved = desk.post(ADD, fill(copied) | {"_continue": "Save"})

    assert shown(copied) == ["Why", "Why"]
    assert saved.status_code == 302
    assert headings(topic.guides.get()) == ["Why", "Why"]


def test_buttons_of_another_authors_form_do_nothing(client, draft):
    client.force_login(make.author("Zoe"))

    assert press(client, address(draft), {}, "up:1").status_code == 403
    assert "_arrange" not in client.get(address(draft)).text


def test_kept_words_come_back_in_the_order_they_had(desk, draft):
    page = press(desk, address(draft), fill(desk, address(draft)), "up:2")
    page = press(desk, address(draft), fill(page), "copy:0")
    desk.post("/admin/articles/guide/keep/", fill(page))

    back = desk.get(f"{address(draft)}?draft={GuideDraft.objects.get().pk}")

    assert shown(back) == ["Why", "Why", "Call if:", "Do", ""]


def test_after_somebody_elses_save_both_orders_can_be_brought_together(desk, eve, draft):
    mine = press(desk, address(draft), fill(desk, address(draft)), "copy:1")
    desk.force_login(eve)
    hers = fill(desk, address(draft), **{"blocks-0-DELETE": "on", "blocks-1-heading": "Hers"})
    desk.post(address(draft), hers | {"_continue": "Save"})
    desk.force_login(draft.owner)

    refused = desk.post(address(draft), fill(mine) | {"_continue": "Save"})
    moved = press(desk, address(draft), fill(refused), "down:0")
    desk.post(address(draft), fill(moved) | {"_continue": "Save"})

    assert "Somebody else has saved this guide" in refused.text
    assert "A block that only you have" in refused.text
    assert shown(refused) == ["Why", "Do", "Do", "Call if:", ""]
    assert headings(draft) == ["Why", "Do", "Do", "Call if:"]


def test_a_new_block_that_is_deleted_again_leaves_no_trace(desk, draft):
    publishing.record(draft, by=None)
    form = fill(desk, address(draft), **{"blocks-3-DELETE": "on"})

    empty = desk.post(address(draft), form | {"_continue": "Save"})
    written = fill(desk, address(draft)) | {"blocks-3-heading": "Oh", "blocks-3-DELETE": "on"}
    desk.post(address(draft), written | {"_continue": "Save"})

    assert empty.status_code == 302
    assert headings(draft) == ["Why", "Do", "Call if:"]
    assert draft.revisions.count() == 1

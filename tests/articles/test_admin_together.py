import re

import pytest

from articles import publishing
from articles.models import Guide, Kind
from tests import make
from tests.articles.filling import address, fill, posted

LIST = "/admin/articles/guide/"


@pytest.fixture
def draft(dee):
    return make.draft(owner=dee)


def test_a_stale_save_is_refused_and_shows_both(client, dee, eve, draft):
    make.block(draft, heading="Second", html="<p>Second words.</p>")
    client.force_login(dee)
    mine = fill(client, address(draft), title="My title", **{"blocks-0-html": "<p>My words.</p>"})
    client.force_login(eve)
    hers = fill(client, address(draft), title="Her title", is_demo="on")
    hers |= {"blocks-0-html": "<p>Her words.</p>", "blocks-1-DELETE": "on"}
    hers |= posted("blocks-2", kind="do_list", position="30", heading="Hers", items="her item")
    client.post(address(draft), hers | {"_continue": "Save"})

    client.force_login(dee)
    answer = client.post(address(draft), mine | {"_continue": "Save"})

    theirs, mine = both(answer)
    assert answer.status_code == 409
    assert "Somebody else has saved this guide since you opened it." in answer.text
    assert "What eve saved meanwhile" in answer.text
    assert {"Her title", "Her words.", "Hers her item"} <= set(theirs)
    assert {"My title", "My words."} <= set(mine)
    assert "<del>Her </del>" in answer.text
    assert "<ins>My </ins>" in answer.text
    assert all(kept in answer.text for kept in ("My title", "My words.", "Second words."))
    assert Guide.objects.get().title == "Her title"

    again = fill(answer)
    assert client.post(address(draft), again | {"_continue": "Save"}).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "My title"
    assert [block.heading for block in draft.blocks.all()] == ["", "Second", "Hers"]
    assert draft.blocks.first().html == "<p>My words.</p>"


def test_a_save_that_says_the_same_can_simply_be_repeated(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft))
    Guide.objects.update(version=7)

    answer = client.post(address(draft), form | {"_continue": "Save"})

    assert "It says the same as yours. You can save again." in answer.text
    assert client.post(address(draft), fill(answer) | {"_save": "1"}).status_code == 302


def test_a_form_without_a_version_is_stale(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="My title", seen_version="")

    assert client.post(address(draft), form | {"_save": "1"}).status_code == 409
    draft.refresh_from_db()
    assert draft.title == "Living with fatigue"


def test_saving_leaves_alone_what_went_live_meanwhile(client, dee, eve, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="New title")
    revision = publishing.publish(draft, by=eve)

    client.post(address(draft), form | {"_continue": "Save"})

    draft.refresh_from_db()
    assert (draft.title, draft.live_revision) == ("New title", revision)


def test_differences_are_told_in_words(client, eve):
    guide = make.draft(owner=eve, is_demo=True, lay_terms="heat")
    make.block(guide, Kind.CARE_CARD, heading="Call if:", level="urgent", items="it hurts")
    client.force_login(eve)
    form = fill(client, address(guide))
    Guide.objects.update(version=2, is_demo=False, lay_terms="")
    guide.blocks.filter(kind=Kind.CARE_CARD).update(level="emergency")

    theirs, mine = both(client.post(address(guide), form | {"_save": "1"}))

    assert theirs == ["(empty)", "no", "Emergency"]
    assert mine == ["heat", "yes", "Urgent"]


def both(answer):
    """What stands in the two columns, row by row."""
    told = answer.text.split('class="theirs"')[1].split("</dl>")[0]
    cells = [re.sub("<[^>]*>", "", cell.split("</div>")[0]) for cell in told.split('dir="auto">')]
    return cells[1::2], cells[2::2]

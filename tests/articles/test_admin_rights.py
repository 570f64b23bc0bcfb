import pytest

from tests import make
from tests.articles.filling import address, fill

LIST = "/admin/articles/guide/"


@pytest.fixture
def draft(dee):
    return make.draft(owner=dee)


def test_an_author_cannot_publish_by_a_form_made_by_hand(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="Mine")

    assert client.post(address(draft), form | {"_publish": "1"}).status_code == 403
    draft.refresh_from_db()
    assert (draft.title, draft.live_revision) == ("Living with fatigue", None)


@pytest.mark.parametrize("name", ["live_revision", "reviewed_on", "withdrawn_at", "changed_on"])
def test_what_moves_through_verbs_is_never_set_by_a_form(client, eve, name):
    guide = make.guide()
    client.force_login(eve)
    form = fill(client, address(guide), title="Mine") | {name: "1"}

    assert client.post(address(guide), form | {"_save": "1"}).status_code == 403
    guide.refresh_from_db()
    assert guide.title == "Living with fatigue"


def test_an_author_reads_but_does_not_change_the_guide_of_another(client, dee, eve):
    foreign = make.draft(owner=eve)
    client.force_login(dee)
    own = make.draft("Mine", owner=dee)
    form = fill(client, address(own))

    page = client.get(address(foreign))
    answer = client.post(address(foreign), form | {"title": "Taken", "_save": "1"})

    assert page.status_code == 200
    assert 'name="_continue"' not in page.text
    assert 'type="text"' not in page.text
    assert "<textarea" not in page.text
    assert answer.status_code == 403
    foreign.refresh_from_db()
    assert foreign.title == "Living with fatigue"


def test_a_block_of_another_guide_is_out_of_reach(client, dee, eve):
    foreign = make.draft(owner=eve)
    own = make.draft("Mine", owner=dee)
    client.force_login(dee)
    form = fill(client, address(own))
    form |= {"blocks-0-id": foreign.blocks.get().pk, "blocks-0-html": "<p>Taken.</p>"}

    client.post(address(own), form | {"_save": "1"})

    assert foreign.blocks.get().html == "<p>Rest before you must.</p>"


@pytest.mark.parametrize("path", ["guide/", "guide/add/", "topic/", "image/", "person/add/"])
def test_members_do_not_get_in(client, ada, path):
    client.force_login(ada)

    assert client.get(f"/admin/articles/{path}").status_code == 302


def test_moderators_read_guides_and_change_nothing(client, mo, fatigue):
    client.force_login(mo)

    assert client.get(address(fatigue)).status_code == 200
    assert 'name="_continue"' not in client.get(address(fatigue)).text
    assert client.post(address(fatigue), {"title": "x"}).status_code == 403
    assert client.get("/admin/articles/guide/add/").status_code == 403


def test_an_author_withdraws_nothing(client, dee):
    guide = make.guide(owner=dee)
    client.force_login(dee)
    withdraw = address(guide).replace("change", "withdraw")

    assert withdraw not in client.get(address(guide)).text
    assert client.get(withdraw).status_code == 403
    assert client.post(withdraw, {"reason": "x"}).status_code == 403
    guide.refresh_from_db()
    assert not guide.is_withdrawn

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

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

    page = client.get(address(fatigue))
    assert page.status_code == 200
    assert 'name="_continue"' not in page.text
    assert '<form id="guide_form"' not in page.text
    assert page.text.count("<form") == 1  # the one that logs out
    ids = re.findall(r'\sid="([^"]*)"', page.text)
    assert len(ids) == len(set(ids))
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


def test_no_page_of_one_thing_is_a_form_without_a_button(client, fatigue, ada):
    """For whoever may look at everything and change nothing."""
    looker = make.member("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)
    make.comment(fatigue, ada)
    looked_at = 0

    for model in admin.site._registry:
        there = model._default_manager.first()
        if there is None:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        answer = client.get(reverse(name, args=[there.pk]))
        if answer.status_code != 200:
            continue
        looked_at += 1
        _before, *forms = answer.text.split("<form ")
        assert all("submit" in form or "<button" in form for form in forms), model
    assert looked_at > 5

    guide = client.get(address(fatigue)).text
    assert "<summary>Read “" in guide
    assert "Move a block with its buttons" not in guide

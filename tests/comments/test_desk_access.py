"""Who may open what at the desk: every address, every method, every kind of person."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver

from comments.models import Case, Comment, Decision, Report, Status
from comments.reports import asking
from tests import make
from tests.comments import desk

MODELS = ("case", "comment", "decision", "report", "discussion")
METHODS = ("get", "head", "post", "put", "delete", "options")
# "{}" stands for the number of a row. Moderators open the first three, nobody the others.
OPENED = ("", "{}/change/", "{}/history/")
REFUSED = ("add/", "{}/delete/")


@pytest.fixture
def rows(fatigue, ada, ben):
    """One of each, and their numbers."""
    comment = make.comment(fatigue, ada, "As it was typed.")
    report = asking.report(comment, ben, reason="unkind")
    return {
        "case": report.case_id,
        "comment": comment.pk,
        "decision": comment.decisions.get().pk,
        "report": report.pk,
        "discussion": fatigue.discussion.pk,
    }


def addresses(rows, pages, models=MODELS):
    return [
        f"/admin/comments/{model}/{page.format(rows[model])}" for model in models for page in pages
    ]


def everything():
    """All that must not change by being looked at or sent rubbish."""
    models = (Comment, Case, Decision, Report)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("who", ["nobody", "member", "author", "editor"])
@pytest.mark.parametrize("method", METHODS)
def test_nobody_but_moderators_comes_in(client, rows, who, method):
    makers = {"member": make.member, "author": make.author, "editor": make.editor}
    if who != "nobody":
        client.force_login(makers[who]("zoe"))
    before = everything()
    refused = 403 if who in {"author", "editor"} else 302

    known = addresses(rows, OPENED + REFUSED)
    answers = {address: getattr(client, method)(address) for address in known}

    assert {
        address: a.status_code for address, a in answers.items() if a.status_code != refused
    } == {}
    assert everything() == before
    assert not any("As it was typed." in answer.text for answer in answers.values())


@pytest.mark.parametrize("method", ["get", "head"])
def test_moderators_read_everything_and_find_no_form_that_adds_or_deletes(
    client, rows, mo, method, writes_nothing
):
    client.force_login(mo)
    client.get("/admin/")

    opened, refused = addresses(rows, OPENED), addresses(rows, REFUSED)
    # Old addresses, which lead to the desk.
    moved = addresses(rows, OPENED[:2], ["case"])
    with writes_nothing():
        told = {a: getattr(client, method)(a).status_code for a in opened + refused}

    right = dict.fromkeys(opened, 200) | dict.fromkeys(moved, 302) | dict.fromkeys(refused, 403)
    assert told == right


def test_hand_made_posts_of_moderators_change_no_words(client, rows, mo):
    client.force_login(mo)
    before = everything()
    words = {
        "html": "<p>Other words.</p>",
        "source": "Other",
        "status": "hidden",
        "title": "Hm",
        "author": mo.pk,
        "verb": "rewrite",
        "post": "yes",
        "_save": "1",
    }
    models = [model for model in MODELS if model != "discussion"]

    told = {a: client.post(a, words).status_code for a in addresses(rows, ("{}/change/",), models)}
    refused = [client.post(a, words).status_code for a in addresses(rows, REFUSED)]

    assert everything() == before
    assert list(told.values()) == [302, 422, 403, 403]
    assert set(refused) == {403}


def test_no_list_of_the_desk_offers_to_delete(client, rows, mo):
    client.force_login(mo)

    pages = [client.get(f"/admin/comments/{model}/").text for model in MODELS]

    assert not any("delete_selected" in page for page in pages)


def test_an_operator_cannot_rewrite_the_record_either(client, rows):
    boss = make.member("boss", is_staff=True, is_superuser=True)
    client.force_login(boss)
    before = everything()

    told = [
        client.post(address, {"post": "yes"}).status_code
        for address in addresses(rows, ("{}/change/", "{}/delete/"), ["decision", "report"])
    ]

    assert told == [403] * 4
    assert everything() == before


def test_moderators_find_the_way_from_a_comment_to_the_desk(client, rows, mo, ben, fatigue):
    [url] = addresses(rows, ["{}/change/"], ["comment"])
    link = f'<a href="{url}">Moderate comment 1</a>'
    client.force_login(ben)
    as_member = client.get(fatigue.get_absolute_url()).text
    client.force_login(mo)
    as_moderator = client.get(fatigue.get_absolute_url()).text

    assert link not in as_member
    assert link in as_moderator


def test_nothing_at_the_desk_tells_an_address(client, rows, mo, fatigue, ada):
    make.comment(fatigue, ada, status=Status.WAITING)
    client.force_login(mo)

    pages = [client.get(address).text for address in addresses(rows, OPENED)]

    assert not any("ada@example.org" in page or "ben@example.org" in page for page in pages)


def presses(case):
    """Every address of the desk that takes a press."""
    return ["begin/", "together/", "keys/", "here/", "undo/"] + [
        f"{case}/{what}" for what in ("", "claim/", "skip/", "clinician/")
    ]


@pytest.mark.parametrize("who", ["nobody", "member", "author", "editor"])
def test_every_address_of_the_queue_is_closed_to_others(client, rows, who):
    makers = {"member": make.member, "author": make.author, "editor": make.editor}
    if who != "nobody":
        client.force_login(makers[who]("zoe"))
    before = everything()
    refused = 403 if who in {"author", "editor"} else 302
    data = {"verb": "hide", "reason": "unkind", "case": rows["case"], "sure": "1", "on": "1"}
    data |= {"decision": rows["decision"]}

    told = {
        (method, path): getattr(client, method)(f"/admin/moderation/{path}", data).status_code
        for path in ["", *presses(rows["case"])]
        for method in ("get", "head", "post")
    }

    not_allowed = {key: status for key, status in told.items() if status not in {refused, 405}}
    assert not_allowed == {}
    assert everything() == before


def test_the_address_of_a_button_does_nothing_and_leads_to_its_page(
    client, rows, mo, writes_nothing
):
    mo.groups.add(Group.objects.get(name="Safety"))
    client.force_login(mo)
    buttons = [press for press in presses(rows["case"]) if press != f"{rows['case']}/"]
    buttons += ["concerns/1/open/", "concerns/1/step/"]

    for path in buttons:
        with writes_nothing():
            page = client.get(f"{desk.LIST}{path}")
        back = f"{desk.LIST}{path}".rstrip("/").rpartition("/")[0] + "/"
        assert (page.status_code, page["Allow"]) == (405, "POST"), path
        assert "Nothing was done" in page.text
        assert f'href="{back}">Go to its page</a>' in page.text
        assert client.head(f"{desk.LIST}{path}").status_code == 405


def test_clinicians_do_nothing_at_the_desk_but_answer(client, rows, cleo):
    client.force_login(cleo)
    before = everything()
    data = {"verb": "hide", "reason": "unkind", "case": rows["case"], "sure": "1", "words": "Hm."}

    told = {
        path: client.post(f"/admin/moderation/{path}", data).status_code
        for path in presses(rows["case"])
    }

    number = rows["case"]
    assert told.pop("here/") == 200
    assert {told.pop(f"{number}/"), told.pop(f"{number}/claim/")} == {404}
    assert set(told.values()) == {403}
    assert everything() == before


def test_nobody_touches_a_case_about_their_own_words(client, fatigue, mo, ben):
    own = make.comment(fatigue, mo)
    case = asking.report(own, ben, reason="unkind", words="Rude to me.").case
    client.force_login(mo)
    before = everything()
    data = {"verb": "keep", "case": case.pk, "sure": "1", "words": "Hm.", "version": case.version}
    data |= {"seen": f"{case.pk}:{case.version}:1"}

    told = [
        client.post(f"/admin/moderation/{path}", data, follow=True) for path in presses(case.pk)
    ]

    assert not any("Rude to me." in answer.text for answer in told)
    assert everything() == before


def everywhere():
    """Every address of the desk, whatever app it belongs to, with numbers in the place of rows."""
    desk_ = re.compile(r"^/admin/(moderation/|comments/|accounts/suspension/)")
    found = {re.sub(r"<[^>]+>", "1", path) for path in paths_of(get_resolver())}
    return sorted(path for path in found if desk_.match(path))


def paths_of(resolver, before="/"):
    for each in resolver.url_patterns:
        path = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from paths_of(each, path)
        else:
            yield path


@pytest.mark.parametrize("who", ["nobody", "member", "author", "editor"])
def test_no_address_of_the_desk_opens_to_others_or_does_anything(client, rows, who):
    makers = {"member": make.member, "author": make.author, "editor": make.editor}
    if who != "nobody":
        client.force_login(makers[who]("zoe"))
    before = everything()
    data = {"verb": "hide", "reason": "unkind", "kind": "taken", "seen": "0", "body": "Hm."}
    data |= {"words": "Hm.", "note": "Hm.", "post": "yes", "level": "mentor", "on": "1"}
    data |= {"outcome": "overturned", "answer": "Hm.", "version": "1", "verdict": "done"}

    told = {
        (path, method): getattr(client, method)(path, data)
        for path in everywhere()
        for method in ("get", "post")
    }

    # A shortened address leads to its whole form, which is closed; the history of no row, nowhere.
    elsewhere = re.compile(r"^/admin/$|/change/$")
    whole = {key: a for key, a in told.items() if not elsewhere.search(a.get("Location", ""))}
    refused = {403, 404, 405} if who in {"author", "editor"} else {302, 405}
    if who == "nobody":
        # What they wrote is given back, to be sent again after logging in.
        back = {key: a for key, a in whole.items() if a.status_code == 403}
        assert all("You are logged out" in a.text for a in back.values())
        whole = {key: a for key, a in whole.items() if key not in back}
    assert len(told) > 200
    assert {key: a.status_code for key, a in whole.items() if a.status_code not in refused} == {}
    assert all("/login/" in a["Location"] for a in whole.values() if a.status_code == 302)
    assert not any("As it was typed." in a.text for a in told.values())
    assert everything() == before

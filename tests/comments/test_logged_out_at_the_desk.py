"""Somebody of the team is logged out while they write: the words come back with all of the form."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from comments import deciding
from comments.concern import raising
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.hearing import appeals
from comments.models import Appeal, Decision, Message, Status
from tests import make
from tests.comments import desk

NOTE = 'It says "stop <at once>", & that is dangerous.'


def again(page):
    """Where the form that came back leads to, and all it would send."""
    form = page.text.partition('id="kept"')[0].rpartition("<form")[2]
    form += page.text.partition('id="kept"')[2].partition("</form>")[0]
    sent = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    sent += re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', form)
    fields = {unescape(name): unescape(value) for name, value in sent}
    fields.pop("csrfmiddlewaretoken")
    return unescape(re.search(r'action="([^"]+)"', form)[1]), fields


def fields_of(page, beginning):
    """What the page's form with these words in it would send, without what is typed."""
    form = next(one for one in page.text.split("<form")[1:] if beginning in one)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


@pytest.fixture
def lena(db):
    """Moderates, and looks after concerns."""
    made = make.moderator("lena")
    made.groups.add(Group.objects.get(name="Safety"))
    return made


@pytest.fixture
def as_lena(client, lena):
    client.force_login(lena)
    return client


def a_case(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    return desk.case_url(comment), 'value="reject"', {"reason": "medical", "note": NOTE}


def an_appeal(fatigue, ada, ben, mo):
    decision = deciding.hide(make.comment(fatigue, ada), deciding.Why(by=mo, reason="unkind"))
    case = appeals.make(decision, ada, "Please look.").case
    sent = {"outcome": "upheld", "answer": NOTE}
    return f"{desk.LIST}appeals/{case.pk}/", 'name="outcome"', sent


def a_conversation(fatigue, ada, ben, mo):
    found = talking.begin(ada, "My comment", Said("Why?"))
    return found.desk_url(), 'name="body"', {"body": NOTE}


@pytest.mark.parametrize("how", [a_case, an_appeal, a_conversation])
def test_the_words_come_back_and_do_what_they_should_when_sent_again(
    as_lena, lena, fatigue, ada, ben, mo, how
):
    url, form, typed = how(fatigue, ada, ben, mo)
    sent = fields_of(as_lena.get(url), form) | typed
    if how is a_case:
        sent["verb"] = "reject"
    as_lena.logout()
    before = (Decision.objects.count(), Message.objects.count())

    page = as_lena.post(url, sent)

    assert page.status_code == 403
    assert "You are logged out" in page.text
    assert (Decision.objects.count(), Message.objects.count()) == before
    address, fields = again(page)
    assert address == url
    assert fields == {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}
    as_lena.force_login(lena)
    assert as_lena.post(address, fields).status_code == 302
    said = [*Decision.objects.values_list("note", flat=True)]
    said += [*Message.objects.values_list("source", flat=True)]
    said += [*Appeal.objects.values_list("answer", flat=True)]
    assert said.count(NOTE) == 1


def test_a_step_of_a_concern_comes_back_and_shows_nothing_of_it(as_lena, fatigue, ada, ben):
    case = raising.worry(make.comment(fatigue, ada), ben, words="She sounds low.").case
    as_lena.logout()

    page = as_lena.post(
        f"{desk.LIST}concerns/{case.pk}/step/", {"kind": "noted", "note": NOTE, "seen": "0"}
    )

    assert page.status_code == 403
    assert again(page)[1] == {"kind": "noted", "note": NOTE, "seen": "0"}
    assert "She sounds low." not in page.text
    assert not case.steps.exists()


def test_a_press_without_words_leads_to_the_login(client, fatigue, ada):
    url = desk.case_url(make.comment(fatigue, ada, status=Status.WAITING))

    assert client.post(url, {"verb": "publish"}).status_code == 302
    assert client.post(url, {"verb": "publish", "note": "  "}).status_code == 302


def test_a_token_that_is_too_old_gives_back_all_of_the_form(lena, fatigue, ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lena)
    url = desk.case_url(make.comment(fatigue, ada, status=Status.WAITING))
    sent = {"verb": "reject", "reason": "medical", "note": NOTE, "version": "1", "decision": "0"}

    page = strict.post(url, sent | {"password": "calm signal line", "whole": ["a", "b"]})

    assert page.status_code == 403
    address, fields = again(page)
    assert (address, fields.pop("whole")) == (url, "b")
    assert fields == sent
    assert "calm signal line" not in page.text


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://testserver.example"]
)
def test_another_site_can_put_no_unseen_choice_behind_the_button(lena, origin):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lena)
    url = reverse("admin:accounts_member_change", args=[lena.pk])
    sent = {"note": "Please send this.", "is_superuser": "on", "verb": "hide"}

    page = strict.post(url, sent, headers={"Origin": origin})

    assert page.status_code == 403
    assert again(page)[1] == {"note": "Please send this."}


def test_a_page_of_ours_says_that_it_is(lena, fatigue, ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lena)
    url = desk.case_url(make.comment(fatigue, ada, status=Status.WAITING))
    sent = {"verb": "reject", "note": NOTE}

    page = strict.post(url, sent, headers={"Origin": "http://testserver"})

    assert again(page)[1] == sent

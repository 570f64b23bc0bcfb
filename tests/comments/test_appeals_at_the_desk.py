"""Appeals wait in the queue like everything else, and never before who decided first."""

import re

import pytest

from comments import deciding
from comments.deciding import Why
from comments.hearing import appeals
from comments.models import Appeal, Case, CaseKind, Outcome, Status
from tests import make
from tests.comments import desk

WORDS = "I quoted somebody."


@pytest.fixture
def lena(db):
    return make.moderator("lena")


@pytest.fixture
def hidden(fatigue, ada, mo):
    comment = make.comment(fatigue, ada, "My own words.")
    return deciding.hide(comment, Why(by=mo, reason="unkind"))


@pytest.fixture
def made(hidden, ada):
    return appeals.make(hidden, ada, WORDS)


def url(appeal):
    return f"{desk.LIST}appeals/{appeal.case_id}/"


def test_an_appeal_waits_in_the_queue_and_leads_to_its_page(client, made, lena):
    client.force_login(lena)

    queue = client.get(desk.LIST).text
    page = client.get(f"{desk.LIST}{made.case_id}/", follow=True)

    assert ">The author asks for another look</span>" in queue
    assert f'href="{url(made)}"' in queue
    assert f'name="case" value="{made.case_id}"' not in queue
    assert page.redirect_chain == [(url(made), 302)]
    assert WORDS in page.text


def test_the_first_decider_does_not_find_it_and_is_never_handed_it(client, made, mo, fatigue, ben):
    waiting = make.comment(fatigue, ben, status=Status.WAITING)
    client.force_login(mo)

    queue = client.get(desk.LIST).text
    begun = client.post(f"{desk.LIST}begin/")

    assert ">The author asks for another look</span>" not in queue
    assert "1 waiting" in queue
    assert begun.url == desk.case_url(waiting)
    for path in (url(made), f"{desk.LIST}{made.case_id}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"outcome": "upheld", "answer": "x"}).status_code == 404
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "cleo", "ada"])
def test_nobody_else_comes_to_the_page(client, made, ada, ben, dee, cleo, mo, who):
    if who == "ada":  # the author, though a moderator
        ada.groups.set(mo.groups.all())
        ada.is_staff = True
        ada.save()
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "cleo": cleo, "ada": ada}[who])

    for method in (client.get, client.post):
        answer = method(url(made), {"outcome": "overturned", "answer": "x", "version": "1"})
        assert answer.status_code in {302, 403, 404}
        assert WORDS not in answer.text
    assert Appeal.objects.get().is_open


def test_deciding_closes_the_case_and_opens_what_waits_next(client, made, lena, fatigue, ben):
    waiting = make.comment(fatigue, ben, status=Status.WAITING)
    client.force_login(lena)

    answer = client.post(url(made), {"outcome": "overturned", "answer": "Sorry.", "version": "1"})

    made.refresh_from_db()
    made.decision.comment.refresh_from_db()
    assert answer.url == desk.case_url(waiting)
    assert made.outcome == Outcome.OVERTURNED
    assert made.case.closed_at == made.decided_at
    assert made.decision.comment.status == Status.PUBLISHED
    decided = client.get(f"{desk.LIST}?state=decided&decider=lena").text
    assert decided.count('class="case-row"') == 1
    assert "Sorry." in client.get(url(made)).text


def test_who_was_slower_is_told_and_keeps_every_word(client, made, lena):
    kim = make.moderator("kim")
    client.force_login(kim)
    client.get(url(made))
    appeals.decide(made, lena, Outcome.UPHELD, "It stands.", version=1)

    late = client.post(url(made), {"outcome": "overturned", "answer": "Long.", "version": "1"})

    assert late.status_code == 409
    assert "Somebody has decided this meanwhile." in late.text
    assert "lena" in late.text
    assert "Long." in late.text


def test_an_appeal_is_decided_alone_and_passed_to_no_clinician(client, made, lena):
    client.force_login(lena)
    case = Case.objects.get(kind=CaseKind.APPEAL)

    told = desk.together(client, "publish", [case]).text
    asked = client.post(f"{desk.LIST}{case.pk}/clinician/", {"words": "?", "version": case.version})

    case.refresh_from_db()
    assert "0 comments done." in told
    assert asked.status_code == 404
    assert case.is_open
    assert not case.waits_for_clinician


def test_a_decision_about_the_comment_leaves_the_appeal_waiting(made, mo, lena):
    deciding.restore(made.decision.comment, Why(by=mo))

    assert Case.objects.get(closed_at=None).kind == CaseKind.APPEAL
    appeals.decide(made, lena, Outcome.OVERTURNED, "It was wrong.", version=1)
    assert Case.objects.filter(closed_at=None).count() == 0


def test_the_page_costs_the_same_beside_a_long_queue(
    client, made, lena, fatigue, ben, django_assert_num_queries, writes_nothing
):
    client.force_login(lena)
    client.get(url(made))
    for _ in range(5):
        make.comment(fatigue, ben, status=Status.WAITING)

    with django_assert_num_queries(11), writes_nothing():
        client.get(url(made))


def test_an_answer_that_comes_back_is_what_was_typed_and_can_be_sent_again(client, made, lena):
    client.force_login(lena)
    sent = {"outcome": "upheld", "answer": "We looked.", "version": "999"}

    behind = client.post(url(made), sent)

    assert behind.status_code == 409
    assert re.search(r'<textarea name="answer"[^>]*>\s*We looked\.</textarea>', behind.text)
    assert re.search(r'value="upheld"[^>]*checked', behind.text)
    number = re.search(r'name="version" value="(\d+)"', behind.text)[1]
    assert client.post(url(made), sent | {"version": number}).status_code == 302

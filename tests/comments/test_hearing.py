"""An author reads a decision, changes the words and sends them in, or asks for a second look."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import suspending
from comments import deciding, posting
from comments.deciding import CannotDecide, Why
from comments.hearing import appeals, returning
from comments.hearing.appeals import CannotAppeal, StaleAppeal
from comments.models import Appeal, Decision, Outcome, Status
from notifications.models import Notice
from outbox.delivery import deliver_due
from tests import make

PAGES = ("", "revise/", "appeal/")


@pytest.fixture
def lena(db):
    return make.moderator("lena")


@pytest.fixture
def hidden(fatigue, ada, mo):
    """A comment of ada's that mo took down: the decision."""
    comment = make.comment(fatigue, ada, "My own words.")
    return deciding.hide(comment, Why(by=mo, reason="unkind", note="Please be kinder."))


def url(decision, page=""):
    return f"/decisions/{decision.pk}/{page}"


# The page -----------------------------------------------------------------------------------------


def test_the_author_reads_why_and_their_own_words_and_never_who_decided(client, hidden, ada, mo):
    client.force_login(ada)

    page = client.get(url(hidden)).text

    for told in ("was taken down", "It is unkind to a person", "Please be kinder.", "My own words"):
        assert told in page
    assert ">mo<" not in page
    assert "mo," not in page
    assert url(hidden, "revise/") in page
    assert url(hidden, "appeal/") in page


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["nobody", "ben", "mo"])
def test_decisions_about_others_do_not_exist(client, hidden, ben, mo, who, page):
    if who != "nobody":
        client.force_login({"ben": ben, "mo": mo}[who])

    for method in (client.get, client.post):
        answer = method(url(hidden, page), {"body": "x", "words": "x"})
        assert answer.status_code in ({302, 403, 405} if who == "nobody" else {404, 405})
        assert "My own words." not in answer.text
    assert Appeal.objects.count() == 0
    hidden.comment.refresh_from_db()
    assert hidden.comment.latest_number == 1


def test_the_notice_leads_to_the_decision(client, hidden, ada):
    deliver_due()
    client.force_login(ada)

    assert url(hidden) in client.get("/inbox/").text


# Changing it --------------------------------------------------------------------------------------


def test_changed_words_wait_and_unchanged_or_empty_ones_come_back(client, hidden, ada):
    client.force_login(ada)

    for body in ("", "My own words."):
        assert client.post(url(hidden, "revise/"), {"body": body}).status_code == 422
    sent = client.post(url(hidden, "revise/"), {"body": "Kinder words.", "status": "published"})

    assert sent["Location"] == url(hidden)
    hidden.comment.refresh_from_db()
    assert (hidden.comment.status, hidden.comment.pending_number) == (Status.HIDDEN, 2)
    again = client.post(url(hidden, "revise/"), {"body": "Too late."})
    assert again.status_code == 409
    assert "Too late." in again.text


def test_whoever_may_not_write_changes_nothing_and_keeps_the_words(client, hidden, ada, mo):
    why = suspending.Words("unkind", "Stop.")
    suspending.suspend(ada, mo, why, until=timezone.now() + timedelta(days=1))
    client.force_login(ada)

    answer = client.post(url(hidden, "revise/"), {"body": "Kinder words."})

    assert answer.status_code == 403
    assert "Kinder words." in answer.text
    asked = client.post(url(hidden, "appeal/"), {"words": "It was not unkind."})
    assert asked.status_code == 302


# A second look ------------------------------------------------------------------------------------


def appealed(decision, member):
    return appeals.make(decision, member, "I quoted somebody.")


def test_once_for_each_decision_and_in_time(client, hidden, ada):
    client.force_login(ada)
    long = client.post(url(hidden, "appeal/"), {"words": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.text

    with time_machine.travel(timezone.now() + timedelta(days=15)), pytest.raises(CannotAppeal):
        appealed(hidden, ada)
    client.post(url(hidden, "appeal/"), {"words": "I quoted somebody."})
    again = client.post(url(hidden, "appeal/"), {"words": "Once more."})

    assert again.status_code == 409
    assert "Once more." in again.text
    assert Appeal.objects.get().words == "I quoted somebody."


@pytest.mark.parametrize("wrong", ["first", "author", "member"])
def test_neither_the_first_moderator_nor_the_author_decides(hidden, ada, ben, mo, wrong):
    ada.groups.set(mo.groups.all())
    made = appealed(hidden, ada)

    by = {"first": mo, "author": ada, "member": ben}[wrong]
    with pytest.raises(CannotDecide):
        appeals.decide(made, by, Outcome.OVERTURNED, "Sorry.", version=1)

    assert Appeal.objects.get().is_open


def test_success_puts_the_words_back_and_clears_the_record(client, hidden, ada, lena):
    made = appealed(hidden, ada)
    appeals.decide(made, lena, Outcome.OVERTURNED, "We misread it.", version=1)
    deliver_due()

    hidden.comment.refresh_from_db()
    assert hidden.comment.status == Status.PUBLISHED
    bad = Decision.objects.filter(comment__author=ada, verb="hide")
    assert (bad.count(), bad.that_count().count()) == (1, 0)
    assert "appeal" in Notice.objects.of(ada).values_list("kind", flat=True)
    client.force_login(ada)
    page = client.get(url(hidden)).text
    assert "We misread it." in page
    assert "lena" not in page


def test_a_decision_that_stands_is_told_too_and_can_still_be_answered_with_new_words(
    client, hidden, ada, lena
):
    made = appealed(hidden, ada)
    with pytest.raises(CannotDecide):
        returning.resubmit(hidden.comment, ada, "Other words.", decision=hidden.pk)
    appeals.decide(made, lena, Outcome.UPHELD, "It still hurts.", version=1)
    deliver_due()

    hidden.comment.refresh_from_db()
    assert hidden.comment.status == Status.HIDDEN
    assert "appeal" in Notice.objects.of(ada).values_list("kind", flat=True)
    client.force_login(ada)
    assert "It still hurts." in client.get(url(hidden)).text
    returning.resubmit(hidden.comment, ada, "Other words.", decision=hidden.pk)


def test_what_was_not_published_and_an_edit_that_was_declined_come_out_by_success(
    fatigue, ada, mo, lena
):
    comment = make.comment(fatigue, ada, "One.", status=Status.WAITING)
    first = deciding.reject(comment, Why(by=mo, reason="unkind"))
    appeals.decide(appealed(first, ada), lena, Outcome.OVERTURNED, "Sorry.", version=1)
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED

    posting.edit(comment, "Two.")
    second = deciding.reject(comment, Why(by=mo, reason="unkind"))
    appeals.decide(appealed(second, ada), lena, Outcome.OVERTURNED, "Sorry.", version=1)
    comment.refresh_from_db()
    assert "Two." in comment.html
    assert comment.pending_number == 0


def test_the_second_look_is_bound_to_what_was_seen(client, hidden, ada, lena):
    made = appealed(hidden, ada)
    page = f"/admin/comments/appeal/{made.pk}/change/"
    client.force_login(lena)
    assert "My own words." in client.get(page).text
    client.post(page, {"outcome": "upheld", "answer": "It stands.", "version": "1"})

    late = client.post(page, {"outcome": "overturned", "answer": "My long answer", "version": "1"})

    assert late.status_code == 409
    assert "My long answer" in late.text
    assert Appeal.objects.get().outcome == Outcome.UPHELD
    with pytest.raises(StaleAppeal):
        appeals.decide(made, make.moderator("kim"), Outcome.OVERTURNED, "x", version=2)


def test_a_second_look_without_a_version_or_an_answer_changes_nothing(client, hidden, ada, lena):
    page = f"/admin/comments/appeal/{appealed(hidden, ada).pk}/change/"
    client.force_login(lena)

    assert client.post(page, {"outcome": "upheld", "answer": "x"}).status_code == 409
    assert client.post(page, {"outcome": "upheld", "version": "1"}).status_code == 422
    assert client.post(page, {"answer": "x", "version": "1"}).status_code == 422
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "ada"])
def test_nobody_else_reads_appeals(client, hidden, ada, ben, dee, mo, who):
    made = appealed(hidden, ada)
    if who == "ada":
        ada.groups.set(mo.groups.all())
        ada.is_staff = True
        ada.save()
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "ada": ada}[who])

    for page in ("", f"{made.pk}/change/", "add/", f"{made.pk}/delete/"):
        for method in (client.get, client.post):
            answer = method(f"/admin/comments/appeal/{page}", {"outcome": "overturned"})
            assert "I quoted somebody." not in answer.text
            assert answer.status_code in {200, 302, 403, 404}
    made.refresh_from_db()
    assert made.is_open


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_appeals_costs_the_same_whatever_waits(
    client, fatigue, ada, mo, lena, count, django_assert_num_queries
):
    for _ in range(count):
        comment = make.comment(fatigue, ada)
        appealed(deciding.hide(comment, Why(by=mo, reason="unkind")), ada)
    client.force_login(lena)
    client.get("/admin/comments/appeal/")

    with django_assert_num_queries(5):
        page = client.get("/admin/comments/appeal/")
    assert page.text.count("Taken down, mo") == count

"""Undo really undoes, at once: words, standing, counts and case are as they were before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import deciding, posting
from comments.models import Case, Comment, Decision, Discussion, Status
from comments.recounting import recount
from comments.reports import asking
from notifications.models import Notice
from outbox.delivery import deliver_due
from tests import make
from tests.comments import desk


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def state(comment):
    """Everything about a comment that a decision may touch, the cases aside."""
    kept = ["status", "hides_branch", "html", "approved_number", "pending_number", "edited_at"]
    kept += ["listed", "public", "reply_count", "listed_replies"]
    row = Comment.objects.filter(pk=comment.pk).values(*kept).get()
    counts = Discussion.objects.values("published_count", "public_count").get(
        pk=comment.discussion_id
    )
    return row, counts


def undo_last(client, mo):
    last = Decision.objects.filter(by=mo).first()
    return client.post(f"{desk.LIST}undo/", {"decision": last.pk})


def waiting(fatigue, ada, ben):
    return make.comment(fatigue, ada, status=Status.WAITING)


def edited(fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "Tea helps me.")
    posting.edit(comment, "Tea cures me.")
    return comment


def reported(fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    make.comment(fatigue, ben, parent=comment)
    asking.report(comment, ben, reason="unkind")
    return comment


@pytest.mark.parametrize(
    ("how", "verb", "fields"),
    [
        (waiting, "publish", {}),
        (waiting, "reject", {"reason": "unkind"}),
        (waiting, "ask", {"note": "Leave the dose out, please."}),
        (waiting, "spam", {}),
        (edited, "publish", {}),
        (edited, "reject", {"reason": "medical"}),
        (edited, "ask", {"note": "Say it helps you."}),
        (edited, "hide", {"reason": "medical"}),
        (reported, "keep", {}),
        (reported, "hide", {"reason": "unkind"}),
        (reported, "hide", {"reason": "unkind", "whole": "branch"}),
        (reported, "spam", {}),
    ],
)
def test_what_was_decided_is_undone_at_once(moderator, fatigue, ada, ben, mo, how, verb, fields):
    comment = how(fatigue, ada, ben)
    before, case, url = state(comment), desk.case_of(comment), desk.case_url(comment)
    desk.decide(moderator, url, verb, **fields)

    decided = comment.decisions.first()

    answer = undo_last(moderator, mo)

    assert state(comment) == before
    assert answer.url == url
    assert desk.case_of(comment) == case
    assert [made.verb for made in comment.decisions.all()[:2]] == ["undo", decided.verb]
    assert decided not in Decision.objects.that_count()
    assert list(recount(comment.discussion_id)) == []


def test_undo_twice_is_harmless_and_never_undoes_the_one_before(moderator, fatigue, ada, ben, mo):
    first, second = (make.comment(fatigue, who, status=Status.WAITING) for who in (ada, ben))
    desk.decide(moderator, desk.case_url(first), "publish")
    desk.decide(moderator, desk.case_url(second), "publish")
    last = Decision.objects.filter(by=mo).first()

    for _press in range(2):
        page = moderator.post(f"{desk.LIST}undo/", {"decision": last.pk}, follow=True)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.PUBLISHED, Status.WAITING)
    assert "Something else was decided about it since, so it was not undone." in page.text


def test_what_somebody_decided_since_is_not_undone(moderator, fatigue, ada, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    desk.decide(moderator, desk.case_url(comment), "publish")
    last, kit = Decision.objects.filter(by=mo).first(), make.moderator("kit")
    deciding.hide(comment, deciding.Why(by=kit, reason="unkind"))

    moderator.post(f"{desk.LIST}undo/", {"decision": last.pk})

    comment.refresh_from_db()
    assert comment.status == Status.HIDDEN


def test_nobody_undoes_what_somebody_else_decided_or_after_a_day(moderator, fatigue, ada, mo):
    comment, kit = make.comment(fatigue, ada, status=Status.WAITING), make.moderator("kit")
    theirs = deciding.publish(comment, deciding.Why(by=kit))
    long_ago = timezone.now() - timedelta(days=2)
    mine = deciding.hide(comment, deciding.Why(by=mo, reason="unkind", at=long_ago))

    refused = moderator.post(f"{desk.LIST}undo/", {"decision": theirs.pk})
    late = moderator.post(f"{desk.LIST}undo/", {"decision": mine.pk}, follow=True)

    comment.refresh_from_db()
    assert refused.status_code == 404
    assert "It is too late to undo that." in late.text
    assert comment.status == Status.HIDDEN


@pytest.mark.parametrize("number", [None, "", "x", "0"])
def test_undo_that_does_not_say_what_undoes_nothing_and_leads_back(moderator, fatigue, ada, number):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    desk.decide(moderator, desk.case_url(comment), "publish")
    sent = {} if number is None else {"decision": number}

    page = moderator.post(f"{desk.LIST}undo/", sent, follow=True)

    comment.refresh_from_db()
    assert comment.is_published
    assert page.redirect_chain == [(desk.LIST, 302)]
    assert "Nothing was undone" in page.text
    assert "Undo last (published)" in page.text


def test_many_decided_together_are_undone_together(moderator, fatigue, ada, ben, mo):
    comments = [make.comment(fatigue, who, status=Status.WAITING) for who in (ada, ben)]
    desk.together(moderator, "publish", [desk.case_of(comment) for comment in comments])

    undo_last(moderator, mo)

    assert [comment.status for comment in Comment.objects.all()] == [Status.WAITING] * 2
    assert Case.objects.filter(closed_at=None).count() == 2


def test_nobody_reads_of_a_decision_that_was_taken_back(moderator, fatigue, ada, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    desk.decide(moderator, desk.case_url(comment), "reject", reason="unkind")
    deliver_due()
    told = Notice.objects.filter(recipient=ada).count()

    undo_last(moderator, mo)
    deliver_due()

    assert (told, Notice.objects.filter(recipient=ada).count()) == (1, 0)

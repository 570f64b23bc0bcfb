"""The team asks for a change, and the author sends it in again."""

import pytest

from comments import deciding, posting
from comments.deciding import CannotDecide, Why
from comments.hearing import returning
from comments.models import Case, Cause, Decision, Rule, RuleKind, RuleState, Status
from comments.rules import switching
from notifications.models import Kind, Notice
from outbox.delivery import deliver
from outbox.models import Errand
from tests import make


def deliver_all():
    for errand in Errand.objects.open():
        if errand.take():
            deliver(errand)


def asked(comment, mo, note="Please leave the dose out."):
    return returning.ask(comment, Why(by=mo, note=note))


def test_a_waiting_comment_is_sent_back_and_waits_again_in_new_words(fatigue, ada, mo):
    comment = make.comment(fatigue, ada, "Take 20 mg.", status=Status.WAITING)

    decision = asked(comment, mo)

    assert comment.status == Status.REJECTED
    assert Case.objects.filter(closed_at=None).count() == 0
    returning.resubmit(comment, ada, "It helped me.", decision=decision.pk)
    assert (comment.status, comment.pending_number) == (Status.WAITING, 2)
    assert Case.objects.get(closed_at=None).causes == [Cause.RESUBMITTED]
    deciding.publish(comment, Why(by=mo), revision=2)
    assert "It helped me." in comment.html
    verbs = Decision.objects.filter(comment=comment).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["ask", "resubmit", "publish"]


def test_what_was_taken_down_stays_so_until_its_new_words_are_approved(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    make.comment(fatigue, ben, parent=comment)
    decision = deciding.hide(comment, Why(by=mo, reason="unkind"), whole_branch=True)

    returning.resubmit(comment, ada, "More kindly.", decision=decision.pk)

    assert (comment.status, comment.hides_branch) == (Status.HIDDEN, True)
    deciding.publish(comment, Why(by=mo), revision=2)
    comment.refresh_from_db()
    assert (comment.status, comment.hides_branch) == (Status.PUBLISHED, False)
    assert "More kindly." in comment.html


def test_new_words_of_what_was_taken_down_can_be_declined(fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    decision = deciding.hide(comment, Why(by=mo, reason="unkind"))
    returning.resubmit(comment, ada, "Again.", decision=decision.pk)

    deciding.reject(comment, Why(by=mo, reason="unkind"))

    assert (comment.status, comment.pending_number) == (Status.HIDDEN, 0)
    assert Case.objects.filter(closed_at=None).count() == 0


def test_of_an_edit_readers_keep_the_words_they_have(fatigue, ada, mo):
    comment = make.comment(fatigue, ada, "First words.")
    posting.edit(comment, "Second words.")

    decision = asked(comment, mo)

    assert comment.status == Status.PUBLISHED
    assert "First words." in comment.html
    returning.resubmit(comment, ada, "Third words.", decision=decision.pk)
    assert (comment.status, comment.pending_number) == (Status.PUBLISHED, 3)
    assert "First words." in comment.html


def test_asking_twice_is_one_decision_and_asking_needs_words(fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    asked(comment, mo)

    assert asked(comment, mo) is None
    with pytest.raises(CannotDecide):
        asked(comment, mo, note=" ")


def test_only_its_author_answers_and_only_the_last_decision(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    decision = asked(comment, mo)

    with pytest.raises(CannotDecide):
        returning.resubmit(comment, ben, "Mine.", decision=decision.pk)
    deciding.publish(comment, Why(by=mo))
    with pytest.raises(CannotDecide):
        returning.resubmit(comment, ada, "Again.", decision=decision.pk)
    assert comment.latest_number == 1


def test_the_author_is_told_what_to_change(client, fatigue, ada, mo):
    asked(make.comment(fatigue, ada, status=Status.WAITING), mo)
    deliver_all()

    assert [notice.kind for notice in Notice.objects.of(ada)] == [Kind.ASKED]
    client.force_login(ada)
    page = client.get("/inbox/").text
    assert "The team asks you to change something in your comment 1" in page
    assert "Please leave the dose out." in page


def test_rules_and_the_crisis_list_read_what_is_sent_in_again(fatigue, ada, mo):
    Rule.objects.all().delete()
    rule = Rule(name="Sellers", kind=RuleKind.WORDS, words="miracle cure", state=RuleState.ON)
    switching.save(rule, by=mo)
    comment = make.comment(fatigue, ada, "Take 20 mg.", status=Status.WAITING)
    decision = asked(comment, mo)

    words = "It is a miracle cure. I want to kill myself."
    returning.resubmit(comment, ada, words, decision=decision.pk)

    case = Case.objects.get(comment=comment, closed_at=None)
    assert case.causes == [Cause.RESUBMITTED, Cause.RULE]
    assert [told["source"] for told in case.score_reasons] == ["", "Sellers"]
    assert [hit.revision.number for hit in rule.hits.all()] == [2]
    assert Case.objects.get(member=ada, closed_at=None).causes == [Cause.CRISIS_WORDS]

"""What notifications does when a lower app announces something: write an errand down, no more."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from accounts.models import Member
from articles.models import Approval, Guide, GuideQuestion, Revision, Verdict
from articles.signals import (
    guide_approved,
    guide_rejected,
    guide_review_due,
    guide_submitted,
    question_answered,
)
from comments.models import Comment, Decision
from comments.signals import (
    comment_hidden,
    comment_published,
    comment_rejected,
    member_mentioned,
)
from notifications import desk, errands, followed, telling
from outbox import put


@receiver([comment_published, comment_hidden, comment_rejected])
def tell_its_author(comment: Comment, decision: Decision, **kwargs: Any) -> None:
    """Authors learn what was decided about their words."""
    if telling.is_news_to_its_author(comment, decision):
        put(errands.AUTHOR, key=str(decision.pk), decision=decision.pk)


@receiver(comment_published)
def tell_whom_it_answers(comment: Comment, decision: Decision, first: bool, **kwargs: Any) -> None:
    """People learn that somebody answered them."""
    if telling.is_news_to_whom_it_answers(comment, decision, first=first):
        put(errands.REPLIED_TO, key=str(decision.pk), decision=decision.pk)


@receiver(comment_published)
def tell_its_followers(comment: Comment, decision: Decision, first: bool, **kwargs: Any) -> None:
    """Followers learn that something new is there. Last: a reply to somebody beats it."""
    if followed.is_news_to_followers(comment, first=first):
        put(errands.FOLLOWED, key=str(decision.pk), decision=decision.pk)


@receiver(member_mentioned)
def tell_whom_it_calls(comment: Comment, decision: Decision, member: Member, **kwargs: Any) -> None:
    """People learn that somebody called them by name."""
    key = f"{decision.pk}:{member.pk}"
    put(errands.MENTIONED, key=key, decision=decision.pk, member=member.pk)


@receiver(question_answered)
def tell_who_asked(question: GuideQuestion, **kwargs: Any) -> None:
    """People learn that the guide answers what they asked."""
    put(errands.ANSWERED, question=question.pk)


@receiver(guide_submitted)
def tell_whose_turn_it_is(guide: Guide, revision: Revision, **kwargs: Any) -> None:
    """Reviewers learn that a guide waits for them."""
    event = desk.event_of(guide, revision)
    put(errands.TURN, key=event, revision=revision.pk, event=event)


@receiver(guide_review_due)
def tell_that_a_review_is_due(guide: Guide, due: date, days: int, **kwargs: Any) -> None:
    """Whoever keeps the guide learns it in time."""
    put(errands.DUE, key=f"{guide.pk}:{due}:{days}", guide=guide.pk, due=str(due), days=days)


@receiver([guide_approved, guide_rejected])
def tell_what_a_reviewer_said(guide: Guide, approval: Approval, **kwargs: Any) -> None:
    """Authors learn what was said of their guide, and the next reviewer that it is their turn."""
    put(errands.SAID, key=str(approval.pk), approval=approval.pk)
    if approval.verdict == Verdict.APPROVED:
        tell_whose_turn_it_is(guide=guide, revision=approval.revision)

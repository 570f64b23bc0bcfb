"""What notifications does when a lower app announces something: write an errand down, no more."""

from datetime import date
from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import Copy, Member, Suspension
from accounts.signals import copy_made, member_suspended, suspension_lifted
from articles.models import Approval, Guide, GuideQuestion, Revision, Verdict
from articles.signals import (
    guide_approved,
    guide_rejected,
    guide_review_due,
    guide_submitted,
    question_answered,
)
from comments.models import Appeal, Comment, Decision, Message, Report
from comments.signals import (
    appeal_decided,
    comment_hidden,
    comment_published,
    comment_rejected,
    comment_returned,
    decision_undone,
    member_mentioned,
    member_wrote,
    report_answered,
    team_wrote,
)
from notifications import desk, errands, followed, telling
from notifications.letters import coming_back
from notifications.models import Kind, Notice
from outbox import put


@receiver([comment_published, comment_hidden, comment_rejected, comment_returned])
def tell_its_author(comment: Comment, decision: Decision, **kwargs: Any) -> None:
    """Authors learn what was decided about their words."""
    if telling.is_news_to_its_author(comment, decision):
        put(errands.AUTHOR, key=str(decision.pk), decision=decision.pk)


@receiver(decision_undone)
def forget_what_was_told(comment: Comment, decision: Decision, **kwargs: Any) -> None:
    """Nobody reads of a decision that was taken back."""
    Notice.objects.filter(decision=decision).delete()


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


@receiver(report_answered)
def tell_who_reported(report: Report, **kwargs: Any) -> None:
    """People learn that a moderator has looked at what they reported."""
    put(errands.REPORTED, key=str(report.pk), report=report.pk)


@receiver(question_answered)
def tell_who_asked(question: GuideQuestion, **kwargs: Any) -> None:
    """People learn that the guide answers what they asked."""
    put(errands.ANSWERED, question=question.pk)


@receiver(member_suspended)
def tell_who_is_suspended(suspension: Suspension, **kwargs: Any) -> None:
    """Members learn what the team did, and why."""
    put(errands.SUSPENDED, key=f"{suspension.pk}", suspension=suspension.pk, lifted=False)


@receiver(suspension_lifted)
def tell_that_it_ended(suspension: Suspension, **kwargs: Any) -> None:
    """Members learn that the team ended it early."""
    key = f"{suspension.pk}:lifted"
    put(errands.SUSPENDED, key=key, suspension=suspension.pk, lifted=True)


@receiver(appeal_decided)
def tell_who_appealed(appeal: Appeal, **kwargs: Any) -> None:
    """Authors learn what the second look brought."""
    put(errands.APPEALED, key=f"{appeal.pk}", appeal=appeal.pk)


@receiver([team_wrote, member_wrote])
def tell_the_other_side(message: Message, **kwargs: Any) -> None:
    """Both sides of a conversation learn what was said."""
    put(errands.WRITTEN, key=f"{message.pk}", message=message.pk)


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


@receiver(copy_made)
def tell_who_asked_for_it(copy: Copy, **kwargs: Any) -> None:
    """People learn that the copy of their data can be fetched. The worker makes it, so the notice
    can be written at once."""
    facts = {"kind": Kind.COPY_READY}
    event = f"copy:{copy.pk}"
    Notice.objects.get_or_create(recipient=copy.member, event_key=event, defaults=facts)


@receiver(email_changed)
def send_letters_to_the_new_address(user: Any, **kwargs: Any) -> None:
    """The one before may have sent letters back; this one was just proven."""
    coming_back.open_for_a_new_address(user)

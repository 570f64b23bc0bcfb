"""An author asks for a second look; somebody else than the first moderator decides."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding, signals
from comments.deciding import CannotDecide, Why
from comments.hearing.returning import ANSWERABLE
from comments.models import Appeal, Case, CaseKind, Cause, Comment, Decision, Outcome, Status


class CannotAppeal(Exception):
    """It was not taken; the words say why."""


class StaleAppeal(Exception):
    """Somebody else has decided it meanwhile, or it changed since it was read."""


def why_not(decision: Decision, member: Member) -> str:
    """Why this member cannot ask for a second look at it; empty when they can."""
    if not decision.comment.is_by(member.pk) or decision.verb not in ANSWERABLE:
        return str(_("There is nothing here to look at again."))
    if hasattr(decision, "appeal"):
        return str(_("You have asked about this decision. Once is enough: somebody looks at it."))
    if timezone.now() > decision.at + timedelta(days=settings.APPEAL_DAYS):
        told = _(
            "That was more than %(n)s days ago, and a second look is only possible for so long."
        )
        return str(told) % {"n": settings.APPEAL_DAYS}
    if decision.comment.pending_number or not is_last(decision):
        return str(_("Something else was done with the comment since, so this decision is over."))
    return ""


def is_last(decision: Decision) -> bool:
    """Whether it still holds: nothing was decided about the comment after it."""
    later = Decision.objects.filter(comment=decision.comment_id, pk__gt=decision.pk)
    return not later.about_reading().exists()


@transaction.atomic
def make(decision: Decision, member: Member, words: str) -> Appeal:
    """Ask for a second look. CannotAppeal with the reason when that is not possible."""
    deciding.lock(decision.comment)
    decision = Decision.objects.select_related("comment", "appeal").get(pk=decision.pk)
    if problem := why_not(decision, member):
        raise CannotAppeal(problem)
    at = timezone.now()
    case = Case.objects.open_for(decision.comment, Cause.APPEAL, at=at, kind=CaseKind.APPEAL)
    return Appeal.objects.create(decision=decision, case=case, by=member, words=words, made_at=at)


def may_decide(appeal: Appeal, by: Member) -> bool:
    """Not whoever took the decision, and nobody about their own words."""
    first, author = appeal.decision.by_id, appeal.decision.comment.author_id
    return by.has_perm("comments.moderate") and by.pk not in {first, author, appeal.by_id}


@transaction.atomic
def decide(appeal: Appeal, by: Member, outcome: str, answer: str, *, version: int) -> Appeal:
    """Let the decision stand, or overturn it and put the words back.

    StaleAppeal when somebody was quicker; CannotDecide for who may not, or where it does not fit.
    """
    comment = appeal.decision.comment
    deciding.lock(comment)
    appeal.refresh_from_db(fields=["outcome", "version"])
    if not may_decide(appeal, by):
        raise CannotDecide(_("Somebody else decides this: not who took the first decision."))
    if not appeal.is_open or appeal.version != version:
        raise StaleAppeal
    now = timezone.now()
    appeal.settle(outcome, by, answer, now)
    if appeal.case and appeal.case.is_open:
        appeal.case.close(at=now)
    if outcome == Outcome.OVERTURNED:
        put_back(comment, Why(by=by, note=answer, at=now))
    signals.appeal_decided.send(Appeal, appeal=appeal)
    return appeal


def put_back(comment: Comment, why: Why) -> None:
    """Undo what was decided, by the verb that does so. What its author took back stays back."""
    if comment.status == Status.WITHDRAWN:
        return
    if comment.status == Status.HIDDEN:
        deciding.restore(comment, why)
        return
    declined = comment.revisions.filter(number=comment.latest_number, declined_at__isnull=False)
    if comment.is_published and declined.exists():
        comment.pending_number = comment.latest_number
        comment.save(update_fields=["pending_number"])
    deciding.publish(comment, why)

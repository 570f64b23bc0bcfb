"""What a reminder, a suspension or a ban does, and what goes with it: shown first, then done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import suspending
from accounts.models import Member, Suspension, SuspensionKind
from comments import deciding
from comments.deciding import CannotDecide, Why
from comments.models import Comment, CommentQuerySet, Decision, Reason, Status

# More than anybody looks through before pressing a button.
MOST = 100


class StalePlan(Exception):
    """Something happened to the member while the moderator was reading."""


@dataclass(frozen=True)
class Plan:
    """What a moderator wants to do to a member."""

    member: Member
    kind: str
    reason: str
    words: str
    days: int = 0  # how long a suspension lasts
    takes_waiting: bool = False  # do not publish what waits
    hides_days: int = 0  # take down what was published in the last so many days

    @property
    def until(self) -> datetime | None:
        if self.kind != SuspensionKind.SUSPENSION:
            return None
        return timezone.now() + timedelta(days=self.days)

    @property
    def goes(self) -> list[Comment]:
        """The comments that go with it, the newest first; never more than MOST."""
        own = Comment.objects.filter(author=self.member).for_lists().order_by("-pk")
        return list(self.chosen(own)[:MOST])

    def chosen(self, own: CommentQuerySet) -> CommentQuerySet:
        found = own.none()
        if self.takes_waiting:
            found = found | own.filter(status=Status.WAITING)
        if self.hides_days:
            since = timezone.now() - timedelta(days=self.hides_days)
            found = found | own.filter(status=Status.PUBLISHED, posted_at__gte=since)
        return found

    @property
    def token(self) -> str:
        """What stood on the page: changed as soon as somebody else did something."""
        last = Suspension.objects.filter(member=self.member).order_by("-pk").first()
        facts = [f"{one.pk}{one.status}" for one in self.goes]
        lifted = bool(last and last.lifted_at)
        return f"{last.pk if last else 0}-{int(lifted)}-{len(facts)}-{'-'.join(facts)[:900]}"


@transaction.atomic
def carry_out(plan: Plan, by: Member, *, seen: str) -> Suspension:
    """Do all of it, or nothing. StalePlan when it is not what was seen; CannotSuspend for whom
    this moderator may not judge."""
    Member.objects.select_for_update(no_key=True).get(pk=plan.member.pk)
    if seen != plan.token:
        raise StalePlan
    why = suspending.Words(plan.reason, plan.words)
    goes = plan.goes
    if plan.kind == SuspensionKind.BAN:
        made = suspending.ban(plan.member, by, why)
    elif plan.until:
        made = suspending.suspend(plan.member, by, why, until=plan.until)
    else:
        made = suspending.remind(plan.member, by, why)
    take_down(goes, by, plan)
    return made


def take_down(comments: list[Comment], by: Member, plan: Plan) -> list[Decision]:
    """Each by the verb that fits, as a row of its own, the first the parent of the others."""
    reason = plan.reason if plan.reason in Reason.values else Reason.OTHER
    parent: Decision | None = None
    made = []
    for comment in comments:
        why = Why(by=by, reason=reason, note=plan.words, parent=parent)
        verb = deciding.reject if comment.is_waiting else deciding.hide
        try:
            decision = verb(comment, why)
        except CannotDecide:
            continue  # its author was quicker
        if decision:
            made.append(decision)
            parent = parent or decision
    return made


WHAT_IT_DOES = {
    SuspensionKind.REMINDER: _(
        "They read your words the next time they want to post, and press “I have read it”. "
        "What they were typing is kept."
    ),
    SuspensionKind.SUSPENSION: _(
        "They can read everything, and cannot post, edit, react or report. It ends by itself. "
        "They can write to the team and ask for a second look at decisions."
    ),
    SuspensionKind.BAN: _(
        "They are logged out everywhere and cannot log in. Where they try, they read your words, "
        "and how to ask for their data or for its erasure."
    ),
}

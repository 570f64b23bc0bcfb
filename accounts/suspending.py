"""Reminding, suspending and banning members, and taking it back.

A *reminder* has to be read before the next post. A *suspension* lets somebody read and not write,
until a date. A *ban* closes the account; what somebody may ask for about their data stays. Who did
what to whom is told by rows that are only added. Nothing has to run for a suspension to end.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import signals
from accounts.models import Member, Suspension, SuspensionKind
from queries.prepared import prepared

RIGHT = "accounts.suspend"
# Who holds one of these works here, and is not for colleagues to judge.
RIGHTS_OF_THE_TEAM = (RIGHT, "comments.moderate")
_STRICTEST = [SuspensionKind.BAN, SuspensionKind.SUSPENSION, SuspensionKind.REMINDER]


class CannotSuspend(Exception):
    """It was not done; the words say why."""


@dataclass(frozen=True)
class Words:
    """Why something is done to a member, and what they read."""

    reason: str
    words: str


@prepared
def in_force(*, member: int, at: datetime) -> QuerySet[Suspension]:
    return Suspension.objects.in_force(at).filter(member=member)


def standing_of(member: Member, at: datetime | None = None) -> Suspension | None:
    """What keeps this member from writing now: the strictest, and of these the longest. One query;
    a reminder, when it waits to be read."""
    found = in_force(member=member.pk, at=at or timezone.now())
    if not found:
        return None
    strictest = min(_STRICTEST.index(SuspensionKind(one.kind)) for one in found)
    same = [one for one in found if one.kind == _STRICTEST[strictest]]
    return max(same, key=lambda one: (one.until.timestamp() if one.until else 0, -one.pk))


def is_closed_to(member: Member, at: datetime | None = None) -> bool:
    """Whether the member may not write for now, reminders aside. One query."""
    return Suspension.objects.that_close(at).filter(member=member).exists()


def works_here(member: Member) -> bool:
    """Whether the member belongs to the team. Closed accounts, too: rights outlive a log-in."""
    if member.is_superuser:
        return True
    wanted = [right.partition(".") for right in RIGHTS_OF_THE_TEAM]
    for app, _dot, codename in wanted:
        named = {"content_type__app_label": app, "codename": codename}
        if member.user_permissions.filter(**named).exists():
            return True
        if member.groups.filter(
            **{f"permissions__{name}": value for name, value in named.items()}
        ).exists():
            return True
    return False


def why_not(by: Member, member: Member) -> str:
    """Why `by` may not do anything to this member; empty when they may."""
    if not by.has_perm(RIGHT):
        return str(_("This is for moderators."))
    if by.pk == member.pk:
        return str(_("This is your own account. Somebody else has to do it."))
    if works_here(member):
        return str(
            _(
                "This member works here. Whoever runs the site takes the rights away first, "
                "if it has to be."
            )
        )
    return ""


def remind(member: Member, by: Member, why: Words) -> Suspension:
    """Let them read some words before their next post."""
    return _add(member, by, why, SuspensionKind.REMINDER)


def suspend(member: Member, by: Member, why: Words, *, until: datetime) -> Suspension:
    """Let them read and not write until then."""
    if until <= timezone.now():
        raise CannotSuspend(_("Choose an end that is still to come."))
    return _add(member, by, why, SuspensionKind.SUSPENSION, until=until)


def ban(member: Member, by: Member, why: Words) -> Suspension:
    """Log them out everywhere and let them in no more."""
    return _add(member, by, why, SuspensionKind.BAN)


@transaction.atomic
def _add(
    member: Member, by: Member, why: Words, kind: SuspensionKind, *, until: datetime | None = None
) -> Suspension:
    whom = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if problem := why_not(by, whom):
        raise CannotSuspend(problem)
    if not why.words.strip():
        raise CannotSuspend(_("Say it in words that they will read."))
    closes = kind == SuspensionKind.BAN and whom.is_active
    made = Suspension.objects.create(
        member=whom,
        kind=kind,
        reason=why.reason,
        words=why.words.strip(),
        until=until,
        by=by,
        closed_account=closes,
    )
    if closes:
        whom.deactivate()
    signals.member_suspended.send(Suspension, suspension=made)
    return made


@transaction.atomic
def lift(suspension: Suspension, by: Member, *, why: str = "") -> bool:
    """End it now. Nothing that was taken down comes back by this. False when it had ended."""
    whom = Member.objects.select_for_update(no_key=True).get(pk=suspension.member_id)
    suspension.refresh_from_db()
    if problem := why_not(by, whom):
        raise CannotSuspend(problem)
    if not suspension.is_in_force():
        return False
    suspension.lifted_at, suspension.lifted_by = timezone.now(), by
    suspension.lifted_why = why
    suspension.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    others = Suspension.objects.in_force().filter(member=whom, kind=SuspensionKind.BAN)
    if suspension.closed_account and not others.exists():
        whom.reactivate()
    elif suspension.closed_account:
        # The account stays closed by another ban, which then is the one that opens it.
        Suspension.objects.filter(pk=others[0].pk).update(closed_account=True)
    signals.suspension_lifted.send(Suspension, suspension=suspension)
    return True


def acknowledge(suspension: Suspension, member: Member) -> None:
    """The member has read the reminder. Once, and by nobody else."""
    if suspension.member_id != member.pk or not suspension.is_reminder:
        raise CannotSuspend(_("This is not for you to answer."))
    Suspension.objects.filter(pk=suspension.pk, acknowledged_at=None).update(
        acknowledged_at=timezone.now()
    )

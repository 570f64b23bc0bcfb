"""In whose hands a case is: for ten minutes, by itself given back, and never a lock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Member
from comments.models import CLAIM, AtDesk, Case, CaseQuerySet


@transaction.atomic
def claim(case: Case, member: Member, *, at: datetime | None = None) -> bool:
    """Take it in hand, or keep it for ten more minutes. False when somebody else has it."""
    at = at or timezone.now()
    held = Case.objects.select_for_update().filter(pk=case.pk, closed_at=None).first()
    AtDesk.objects.touch(member)
    if held is None or held.is_claimed_from(member, at=at):
        return False
    take(held, member, at)
    return True


@transaction.atomic
def claim_next(waiting: CaseQuerySet, member: Member, *, after: Case | None = None) -> Case | None:
    """The next of these cases that nobody else has, in the hands of this member now.

    What somebody else is just taking is passed over, so two never get the same.
    """
    at = timezone.now()
    AtDesk.objects.touch(member)
    free = waiting.free_for(member, at=at).select_for_update(skip_locked=True, of=("self",))
    found = None
    if after is not None:
        free = free.exclude(pk=after.pk)
        found = free.after(after).first()
    found = found or free.first()
    if found is not None:
        take(found, member, at)
    return found


def take(case: Case, member: Member, at: datetime) -> None:
    case.claimed_by, case.claimed_until = member, at + CLAIM
    case.save(update_fields=["claimed_by", "claimed_until"])


def release(case: Case, member: Member) -> None:
    """Give it back at once."""
    mine = Case.objects.filter(pk=case.pk, claimed_by=member)
    mine.update(claimed_by=None, claimed_until=None)
    AtDesk.objects.touch(member)


def release_all(member: Member) -> int:
    """Give everything back; returns how many cases that were."""
    return Case.objects.filter(closed_at=None, claimed_by=member).update(
        claimed_by=None, claimed_until=None
    )

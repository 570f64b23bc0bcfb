"""Leaving: asked for, thought over, taken back, or done by the worker a batch at a time."""

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

import outbox
from accounts import naming, private, signals
from accounts.leaving import replaying, rewriting
from accounts.leaving.parts import Eraser, erasers
from accounts.models import GRACE, Leaving, Member, Profile, SeenBy

ERRAND = "erase_member"
# Then the worker looks what else there is to do, and comes back to this.
SLICE = 5.0  # seconds
PAUSE = timedelta(seconds=1)
BREATH = 0.05  # seconds, at least


@transaction.atomic
def leave(member: Member, *, keeps_words: bool, at_once: bool) -> Leaving:
    """Write the wish down, and log the member out everywhere. At once, nobody can log in again;
    else logging in within the time to think takes it all back."""
    now = timezone.now()
    leaving, _made = Leaving.objects.update_or_create(
        member=member,
        defaults={
            "asked_at": now,
            "erase_at": now if at_once else now + GRACE,
            "keeps_words": keeps_words,
        },
    )
    Member.objects.filter(pk=member.pk).update(profile_for=SeenBy.NOBODY)
    if at_once:
        member.deactivate()
    outbox.put("end_sessions", member=member.pk)
    key = f"{leaving.pk}:{leaving.erase_at:%Y-%m-%dT%H:%M:%S.%f}"
    outbox.put(ERRAND, key=key, at=leaving.erase_at, leaving=leaving.pk)
    return leaving


def stay(member: Member) -> bool:
    """Take the wish back; False when there was none, or when it is too late."""
    gone, _rows = Leaving.objects.filter(member=member, erase_at__gt=timezone.now()).delete()
    if gone and (profile := Profile.objects.filter(member=member).first()):
        profile.keep()  # others find it again
    return bool(gone)


def erase(leaving: Leaving, *, seconds: float = SLICE) -> bool:
    """Erase for some seconds; True when nothing is left of the member.

    Each batch is a transaction of its own. A worker that dies leaves the rest to the next one,
    which finds it by what is still there.
    """
    if not leaving.is_due:
        return False
    member, until = leaving.member, time.monotonic() + seconds
    if member.is_active:
        member.deactivate()
    for erase_some in erasers():
        while more_after_a_breath(erase_some, leaving):
            if time.monotonic() > until:
                return False
    with transaction.atomic():
        replaying.remember(leaving)
        naming.give_up(member)
        signals.member_erased.send(Member, member=member)
        member.delete()
        rewriting.soon()
    return True


def more_after_a_breath(erase_some: Eraser, leaving: Leaving) -> bool:
    """One batch, and then as long a rest: on SQLite one writer at a time has the pen, and others
    who ask for it now and then never get it from somebody who takes it up again at once."""
    began = time.monotonic()
    more = one_batch(erase_some, leaving)
    if more:
        rest(max(BREATH, time.monotonic() - began))
    return more


def rest(seconds: float) -> None:
    time.sleep(seconds)


@transaction.atomic
def one_batch(erase_some: Eraser, leaving: Leaving) -> bool:
    return erase_some(leaving)


def go_on(leaving: Leaving) -> None:
    """The worker's turn: erase some, and ask to be called again while there is more."""
    if not leaving.is_due or erase(leaving):
        return
    turn = leaving.progress["turn"] = leaving.progress.get("turn", 0) + 1
    leaving.save(update_fields=["progress"])
    at = timezone.now() + PAUSE
    outbox.put(ERRAND, key=f"{leaving.pk}:{turn}", at=at, leaving=leaving.pk)


def erase_again() -> int:
    """Erase whom a restored backup has brought back. Returns how many are here again."""
    missing = replaying.forgotten()
    if not missing:
        return 0
    key, back = private.secret(), 0
    for member in Member.objects.iterator():
        keeps_words = missing.pop(replaying.mark_of(member, key), None)
        if keeps_words is not None:
            leave(member, keeps_words=keeps_words, at_once=True)
            back += 1
    replaying.nobody_is_left(missing)
    return back

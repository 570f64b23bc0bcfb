"""Earning, losing and setting a level. Each change is written down with its cause.

Losing takes more than one slip and regaining more than earning did, so that nobody goes back and
forth. What people set, nothing automatic changes.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Member
from comments.models import Comment, Decision, Level, Trust, TrustCause, TrustChange
from comments.trust.record import bad_comments
from comments.trust.standing import approved_by_people, standing_of

# So many comments refused or taken down within this time, and the next ones are read first again.
LOSES_AFTER = 3
LOOKS_BACK = timedelta(days=30)
# Regaining takes so many times as many approved comments as earning did.
HARDER = 2


class OwnTrust(Exception):
    """Nobody sets their own level."""


class StaleTrust(Exception):
    """Something changed since the page was made."""


@transaction.atomic
def set_by_hand(
    member: Member,
    *,
    by: Member,
    level: str,
    always_review: bool,
    note: str = "",
    seen: int | None = None,
) -> Trust:
    """The team says how far it knows somebody. It stays until the team says otherwise. `seen` is
    the last change that stood on the page; StaleTrust when there was another."""
    if member == by:
        raise OwnTrust
    trust = _row(member, seen)
    old = trust.level
    trust.level, trust.always_review, trust.by_hand = level, always_review, True
    return _write(trust, old, TrustCause.BY_HAND, by=by, note=note)


@transaction.atomic
def leave_to_counting(
    member: Member, *, by: Member, always_review: bool, note: str = "", seen: int | None = None
) -> Trust:
    """What the team set ends; from here on it is counted again."""
    if member == by:
        raise OwnTrust
    trust = _row(member, seen)
    old = trust.level
    trust.by_hand, trust.always_review = False, always_review
    if trust.level in {Level.TRUSTED, Level.MENTOR}:
        trust.level = Level.MEMBER
    return _write(trust, old, TrustCause.BY_HAND, by=by, note=note)


def earn(member: Member) -> Trust:
    """Enough was approved, over enough days: write it down."""
    made, is_new = Trust.objects.get_or_create(member=member, defaults={"level": Level.MEMBER})
    if is_new:
        _note(made, Level.NEW, TrustCause.EARNED)
    return made


def after(decision: Decision, comment: Comment) -> None:
    """Look whether a decision of the team moves its author."""
    author = comment.author
    if author is None or decision.rule or decision.verb not in MOVES:
        return
    trust = Trust.objects.select_for_update(no_key=True).filter(member=author).first()
    if trust is None:
        # Where nobody is held for being new, nobody earns or loses anything.
        if not settings.COMMENTS_HELD_FIRST or standing_of(author).is_new:
            return
        trust = earn(author)
    if not trust.by_hand:
        MOVES[decision.verb](trust)


def _lose(trust: Trust) -> None:
    now = timezone.now()
    if trust.level == Level.NEW:
        return
    if bad_comments(trust.member, now - LOOKS_BACK, now + timedelta(seconds=1)) >= LOSES_AFTER:
        old, trust.level, trust.lost_at = trust.level, Level.NEW, now
        _write(trust, old, TrustCause.LOST)


def _gain(trust: Trust) -> None:
    if trust.level != Level.NEW or trust.lost_at is None:
        return
    lost_at = trust.lost_at
    bad = bad_comments(trust.member, lost_at - LOOKS_BACK, timezone.now() + timedelta(seconds=1))
    since = approved_by_people(trust.member).filter(posted_at__gte=lost_at)
    wanted = max(1, settings.COMMENTS_HELD_FIRST) * HARDER
    cause = None
    if since[:wanted].count() >= wanted:
        cause = TrustCause.REGAINED
    elif bad < LOSES_AFTER:
        cause = TrustCause.UNDONE
    if cause:
        old, trust.level, trust.lost_at = trust.level, Level.MEMBER, None
        _write(trust, old, cause)


MOVES = {"hide": _lose, "reject": _lose, "publish": _gain, "restore": _gain}


def last_change(member: Member) -> int:
    """The number of the newest change; 0 for none."""
    newest = TrustChange.objects.filter(member=member).order_by("-pk")
    return newest.values_list("pk", flat=True).first() or 0


def _row(member: Member, seen: int | None) -> Trust:
    """Their row, held until the transaction ends."""
    level = standing_of(member).level
    Trust.objects.get_or_create(member=member, defaults={"level": level})
    held = Trust.objects.select_for_update(no_key=True).get(member=member)
    if seen is not None and seen != last_change(member):
        raise StaleTrust
    return held


def _write(
    trust: Trust, old: str, cause: str, *, by: Member | None = None, note: str = ""
) -> Trust:
    trust.save()
    _note(trust, old, cause, by=by, note=note)
    return trust


def _note(trust: Trust, old: str, cause: str, *, by: Member | None = None, note: str = "") -> None:
    TrustChange.objects.create(
        member_id=trust.member_id,
        cause=cause,
        old_level=old,
        new_level=trust.level,
        always_review=trust.always_review,
        by_hand=trust.by_hand,
        by=by,
        note=note,
    )

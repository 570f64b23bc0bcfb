"""A concern is opened: by a member who is worried about somebody, or by words that sound like it.

The comment stays where it is, and nobody but those who look after concerns learns of it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.concern import crisis, late
from comments.models import Case, CaseKind, Cause, Comment, Worry
from comments.visibility import Reader, Sight, sight_of


class CannotWorry(Exception):
    """It was not taken; the words say why."""


@transaction.atomic
def worry(
    comment: Comment, member: Member, *, words: str = "", at: datetime | None = None
) -> Worry:
    """Tell the team that somebody is worried about whoever wrote this. The same again, while it
    is open, is no error. CannotWorry when the comment can no longer be read."""
    at = at or timezone.now()
    about = comment.author
    if about is None or not can_be_read(comment, member):
        raise CannotWorry(_("This comment is no longer there."))
    made = said_before(comment, member)
    if made:
        return made
    case = opened(about, Cause.CONCERN, at)
    return Worry.objects.create(
        case=case,
        comment=comment,
        revision_number=comment.approved_number,
        said_by=member,
        words=words,
        made_at=at,
    )


def can_be_read(comment: Comment, member: Member) -> bool:
    return comment.is_published and sight_of(comment, Reader.of(member)) is Sight.WORDS


def said_before(comment: Comment, member: Member) -> Worry | None:
    """What this member said about this comment and the team still looks after."""
    mine = Worry.objects.filter(comment=comment, said_by=member, case__closed_at=None)
    return mine.first()


def notice(comment: Comment, source: str, at: datetime) -> None:
    """Open a concern where somebody's own words say that they may be in danger. Call it inside the
    transaction that keeps the words."""
    found = crisis.found_in(source)
    if not found or comment.author is None:
        return
    Worry.objects.create(
        case=opened(comment.author, Cause.CRISIS_WORDS, at),
        comment=comment,
        revision_number=comment.latest_number,
        found=found,
        made_at=at,
    )


def opened(about: Member, cause: Cause, at: datetime) -> Case:
    """The open concern about this person, and the letter that leaves if nobody takes it."""
    case = Case.objects.open_for_member(about, cause, kind=CaseKind.CONCERN, at=at)
    late.wait_for(case)
    return case

"""One press beside a comment, and taking it back. Nobody is told, nobody sees who it was."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding, moves
from comments.helpfulness import helpfulness
from comments.models import COUNTS, Comment, Discussion, Reaction, ReactionKind
from comments.refusing import Refused, let_write
from comments.visibility import Reader, Sight, sight_of
from queries.prepared import prepared

# Own presses are asked for so many comments at once, or for a multiple of it.
PLACES = 20


class Unseen(Refused):
    """There is nothing at this place that the member could react to."""


@transaction.atomic
def react(comment: Comment, member: Member, kind: str) -> None:
    """Say it. Saying it again changes nothing. Refused where it cannot be said; Unseen when the
    comment cannot be read."""
    discussion = see(comment, member)
    if comment.is_by(member.pk):
        raise Refused(_("You wrote this comment, so this is for others to say."))
    if not discussion.is_open:
        raise Refused(_("This discussion is closed, so nothing can be added to it."))
    let_write(member)
    _reaction, made = Reaction.objects.get_or_create(comment=comment, member=member, kind=kind)
    if made:
        count(discussion, comment, kind, 1)


@transaction.atomic
def take_back(comment: Comment, member: Member, kind: str) -> None:
    """Unsay it, also in a closed discussion. Nothing happens where nothing was said."""
    discussion = see(comment, member)
    gone, _rows = Reaction.objects.filter(comment=comment, member=member, kind=kind).delete()
    if gone:
        count(discussion, comment, kind, -1)


def see(comment: Comment, member: Member) -> Discussion:
    """Hold the discussion; Unseen unless the member reads these words as published."""
    discussion = deciding.lock(comment)
    readable = sight_of(comment, Reader.of(member)) is Sight.WORDS
    if not (readable and comment.is_published):
        raise Unseen(_("This comment is no longer there."))
    return discussion


def count(discussion: Discussion, comment: Comment, kind: str, step: int) -> None:
    """Bring the kept numbers up to date. The discussion is held, so nobody counts meanwhile."""
    name = COUNTS[kind]
    row = Comment.objects.filter(pk=comment.pk)
    row.update(**{name: F(name) + step})
    version = discussion.version + 1
    if kind == ReactionKind.HELPED:
        helped = row.values_list(name, flat=True).get()
        row.update(score=helpfulness(helped))
        if comment.root_id is None:
            scores = helpfulness(helped - step), helpfulness(helped)
            moves.note(discussion, version, comment, scores)
    Discussion.objects.filter(pk=discussion.pk).update(version=version)


def own_reactions(reader: Reader, ids: Sequence[int]) -> dict[int, set[str]]:
    """What this reader said about these comments. One query; none for visitors."""
    own: dict[int, set[str]] = {}
    if reader.is_member:
        # As many places as there are, or a few more: few different queries, put together once.
        places = [*ids, *[ids[-1]] * (-len(ids) % PLACES)] if ids else []
        named = {f"comment_{place}": pk for place, pk in enumerate(places)}
        for pk, kind in said_by_member(member=reader.member_id or 0, **named) if ids else []:
            own.setdefault(pk, set()).add(kind)
    return own


@prepared
def said_by_member(*, member: int, **comments: int) -> QuerySet[Reaction, tuple[int, str]]:
    said = Reaction.objects.filter(member=member, comment__in=list(comments.values()))
    return said.values_list("comment_id", "kind")

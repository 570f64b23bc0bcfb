"""What somebody has said under their name, where others can find it: for the page about them."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Member, SeenBy
from articles.models import PAGE_OF_A_GUIDE
from comments.glimpses import Glimpse
from comments.models import Audience, Comment
from comments.shown import path_of, written
from comments.visibility import Reader, surely_readable
from markup import plain_text

AT_ONCE = 20
LONGEST = 300


@dataclass(frozen=True)
class Said:
    """One page of it, newest first."""

    rows: list[Glimpse]
    older: int = 0  # before which comment the next page begins; 0 where there is none


def said_by(member: Member, reader: Reader, *, before: int = 0) -> Said:
    """Two queries at most, whoever it is and however much they said. Never what they said without
    their name, nor what this reader could not read in its place."""
    said = surely_readable(Comment.objects.filter(author=member, anonymous=False))
    said = said.filter(
        Q(discussion__guide__live_revision__isnull=False) | Q(discussion__topic__isnull=False)
    )
    if not reader.is_member:
        everyone = Audience.EVERYONE
        said = said.filter(public=True, who_may_read=everyone, discussion__who_may_read=everyone)
    if before:
        said = said.filter(pk__lt=before)
    revision = "discussion__guide__live_revision"
    said = said.select_related("discussion__guide__topic", revision, "discussion__topic").defer(
        *(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE)
    )
    found = list(said.order_by("-pk")[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    older = shown[-1].pk if len(found) > AT_ONCE else 0
    return Said([glimpse(comment, member) for comment in shown], older)


def is_known(member: Member) -> bool:
    """Whether members can meet the name at all: on a profile, or beside something said under it.
    Else even that there is such a member is told to nobody. One query at most."""
    if member.profile_for != SeenBy.NOBODY:
        return True
    return surely_readable(Comment.objects.filter(author=member, anonymous=False)).exists()


def beginning_of(html: str) -> str:
    """Enough of the words of a comment to see what it is about."""
    words = plain_text(html)
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def glimpse(comment: Comment, member: Member) -> Glimpse:
    return Glimpse(
        words=beginning_of(comment.html),
        name=member.name,
        url=f"{path_of(comment.pk)}#comment-{comment.pk}",
        guide=comment.discussion.title,
        posted_at=comment.posted_at.isoformat(timespec="minutes"),
        posted=written(comment.posted_at),
    )

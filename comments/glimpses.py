"""A look at the talk from outside: a few words of it."""

from dataclasses import dataclass

from django.db.models.functions import Length

from comments.models import Audience, Comment
from comments.shown import path_of, written
from comments.visibility import Reader, Sight, own_sight
from markup import plain_text

# Short enough to be read on the way; measured on the finished HTML, so a little less in words.
SHORT = 320
# Looked at to find a few under different guides.
LOOKED_AT = 30


@dataclass(frozen=True)
class Glimpse:
    """One comment as a quotation."""

    words: str
    name: str
    url: str
    guide: str
    posted_at: str
    posted: str


def recent_words(most: int) -> list[Glimpse]:
    """The newest short comments that everyone may read, one from each guide at most.

    First comments only: nothing above them can have been taken down.
    """
    comments = (
        Comment.objects.threads()
        .published()
        .listed_for(member=False)
        .filter(
            discussion__who_may_read=Audience.EVERYONE,
            discussion__guide__isnull=False,
            discussion__guide__withdrawn_at=None,
        )
        .annotate(length=Length("html"))
        .filter(length__lte=SHORT)
        .for_its_page()
        .order_by("-id")[:LOOKED_AT]
    )
    found: dict[int, Glimpse] = {}
    for comment in comments:
        if own_sight(comment, Reader()) is Sight.WORDS:
            found.setdefault(comment.discussion_id, glimpse(comment))
        if len(found) == most:
            break
    return list(found.values())


def glimpse(comment: Comment) -> Glimpse:
    return Glimpse(
        words=plain_text(comment.html),
        name=comment.byline,
        url=f"{path_of(comment.pk)}#comment-{comment.pk}",
        guide=comment.discussion.title,
        posted_at=comment.posted_at.isoformat(timespec="minutes"),
        posted=written(comment.posted_at),
    )

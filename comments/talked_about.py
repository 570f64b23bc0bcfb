"""What is being talked about now, and what waits for a first reply: looked up, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from comments.models import Audience, Comment, CommentQuerySet, Discussion, under_a_page
from comments.shown import named, path_of, written
from comments.visibility import Reader, Sight, sights_of

# Looked at, newest first, to find a few places.
LOOKED_AT = 200
PLACES = 10
WITHOUT_REPLY = 10
# A question that nobody answered for so long is no longer waiting.
WAITS_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Place:
    """One discussion in which something was said lately."""

    title: str
    url: str
    words: str  # who spoke last
    last_url: str
    last_at: str
    last: str


def with_last_reply(threads: CommentQuerySet) -> CommentQuerySet:
    """Each thread with `last_reply_at`; a look into an index for each, whatever its length."""
    replies = Comment.objects.published().filter(root=OuterRef("pk"), listed=True)
    newest = replies.order_by("-seq").values("posted_at")[:1]
    return threads.annotate(last_reply_at=Subquery(newest))


def can_be_opened(comments: CommentQuerySet) -> CommentQuerySet:
    """Those under something the public can open, and that is not withdrawn."""
    return comments.filter(under_a_page("discussion__"), discussion__guide__withdrawn_at=None)


def readable_by(comments: CommentQuerySet, reader: Reader) -> CommentQuerySet:
    """Published ones that these readers find in lists; what stands above is not considered."""
    found = comments.published().listed_for(member=reader.is_member)
    if reader.is_member:
        return found
    return found.filter(who_may_read=Audience.EVERYONE, discussion__who_may_read=Audience.EVERYONE)


def places(reader: Reader) -> list[Place]:
    """Where something was said last, newest first. Two queries."""
    found = readable_by(can_be_opened(Comment.objects.for_lists()), reader)
    found = found.select_related("discussion__guide__topic").defer("html")
    newest = by_day(found.order_by("-pk")[:LOOKED_AT])
    sights = sights_of(newest, reader)
    by_place: dict[int, Place] = {}
    for comment in newest:
        if sights[comment.pk] is Sight.WORDS and comment.discussion_id not in by_place:
            by_place[comment.discussion_id] = place_of(comment)
    return list(by_place.values())[:PLACES]


def by_day(comments: Iterable[Comment]) -> list[Comment]:
    """Newest first, as their dates say: what was brought from elsewhere came here later."""
    return sorted(comments, key=lambda comment: (comment.posted_at, comment.pk), reverse=True)


def place_of(comment: Comment) -> Place:
    return Place(
        title=comment.discussion.title,
        url=comment.discussion.get_absolute_url(),
        words=named(comment),
        last_url=f"{path_of(comment.pk)}#comment-{comment.pk}",
        last_at=comment.posted_at.isoformat(timespec="minutes"),
        last=written(comment.posted_at),
    )


def without_reply(reader: Reader) -> list[Comment]:
    """The newest conversations that nobody has answered, unless their author needs none. One
    query, served by an index of just these."""
    found = readable_by(can_be_opened(Comment.objects.threads()), reader).filter(
        reply_count=0, no_answer_needed=False, posted_at__gt=timezone.now() - WAITS_FOR
    )
    found = found.for_lists().select_related("discussion__guide__topic")
    return by_day(found.order_by("-pk")[:WITHOUT_REPLY])


def communities(reader: Reader) -> list[Discussion]:
    """The discussions of all listed topics, in their order."""
    found = Discussion.objects.filter(topic__is_listed=True).select_related("topic")
    return list(
        found.readable(by_member=reader.is_member).order_by("topic__position", "topic__title")
    )

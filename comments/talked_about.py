"""What is being talked about now, and what waits for a first reply: by date."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import lately
from comments.models import Audience, Comment, CommentQuerySet, Discussion, under_a_page
from comments.places import BadPlace, read_place
from comments.shown import named, path_of, written
from comments.visibility import Reader

# A page of places.
PLACES = 10
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
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


@dataclass(frozen=True)
class Places:
    """One page of discussions, and where the next one begins; empty on the last."""

    rows: list[Place]
    before: str = ""


def places(reader: Reader, before: str = "") -> Places:
    """Where something was said last, newest first, from a place on (a value of Places.before).
    Two queries, whatever was said. BadPlace for a foreign one."""
    by = "last_said_at" if reader.is_member else "last_public_at"
    found = Discussion.objects.readable_somewhere().readable(by_member=reader.is_member)
    found = found.filter(guide__withdrawn_at=None, **{f"{by}__isnull": False})
    if before:
        found = found.filter(TupleLessThan(Tuple(by, "id"), read_moment(before)))
    there = Comment.objects.filter(discussion=OuterRef("pk"))
    latest = lately.said(there, member=reader.is_member).values("pk")[:1]
    found = found.annotate(latest=Subquery(latest)).order_by(f"-{by}", "-id")
    discussions = list(found[: PLACES + 1])
    follows = len(discussions) > PLACES
    discussions = discussions[:PLACES]
    last = discussions[-1] if follows else None
    said = Comment.objects.select_related("author").defer("html")
    comments = said.in_bulk([vars(each)["latest"] for each in discussions])
    rows = [
        place_of(each, comments[vars(each)["latest"]])
        for each in discussions
        if vars(each)["latest"] in comments
    ]
    return Places(rows, written_moment(getattr(last, by), last.pk) if last else "")


def written_moment(at: datetime, pk: int) -> str:
    """What a list by date goes on below."""
    return f"{number_of(at)}_{pk}"


def read_moment(before: str) -> tuple[datetime, int]:
    """BadPlace for a foreign one."""
    at, pk = map(int, read_place(before, 2))
    return moment(at), pk


def number_of(at: datetime) -> int:
    """A moment as a whole number, exactly."""
    return (at - BEGINNING) // timedelta(microseconds=1)


def moment(number: int) -> datetime:
    try:
        return BEGINNING + timedelta(microseconds=number)
    except OverflowError:
        raise BadPlace(number) from None


def place_of(discussion: Discussion, comment: Comment) -> Place:
    return Place(
        title=called(discussion),
        url=discussion.get_absolute_url(),
        words=named(comment),
        last_url=f"{path_of(comment.pk)}#comment-{comment.pk}",
        last_at=comment.posted_at.isoformat(timespec="minutes"),
        last=written(comment.posted_at),
    )


def called(discussion: Discussion) -> str:
    """The guide's name; a topic's own discussion is told from its guides by what it is called."""
    if discussion.topic_id is None:
        return discussion.title
    return _("Ask the community: %(topic)s") % {"topic": discussion.title}


def without_reply(reader: Reader, before: str = "") -> tuple[list[Comment], str]:
    """Conversations that nobody has answered, unless their author needs none: newest first, from a
    place on, and the place that follows. One query, served by an index of just these. BadPlace for
    a foreign one."""
    # Said for visitors, too, who find less than what is listed: the index knows just these.
    listed = Comment.objects.threads().filter(listed=True)
    found = readable_by(can_be_opened(listed), reader).filter(
        reply_count=0, no_answer_needed=False, posted_at__gt=timezone.now() - WAITS_FOR
    )
    if before:
        found = found.filter(TupleLessThan(Tuple("posted_at", "id"), read_moment(before)))
    found = found.for_lists().select_related("discussion__guide__topic")
    rows = list(found.order_by("-posted_at", "-pk")[: WITHOUT_REPLY + 1])
    if len(rows) <= WITHOUT_REPLY:
        return rows, ""
    last = rows[WITHOUT_REPLY - 1]
    return rows[:WITHOUT_REPLY], written_moment(last.posted_at, last.pk)


def communities(reader: Reader) -> list[Discussion]:
    """The discussions of all listed topics, in their order."""
    found = Discussion.objects.filter(topic__is_listed=True).select_related("topic")
    return list(
        found.readable(by_member=reader.is_member).order_by("topic__position", "topic__title")
    )

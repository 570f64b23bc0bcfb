"""Telling followers: one unread notice for each discussion, however much is said there."""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, Q, QuerySet

from accounts.models import Member, Suspension
from comments.mentions import people_called
from comments.models import Comment, Decision, Discussion, Follow, FollowQuerySet, Mute
from comments.visibility import Reader, Sight, sight_of
from notifications.letters.planning import plan
from notifications.models import Kind, Notice
from queries.prepared import prepared

# Looked at and written in one go.
BATCH = 1000


def is_news_to_followers(comment: Comment, *, first: bool) -> bool:
    """Whether others could not read it before, and somebody may be watching. One query."""
    return first and bool(one_of(**watched(comment)))


@prepared
def one_of(**watched: int) -> QuerySet[Discussion, tuple[int]]:
    """The discussion, if anybody follows any of these. Each way to follow is asked by itself: as
    one condition PostgreSQL may look through all who follow a busy topic."""
    ways = [Exists(Follow.objects.filter(**{name: pk})) for name, pk in watched.items()]
    found = Discussion.objects.filter(reduce(or_, ways), pk=watched["discussion"])
    return found.order_by().values_list("pk")


def followers_of(comment: Comment) -> FollowQuerySet:
    """Everything that is followed and that this comment belongs to."""
    return following(watched(comment))


def following(watched: dict[str, int]) -> FollowQuerySet:
    return Follow.objects.filter(reduce(or_, (Q(**{name: pk}) for name, pk in watched.items())))


def watched(comment: Comment) -> dict[str, int]:
    """What this comment belongs to, by how it is followed."""
    guide = comment.discussion.guide
    topic = guide.topic_id if guide else comment.discussion.topic_id
    person = comment.author_id if comment.root_id is None and not comment.anonymous else None
    found = {"discussion": comment.discussion_id, "topic": topic, "thread": comment.thread_id}
    return {name: pk for name, pk in (found | {"person": person}).items() if pk}


def tell_followers(decision: Decision) -> None:
    """Write it down for all who follow, unless they are told already in some other way.

    Safe to repeat. Each batch is written by itself, so that nobody else waits for the pen, and
    after a kill it goes on: who has the notice is not told again. Memory does not grow with the
    number of followers.
    """
    comment = decision.comment
    # Whoever follows is a member, and all of them read the same.
    if not comment.is_published or sight_of(comment, Reader(0)) is not Sight.WORDS:
        return
    known, last = told_otherwise(comment), 0
    while batch := next_followers(comment, after=last):
        notices = [
            Notice(
                recipient_id=pk,
                kind=Kind.FOLLOWED,
                comment=comment,
                decision=decision,
                event_key=f"followed:{comment.pk}",
                created_at=decision.at,
            )
            for pk in to_be_told(comment, batch)
            if pk not in known
        ]
        with transaction.atomic():
            Notice.objects.bulk_create(notices, ignore_conflicts=True)
            plan(notices)
        last = batch[-1]


def told_otherwise(comment: Comment) -> set[int | None]:
    """Who wrote it, and who is answered or called by it: they learn of it as that."""
    answered = comment.parent.author_id if comment.parent else None
    return {comment.author_id, answered, *(member.pk for member in people_called(comment))}


def next_followers(comment: Comment, *, after: int) -> list[int]:
    """The next members who follow, by id: whoever they are, so that each is looked at once."""
    found = followers_of(comment).filter(member__gt=after).order_by("member")
    return list(found.values_list("member", flat=True).distinct()[:BATCH])


def to_be_told(comment: Comment, members: list[int]) -> list[int]:
    """Of these, not who was told of it in another way, not who muted whoever wrote it, and not who
    still has an unread notice of this discussion, nor who is suspended.

    Each asked of these few by itself: as conditions of one query, PostgreSQL would look through
    all that were told for each of them.
    """
    notices = Notice.objects.filter(recipient__in=members)
    unread = notices.filter(kind=Kind.FOLLOWED, read_at=None)
    waiting = unread.filter(comment__discussion=comment.discussion_id)
    known = set(notices.filter(comment=comment).values_list("recipient", flat=True))
    known |= set(waiting.values_list("recipient", flat=True))
    closed = Suspension.objects.that_close().filter(member__in=members)
    known |= set(closed.values_list("member", flat=True))
    if comment.author_id and not comment.anonymous:
        muted = Mute.objects.filter(member__in=members, muted=comment.author_id)
        known |= set(muted.values_list("member", flat=True))
    active = Member.objects.filter(pk__in=members, is_active=True)
    return sorted(set(active.values_list("pk", flat=True)) - known)

"""Telling followers: one unread notice for each discussion, however much is said there."""

from django.db.models import Exists, OuterRef, Q

from comments.mentions import people_called
from comments.models import Comment, Decision, Follow, FollowQuerySet, Mute
from comments.visibility import Reader, Sight, sight_of
from notifications.models import Kind, Notice

# Written in one go; the errand goes on where it stopped.
BATCH = 1000


def is_news_to_followers(comment: Comment, *, first: bool) -> bool:
    """Whether others could not read it before, and somebody may be watching. One query."""
    return first and followers_of(comment).exists()


def followers_of(comment: Comment) -> FollowQuerySet:
    """Everything that is followed and that this comment belongs to."""
    guide = comment.discussion.guide
    watched = Q(discussion=comment.discussion_id)
    watched |= Q(topic=guide.topic_id if guide else comment.discussion.topic_id)
    watched |= Q(thread=comment.thread_id)
    if comment.root_id is None and comment.author_id and not comment.anonymous:
        watched |= Q(person=comment.author_id)
    return Follow.objects.filter(watched)


def tell_followers(decision: Decision) -> None:
    """Write it down for all who follow, unless they are told already in some other way.

    Safe to repeat, and after a kill it goes on: who has the notice is not asked again. Memory
    does not grow with the number of followers.
    """
    comment = decision.comment
    # Whoever follows is a member, and all of them read the same.
    if not comment.is_published or sight_of(comment, Reader(0)) is not Sight.WORDS:
        return
    last = 0
    while batch := next_recipients(comment, after=last):
        Notice.objects.bulk_create(
            [
                Notice(
                    recipient_id=pk,
                    kind=Kind.FOLLOWED,
                    comment=comment,
                    decision=decision,
                    event_key=f"followed:{comment.pk}",
                    created_at=decision.at,
                )
                for pk in batch
            ],
            ignore_conflicts=True,
        )
        last = batch[-1]


def next_recipients(comment: Comment, *, after: int) -> list[int]:
    """The next members to be told, by id. Not who wrote it, is answered or called by it, not who
    muted whoever wrote it, and not who still has an unread notice of this discussion."""
    waiting = Notice.objects.filter(
        recipient=OuterRef("member"),
        kind=Kind.FOLLOWED,
        read_at=None,
        comment__discussion=comment.discussion_id,
    )
    told = Notice.objects.filter(recipient=OuterRef("member"), comment=comment)
    found = followers_of(comment).filter(member__is_active=True, member__gt=after)
    found = found.exclude(Exists(waiting)).exclude(Exists(told))
    if comment.author_id and not comment.anonymous:
        muted = Mute.objects.filter(member=OuterRef("member"), muted=comment.author_id)
        found = found.exclude(Exists(muted))
    nobody = [comment.author_id, comment.parent.author_id if comment.parent else None]
    nobody += [member.pk for member in people_called(comment)]
    found = found.exclude(member__in=[pk for pk in nobody if pk])
    return list(found.order_by("member").values_list("member", flat=True).distinct()[:BATCH])

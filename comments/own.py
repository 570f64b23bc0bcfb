"""What a discussion holds for one member alone: how far they read, what they have not posted."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, Exists, IntegerField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast

from accounts.models import Member
from comments.models import Comment, Discussion, DiscussionQuerySet, Draft, Follow, Mute, ReadMark


class CountOf(Subquery):
    """How many rows a bounded query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) few)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Own:
    """What is only this member's."""

    member: Member
    mark: int | None = None  # None: they never marked anything, so nothing is new to them
    seen: tuple[int, ...] = ()
    words: str = ""  # of a new comment, not posted yet
    follows: bool = False
    muted: frozenset[int] = frozenset()  # members whose words are folded


def with_own(discussions: DiscussionQuerySet, member: Member) -> DiscussionQuerySet:
    """Fetch it with the discussions: a page has no query to spare."""
    draft = Draft.objects.filter(member=member, discussion=OuterRef("pk"), parent=None)
    mutes = Mute.objects.filter(member=member).order_by().values("member")
    muted = StringAgg(Cast("muted_id", CharField()), Value(","))
    enough = max(1, settings.COMMENTS_HELD_FIRST)
    published = Comment.objects.published().filter(author=member)
    return with_mark(discussions, member).annotate(
        own_published=CountOf(published.values("pk")[:enough]),
        own_words=Subquery(draft.values("body")),
        own_follow=Exists(Follow.objects.filter(member=member, discussion=OuterRef("pk"))),
        own_muted=Subquery(mutes.annotate(ids=muted).values("ids"), output_field=CharField()),
    )


def with_mark(discussions: DiscussionQuerySet, member: Member) -> DiscussionQuerySet:
    """Only how far they read in each."""
    mark = ReadMark.objects.filter(member=member, discussion=OuterRef("pk"))
    return discussions.annotate(
        own_mark=Subquery(mark.values("number")), own_seen=Subquery(mark.values("seen"))
    )


def own_of(discussion: Discussion, member: Member) -> Own:
    """It, as it was fetched with the discussion; asked for now where it was not."""
    if not hasattr(discussion, "own_mark"):
        discussion = with_own(Discussion.objects.all(), member).get(pk=discussion.pk)
    told = vars(discussion)
    return Own(
        member,
        mark=told["own_mark"],
        seen=tuple(told["own_seen"] or ()),
        words=told["own_words"] or "",
        follows=told["own_follow"],
        muted=frozenset(map(int, filter(None, (told["own_muted"] or "").split(",")))),
    )

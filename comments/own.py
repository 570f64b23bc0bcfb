"""What a discussion holds for one member alone: how far they read, what they have not posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import Member, Suspension
from comments.models import Comment, Discussion, DiscussionQuerySet, Draft, Follow, Mute, ReadMark
from comments.trust.standing import columns_of


@dataclass(frozen=True)
class Own:
    """What is only this member's."""

    member: Member
    mark: int | None = None  # None: they never marked anything, so nothing is new to them
    seen: tuple[int, ...] = ()
    words: str = ""  # of a new comment, not posted yet
    choices: Mapping[str, str] = field(default_factory=dict)  # made with those words
    version: str = ""  # of those words (`Draft.version`)
    follows: bool = False
    held_back: bool = False  # reminded or suspended (`comments.refusing`)
    muted: frozenset[int] = frozenset()  # members whose words are folded


def with_own(discussions: DiscussionQuerySet, member: Member) -> DiscussionQuerySet:
    """Fetch it with the discussions: a page has no query to spare."""
    return with_own_of(discussions, member.pk, settings.COMMENTS_HELD_FIRST, timezone.now())


def with_own_of(
    discussions: DiscussionQuerySet, member: int, held_first: int, now: datetime
) -> DiscussionQuerySet:
    """The same, with all that the query depends on."""
    draft = Draft.objects.filter(member=member, discussion=OuterRef("pk"))
    draft = draft.filter(parent=None, edited=None)
    mutes = Mute.objects.filter(member=member).order_by().values("member")
    muted = StringAgg(Cast("muted_id", CharField()), Value(","))
    return with_mark(discussions, member).annotate(
        **columns_of(member, held_first),
        own_words=Subquery(draft.values("body")),
        own_choices=Subquery(draft.values("choices")),
        own_kept_at=Subquery(draft.values("kept_at")),
        own_follow=Exists(Follow.objects.filter(member=member, discussion=OuterRef("pk"))),
        own_held_back=Exists(Suspension.objects.in_force(now).filter(member=member)),
        own_waits=Exists(
            Comment.objects.waiting().filter(author=member, discussion=OuterRef("pk"))
        ),
        own_muted=Subquery(mutes.annotate(ids=muted).values("ids"), output_field=CharField()),
    )


def with_mark(discussions: DiscussionQuerySet, member: Member | int) -> DiscussionQuerySet:
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
        choices=told["own_choices"] or {},
        version=told["own_kept_at"].isoformat() if told["own_kept_at"] else "",
        follows=told["own_follow"],
        held_back=told["own_held_back"],
        muted=frozenset(map(int, filter(None, (told["own_muted"] or "").split(",")))),
    )

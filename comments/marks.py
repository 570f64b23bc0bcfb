"""How far a member has read, and what came after it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from comments.models import (
    Comment,
    CommentQuerySet,
    Discussion,
    DiscussionQuerySet,
    Mute,
    ReadMark,
)
from comments.own import Own, with_mark
from comments.shown import path_of
from comments.trust.standing import CountOf
from comments.visibility import surely_readable
from queries.prepared import prepared

# More than this is only "more": nobody needs the number, and counting it would take ever longer.
COUNTED = 100
# Read out of order, kept one by one. Who reads more out of order finds a few new once more.
MOST_SEEN = 300


@dataclass(frozen=True)
class News:
    """What is new to a member in a discussion, in the order in which a page shows it."""

    has_mark: bool = False
    ids: list[int] = field(default_factory=list)
    muted: frozenset[int] = frozenset()  # whose words are folded; they are never new
    by_thread: Mapping[int, int] = field(default_factory=dict)  # how many, by its first's number

    @property
    def count(self) -> int:
        return min(len(self.ids), COUNTED)

    @property
    def is_more(self) -> bool:
        return len(self.ids) > COUNTED

    def first(self, on_page: frozenset[int]) -> str:
        return address(self.ids[0], on_page) if self.ids else ""

    def following(self, on_page: frozenset[int]) -> dict[int, str]:
        """The way from each new comment to the next one; an empty one from the last."""
        ways = {pk: address(after, on_page) for pk, after in pairwise(self.ids)}
        return dict.fromkeys(self.ids, "") | ways


def address(pk: int, on_page: frozenset[int]) -> str:
    return f"#comment-{pk}" if pk in on_page else f"{path_of(pk)}#comment-{pk}"


def news_of(discussion: Discussion, own: Own, *, order: str = "oldest") -> News:
    """What came after the mark, without one's own words. One query; none without a mark."""
    if own.mark is None:
        return News(muted=own.muted)
    if own.mark >= discussion.last_number:
        return News(has_mark=True, muted=own.muted)
    known = {"discussion": discussion.pk, "member": own.member.pk, "number": own.mark}
    ask = places_after_mark if own.seen else ready_places_after_mark
    found = sorted(ask(own.seen, **known), key=lambda row: place_in(order, *row[1:]))
    by_thread = Counter(row[1] for row in found)
    return News(True, [row[0] for row in found], own.muted, by_thread)


def place_in(order: str, thread: int, score: float, branch: int, seq: int) -> tuple[float, ...]:
    """Where a page in this order shows a comment of that thread."""
    if order == "helpful":
        return (-score, -thread, branch, seq)
    return (-thread if order == "newest" else thread, branch, seq)


def places_after_mark(
    seen: tuple[int, ...], *, discussion: int, member: int, number: int
) -> QuerySet[Comment, tuple[int, int, float, int, int]]:
    """Their ids, their threads with the score of each, and where they stand in it."""
    thread, score = Coalesce("root__number", "number"), Coalesce("root__score", "score")
    later = after_mark(discussion, member, number).exclude(number__in=seen)
    return later.values_list("pk", thread, score, "branch", "seq")[: COUNTED + 1]


# Whoever reads out of order has a query of their own.
ready_places_after_mark = prepared(places_after_mark)


def after_mark(discussion: int | OuterRef, member: Member | int, number: object) -> CommentQuerySet:
    """What others said after a mark, as it arrived."""
    later = Comment.objects.filter(discussion_id=discussion, number__gt=number)
    return unmuted(surely_readable(later), member).exclude(author=member).order_by("number")


def unmuted(comments: CommentQuerySet, member: Member | int) -> CommentQuerySet:
    """Without what people said under their name whom this member would rather not meet."""
    muted = Mute.objects.filter(member=member).filter(muted=OuterRef("author"))
    return comments.exclude(Exists(muted), anonymous=False)


def counts_of(guides: Iterable[int], member: Member) -> dict[int, int]:
    """How many are new under each of these guides that the member has a mark in. One query."""
    few = after_mark(OuterRef("discussion"), member, OuterRef("number"))
    marks = ReadMark.objects.filter(member=member, discussion__guide__in=list(guides)).annotate(
        guide=F("discussion__guide"), later=CountOf(few.values("pk")[: COUNTED + 1 + MOST_SEEN])
    )
    return {
        vars(mark)["guide"]: min(max(0, vars(mark)["later"] - len(mark.seen)), COUNTED + 1)
        for mark in marks
    }


def with_count(discussions: DiscussionQuerySet, member: Member) -> DiscussionQuerySet:
    """Fetch with them how much is new to this member in each: `count_in` tells it."""
    few = after_mark(OuterRef("pk"), member, OuterRef("own_mark"))
    later = CountOf(few.values("pk")[: COUNTED + 1 + MOST_SEEN])
    return with_mark(discussions, member).annotate(own_later=later)


def count_in(discussion: Discussion) -> int:
    """As it was fetched `with_count`. Nothing is new to who never marked how far they read."""
    known = vars(discussion)
    if known["own_mark"] is None:
        return 0
    return min(max(0, known["own_later"] - len(known["own_seen"] or ())), COUNTED + 1)


def told(count: int) -> str:
    """So many are new, in words; nothing for none."""
    if not count:
        return ""
    if count > COUNTED:
        return _("more than %(n)s new") % {"n": COUNTED}
    return _("%(n)s new") % {"n": count}


# Moving it ----------------------------------------------------------------------------------------


@transaction.atomic
def stop_at(member: Member, discussion: Discussion, number: int) -> None:
    """Everything up to this number is read, what came later is new; forward or back."""
    mark = locked(member, discussion, number)
    mark.number, mark.seen = number, []
    move(mark)


@transaction.atomic
def read_past(member: Member, discussion: Discussion, numbers: Iterable[int], *, upto: int) -> None:
    """These were read. The mark moves up to the first one that was not.

    The first mark stands where the discussion ended when the page was made: what was there
    before somebody began to mark is never new.
    """
    mark = locked(member, discussion, upto)
    seen = {*mark.seen, *(number for number in numbers if number > mark.number)}
    later = after_mark(discussion.pk, member, mark.number).values_list("number", flat=True)
    for number in later[: len(seen) + 1]:
        if number not in seen:
            break
        mark.number = number
    mark.seen = sorted(number for number in seen if number > mark.number)[:MOST_SEEN]
    move(mark)


def locked(member: Member, discussion: Discussion, number: int) -> ReadMark:
    """The mark, made here if there is none; whoever moves it waits for their turn."""
    ReadMark.objects.get_or_create(
        member=member, discussion=discussion, defaults={"number": number}
    )
    return ReadMark.objects.select_for_update().get(member=member, discussion=discussion)


def move(mark: ReadMark) -> None:
    mark.moved_at = timezone.now()
    mark.save(update_fields=["number", "seen", "moved_at"])

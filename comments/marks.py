"""How far a member has read, and what came after it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from comments.models import Comment, CommentQuerySet, Discussion, Mute, ReadMark
from comments.own import CountOf, Own
from comments.shown import path_of
from comments.visibility import surely_readable

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
    rows = (
        after_mark(discussion.pk, own.member, own.mark)
        .exclude(number__in=own.seen)
        .values_list("pk", "number", "root__number", "branch", "seq")[: COUNTED + 1]
    )
    turn = -1 if order == "newest" else 1

    def place(row: tuple[int, int, int | None, int, int]) -> tuple[int, int, int]:
        _pk, number, root, branch, seq = row
        return (turn * (root or number), branch, seq)

    return News(True, [row[0] for row in sorted(rows, key=place)], own.muted)


def after_mark(discussion: int | OuterRef, member: Member, number: object) -> CommentQuerySet:
    """What others said after a mark, as it arrived."""
    later = Comment.objects.filter(discussion_id=discussion, number__gt=number)
    return unmuted(surely_readable(later), member).exclude(author=member).order_by("number")


def unmuted(comments: CommentQuerySet, member: Member) -> CommentQuerySet:
    """Without what people said under their name whom this member would rather not meet."""
    muted = Mute.objects.of(member).filter(muted=OuterRef("author"))
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

"""Where a page of threads begins, and which it shows: keysets, one index for each order."""

from collections.abc import Collection
from typing import Any

from django.db.models import Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from comments.models import Comment, CommentQuerySet, Discussion
from comments.moves import MOST_FALLEN, Place
from queries.prepared import prepared

THREADS_A_PAGE = 20
# The longest number in a place, with what parts it from the next.
LONGEST = 30
# In a place of the helpful order: after the score, the number and the version.
FALLEN_AT = 3


class BadPlace(ValueError):
    """The place in the address is not one of ours."""


def threads_from(
    order: str,
    is_member: bool,
    *,
    discussion: int,
    pinned: int = 0,
    number: int | None = None,
    score: float | None = None,
) -> CommentQuerySet:
    """A page of threads, and one more, after a place, in order. Row values, so that one index
    serves it. What is pinned stands first, and nowhere else."""
    threads = Comment.objects.filter(discussion=discussion).threads()
    threads = threads.listed_for(member=is_member).with_answers()
    threads = threads.exclude(pk=pinned) if pinned else threads
    if order == "helpful":
        # Which state of the discussion these are of: asked in the same breath, so that nothing
        # moves between (`comments.moves`).
        now = Discussion.objects.filter(pk=discussion).values("version")
        threads = threads.annotate(as_of=Subquery(now)).order_by("-score", "-number")
        if score is not None:
            threads = threads.filter(TupleLessThan(Tuple("score", "number"), (score, number)))
    else:
        # By number, not id: for the id PostgreSQL would rather walk the whole primary key.
        threads = threads.order_by("number" if order == "oldest" else "-number")
        if number is not None:
            wanted = {"number__gt" if order == "oldest" else "number__lt": number}
            threads = threads.filter(**wanted)
    return threads[: THREADS_A_PAGE + 1]


ready_threads_from = prepared(threads_from)


def threads_at(
    numbers: Collection[int], discussion: int, is_member: bool, *, pinned: int = 0
) -> CommentQuerySet:
    """These threads, the most helpful first, where the reader finds them in lists."""
    threads = Comment.objects.filter(discussion=discussion, number__in=numbers).threads()
    threads = threads.listed_for(member=is_member).with_answers().exclude(pk=pinned)
    return threads.order_by("-score", "-number")


def place_in(order: str, after: str) -> dict[str, Any]:
    """What a page begins after. BadPlace for a foreign one."""
    if not after:
        return {}
    if order == "helpful":
        place = helpful_place(after)
        return {"score": place.score, "number": place.number}
    (number,) = read_place(after, 1)
    return {"number": int(number)}


def helpful_place(after: str) -> Place:
    """BadPlace for a foreign one."""
    score, number, *more = read_place(after, 2, FALLEN_AT + MOST_FALLEN)
    version = int(more[0]) if more else None
    return Place(float(score), int(number), version, frozenset(map(int, more[1:])))


def next_place(head: Comment, order: str) -> str:
    """Where the page after this thread begins."""
    if order != "helpful":
        return str(head.number)
    return str(Place(head.score, head.number, vars(head).get("as_of")))


# Which conversation stood first on the page that this reader came from, by its id.
FIRST = "~"


def with_first(place: str, first: int) -> str:
    """The place, and which conversation was pinned when the first page was made: whatever the team
    pins meanwhile, no page leaves out one that was not shown, or shows that one again."""
    return f"{place}{FIRST}{first}" if place else ""


def shown_first(after: str, pinned: Comment | None) -> tuple[str, int]:
    """The two apart. The first page shows what is pinned now; so do links from before."""
    place, told, first = after.partition(FIRST)
    if not told:
        return place, pinned.pk if pinned else 0
    (number,) = read_place(first, 1)
    return place, int(number)


def read_place(after: str, parts: int, most: int = 0) -> list[float]:
    """The numbers of a place: so many, or up to `most`. BadPlace for anything else, however
    long."""
    try:
        # A small score is written as 1e-05.
        found = after[: LONGEST * max(parts, most)].split("_")
        numbers = [int(part) if part.isdecimal() else float(part) for part in found]
    except ValueError:
        raise BadPlace(after) from None
    fits = parts <= len(numbers) <= max(parts, most)
    if not fits or not all(abs(number) < 2**53 for number in numbers):
        raise BadPlace(after)
    return numbers

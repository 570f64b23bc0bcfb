"""Where a page of threads begins, and which it shows: keysets, one index for each order."""

from typing import Any

from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from comments.models import Comment, CommentQuerySet
from queries.prepared import prepared

THREADS_A_PAGE = 20


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
        threads = threads.order_by("-score", "-number")
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


def place_in(order: str, after: str) -> dict[str, Any]:
    """What a page begins after. BadPlace for a foreign one."""
    if not after:
        return {}
    if order == "helpful":
        score, number = read_place(after, 2)
        return {"score": float(score), "number": int(number)}
    (number,) = read_place(after, 1)
    return {"number": int(number)}


def place_of(head: Comment, order: str) -> str:
    return f"{head.score!r}_{head.number}" if order == "helpful" else str(head.number)


def read_place(after: str, parts: int) -> list[float]:
    """The numbers of a place. BadPlace for anything else, however long."""
    try:
        # A small score is written as 1e-05.
        numbers = [int(part) if part.isdecimal() else float(part) for part in after[:60].split("_")]
    except ValueError:
        raise BadPlace(after) from None
    if len(numbers) != parts or not all(abs(number) < 2**53 for number in numbers):
        raise BadPlace(after)
    return numbers

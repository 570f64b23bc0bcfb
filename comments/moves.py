"""The helpful order stays whole for whoever reads it page by page while others press.

A page of that order begins below a place: a score and a number. A press can carry a conversation
over that place, so that no page would show it, or let one fall below it that was shown before. So
the link to the next page also says which version of the discussion its page was made from, and the
next page asks what moved since: what rose past the place comes first there, and what fell below it
is left out, here and on the pages that follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from comments.models import Comment, Discussion, Move
from queries.prepared import prepared

# Moves are kept for so many changes of a discussion. Whoever stays on one page for longer is told.
CHANGES_KEPT = 1_000
# Written into the link to the next page. Only what was taken back lets a conversation fall.
MOST_FALLEN = 10
# More than any version.
ANY_VERSION = 2**53


@dataclass(frozen=True)
class Place:
    """Where a page of the helpful order begins: below this score and number. What stood above it
    at this version was shown, and so were the fallen, which stand below it now."""

    score: float
    number: int
    version: int | None = None  # in links that nobody makes any more
    fallen: frozenset[int] = frozenset()

    def __str__(self) -> str:
        parts = [repr(self.score), self.number, self.version, *sorted(self.fallen)]
        return "_".join(str(part) for part in parts if part is not None)

    def is_past(self, score: float, number: int) -> bool:
        """Whether what has this score and number stands above the place, or right at it."""
        return (score, number) >= (self.score, self.number)


@dataclass(frozen=True)
class Moved:
    """What changed places since the page before, and where that leaves the reader."""

    place: Place
    risen: frozenset[int] = frozenset()  # not shown yet, and above the place now
    is_all: bool = True  # not where more rose than a page shows: the place says up to which
    is_lost: bool = False  # too much changed to say


# One move: the version it made, which conversation, the score before and after.
type Row = tuple[int, int, float, float]


def note(
    discussion: Discussion, version: int, thread: Comment, scores: tuple[float, float]
) -> None:
    """A press changed its score. The discussion is held."""
    before, after = scores
    Move.objects.create(
        discussion=discussion, version=version, thread=thread.number, before=before, after=after
    )
    old = Move.objects.filter(discussion=discussion, version__lte=version - CHANGES_KEPT)
    old.delete()


def since(discussion: Discussion, place: Place, upto: int | None, most: int) -> Moved:
    """What moved between the version of the place and that one, or until now; `most` risen at
    once. No query where nothing can have moved, or where it cannot be told any more."""
    now = upto or discussion.version
    if place.version is None or upto == place.version:
        return Moved(place)
    lost = Moved(replace(place, version=now, fallen=frozenset()), is_lost=True)
    if now - place.version > CHANGES_KEPT:
        return lost
    rows = between(discussion=discussion.pk, version=place.version, upto=upto or ANY_VERSION)
    moved = followed(replace(place, version=now), rows, place.version, most)
    return lost if len(moved.place.fallen) > MOST_FALLEN else moved


@prepared
def between(*, discussion: int, version: int, upto: int) -> QuerySet[Move, Row]:
    found = Move.objects.filter(discussion=discussion, version__gt=version, version__lte=upto)
    return found.order_by("version").values_list("version", "thread", "before", "after")


def followed(place: Place, rows: Iterable[Row], begun: int, most: int) -> Moved:
    """Each move in turn, from the version `begun` on. Pure."""
    risen, fallen = set[int](), set(place.fallen)
    were_shown: dict[int, bool] = {}
    for version, thread, before, after in rows:
        known = thread in place.fallen or place.is_past(before, thread)
        is_shown = were_shown.setdefault(thread, known)
        is_above = place.is_past(after, thread)
        if is_above and not is_shown and len(risen | {thread}) > most:
            place = replace(place, version=begun, fallen=frozenset(fallen))
            return Moved(place, frozenset(risen), is_all=False)
        # What was shown belongs above the place, and what was not, below it.
        strays = fallen if is_shown else risen
        (strays.discard if is_shown is is_above else strays.add)(thread)
        begun = version
    return Moved(replace(place, fallen=frozenset(fallen)), frozenset(risen))

"""What was said before in the same or nearly the same words, by the same member or by others.

Of each comment a few numbers are kept: the smallest of those that stand for its runs of words. Two
texts that share most runs nearly always share one of them, so that one look into an index finds the
few comments that are then compared word for word.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import blake2b

from comments.models import CommentRevision, Rule, Sketch, Status
from comments.models.rule import TRIED_OVER
from comments.rules.folding import Folded, fold
from comments.rules.phrases import WORD
from comments.rules.said import Said, Span

# Shorter ones are said by many in good faith: "Thank you, that helped me a lot."
LEAST_WORDS = 10
RUN = 3
KEPT = 6
# How many earlier comments are compared, and from which share of runs in common they are alike.
MOST_COMPARED = 12
ALIKE = 0.6
# No rule looks further back.
FORGOTTEN_AFTER = TRIED_OVER


def again(rule: Rule, said: Said) -> list[Span] | None:
    """All of the words, when they were said that often within that many days."""
    runs = runs_of(said.folded)
    if not runs:
        return None
    since = said.at - timedelta(days=rule.within or 0)
    near = (
        Sketch.objects.filter(value__in=smallest(runs), at__gte=since, at__lt=said.at)
        .exclude(revision__comment=said.revision.comment_id)
        .exclude(revision__comment__status=Status.WITHDRAWN)
        .order_by("-revision")
        .values("revision")
        .distinct()[:MOST_COMPARED]
    )
    earlier = CommentRevision.objects.filter(pk__in=[row["revision"] for row in near])
    alike = {one.comment_id for one in earlier if are_alike(runs, runs_of(fold(one.source)))}
    return [(0, len(said.text))] if len(alike) >= max(1, rule.number or 1) else None


def keep(said: Said) -> None:
    """Remember the words, so that they are known when they come again."""
    rows = [
        Sketch(revision=said.revision, value=value, at=said.at)
        for value in smallest(runs_of(said.folded))
    ]
    if rows:
        Sketch.objects.bulk_create(rows, ignore_conflicts=True)


def runs_of(folded: Folded) -> frozenset[int]:
    """A number for each run of words; none for a short text."""
    words = WORD.findall(folded.text)
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(
        _number(" ".join(words[start : start + RUN])) for start in range(len(words) - RUN + 1)
    )


def smallest(runs: Iterable[int]) -> list[int]:
    return sorted(runs)[:KEPT]


def are_alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(other) and len(one & other) >= ALIKE * len(one | other)


def _number(words: str) -> int:
    """Fits into a column of 64 bits with a sign."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), signed=True)

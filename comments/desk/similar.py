"""Earlier decisions about comments like this one: so that alike is decided alike.

Cheap and always the same for the same tables: the newest decisions that people took, ranked by
the causes and the pairs of words they share with this comment. A hint for people, no verdict.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from accounts.models import Member
from comments import verbs
from comments.admin import told
from comments.admin.listed import excerpt
from comments.concern.veil import VEILED, is_hard
from comments.models import Case, Comment, Decision
from comments.shown import written
from markup import plain_text

RECENT = 150
FOUND = 3
# Of long comments, the beginning: alike ones begin alike, or share their sentences early.
MOST_WORDS = 300
MOST_HTML = 6_000
WORD = re.compile(r"\w+")
# A shared rule or reason of a report says less than shared sentences, but says something.
A_SHARED_SOURCE = 0.15
LEAST = 0.06
VERBS = ("publish", "reject", "keep", "hide", "ask")


@dataclass(frozen=True)
class Similar:
    """A decision that was taken about something like it."""

    what: str
    reason: str
    who: str
    when: str
    words: str
    comment: Comment


def similar(comment: Comment, case: Case | None, html: str, *, reader: Member) -> list[Similar]:
    """The three most alike, the most alike first."""
    recent = (
        Decision.objects.filter(by__isnull=False, verb__in=VERBS)
        .exclude(comment=comment)
        .annotate(is_hard=is_hard(reader, "comment"))
        .select_related("by", "case", "comment__author")
        .order_by("-id")[:RECENT]
    )
    mine, my_sources = shingles(html), sources(case)
    ranked: dict[int, tuple[float, int, Any]] = {}
    for one in recent:
        alike = jaccard(mine, shingles(one.comment.html))
        alike += A_SHARED_SOURCE * len(my_sources & sources(one.case))
        # Only the last decision about each: what was undone is no example.
        if alike >= LEAST and one.comment_id not in ranked:
            ranked[one.comment_id] = (alike, one.pk, one)
    best = sorted(ranked.values(), key=lambda each: each[:2], reverse=True)[:FOUND]
    return [as_told(one) for _alike, _pk, one in best]


def as_told(one: Any) -> Similar:
    taken_back = one.comment.status == "withdrawn"
    words = VEILED if one.is_hard else excerpt(one.comment.html, one.comment.title)
    return Similar(
        what=verbs.in_words(one.verb),
        reason=one.reason_in_words,
        who=told.who_decided(one),
        when=written(one.at),
        words="" if taken_back else str(words),
        comment=one.comment,
    )


def shingles(html: str) -> set[tuple[str, str]]:
    """Pairs of words in a row."""
    words = WORD.findall(plain_text(html[:MOST_HTML]).casefold())[:MOST_WORDS]
    return set(pairwise(words))


def sources(case: Case | None) -> set[tuple[str, str]]:
    """What said that somebody should look, as far as it was anything particular."""
    told_by = case.score_reasons if case else []
    return {(one["cause"], one["source"]) for one in told_by if one["source"]}


def jaccard(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0

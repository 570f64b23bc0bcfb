"""Every kept number, counted anew from the rows. The verbs keep them; this proves it.

A comment is always numbered after what it answers. So one walk from the newest to the oldest
meets the replies of a comment before the comment, and sums flow upward without recursion.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from comments import lately
from comments.helpfulness import helpfulness
from comments.models import (
    COUNTS,
    Audience,
    Comment,
    CommentRevision,
    Discussion,
    Reaction,
    ReactionKind,
    Status,
)
from comments.standing import NONE, Count

# Read at once: few enough to stay small in memory, enough to be quick.
BATCH = 5_000

READ = (
    *("pk", "number", "parent_id", "root_id", "seq", "status", "hides_branch", "who_may_read"),
    *("author_id", "posted_at", "first_reply_at"),
    *("listed", "public", "listed_replies", "public_replies"),
    *("last_seq", "reply_count", "public_reply_count"),
    *("latest_number", "approved_number", "pending_number"),
    *COUNTS.values(),
    "score",
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One kept number that is not what the rows say."""

    where: str
    name: str
    kept: object
    counted: object

    def __str__(self) -> str:
        return f"{self.where}: {self.name} is {plain(self.kept)}, should be {plain(self.counted)}"


def plain(value: object) -> str:
    if not isinstance(value, int | float):
        return str(value or "never")
    return str(int(value)) if value == int(value) else f"{value:.4f}"


ENOUGH = 2


@dataclass(slots=True)
class Below:
    """What was met so far under one comment."""

    listed: int = 0  # direct replies
    public: int = 0
    all_listed: int = 0  # replies at any depth that can be read
    all_public: int = 0
    last_seq: int = 0
    # The first reply of whoever came first, and of whoever else did: one of them is no author.
    firsts: dict[int | None, datetime] = field(default_factory=dict)

    def note(self, author: int | None, at: datetime) -> None:
        self.firsts[author] = min(at, self.firsts.get(author, at))
        if len(self.firsts) > ENOUGH:
            del self.firsts[max(self.firsts, key=lambda one: self.firsts[one])]

    def first_by_others(self, author: int | None) -> datetime | None:
        return min((at for who, at in self.firsts.items() if who != author), default=None)


@dataclass
class Sums:
    """Adds up one discussion, met from its newest comment to its oldest."""

    below: dict[int, Below] = field(default_factory=dict)
    published_count: int = 0
    public_count: int = 0

    def keep(self, row: Row) -> dict[str, Any]:
        """What the comment has to keep about itself and its replies."""
        below = self.below.pop(row["pk"], None) or Below()
        cut = row["hides_branch"]
        own = own_count(row)
        listed = not cut and own.listed + below.listed > 0
        public = not cut and own.public + below.public > 0
        under = NONE if cut else Count(below.all_listed, below.all_public)
        is_head = row["root_id"] is None
        if is_head:
            self.published_count += own.listed + under.listed
            self.public_count += own.public + under.public
        else:
            self.pass_on(row, Count(listed, public), own, under)
        return {
            "listed": listed,
            "public": public,
            "listed_replies": below.listed,
            "public_replies": below.public,
            "last_seq": below.last_seq,
            "reply_count": under.listed if is_head else 0,
            "public_reply_count": under.public if is_head else 0,
            "first_reply_at": first_reply(row, below),
        }

    def pass_on(self, row: Row, shown: Count, own: Count, under: Count) -> None:
        """Tell the comment above, and the thread's first one, what stands here."""
        above = self.below.setdefault(row["parent_id"], Below())
        above.listed += shown.listed
        above.public += shown.public
        if row["status"] == Status.PUBLISHED and not row["hides_branch"]:
            above.note(row["author_id"], row["posted_at"])
        above.all_listed += own.listed + under.listed
        above.all_public += own.public + under.public
        head = self.below.setdefault(row["root_id"], Below())
        head.last_seq = max(head.last_seq, row["seq"])


def first_reply(row: Row, below: Below) -> datetime | None:
    """Of a comment whose author is gone, what was kept stands."""
    if row["author_id"] is None:
        return row.get("first_reply_at")
    return below.first_by_others(row["author_id"])


def own_count(row: Row) -> Count:
    """What the comment itself adds, whatever stands above and below it."""
    if row["status"] != Status.PUBLISHED or row["hides_branch"]:
        return NONE
    return Count(1, int(row["who_may_read"] == Audience.EVERYONE))


def recount(discussion_id: int, *, fix: bool = False) -> Iterator[Difference]:
    """What differs in one discussion; with `fix`, nothing does any more.

    A repair holds the discussion, so nobody writes meanwhile. A mere look holds nothing: while
    people write it can name numbers that moved under it.
    """
    with transaction.atomic() if fix else nullcontext():
        discussion = Discussion.objects.locked(discussion_id) if fix else None
        discussion = discussion or Discussion.objects.get(pk=discussion_id)
        sums, highest, fixed = Sums(), 0, False
        for row in newest_first(discussion_id):
            highest = max(highest, row["number"])
            wanted = sums.keep(row) | version_numbers(row) | support_numbers(row)
            wrong = {name: value for name, value in wanted.items() if row[name] != value}
            if wrong and fix:
                Comment.objects.filter(pk=row["pk"]).update(**wrong)
                fixed = True
            where = f"{discussion}, comment {row['number']}"
            yield from (Difference(where, name, row[name], wrong[name]) for name in wrong)
        yield from recount_head(discussion, sums, highest, fix=fix, fixed=fixed)


def recount_head(
    discussion: Discussion, sums: Sums, highest: int, *, fix: bool, fixed: bool
) -> Iterator[Difference]:
    wanted = {
        "published_count": sums.published_count,
        "public_count": sums.public_count,
        # Numbers are never given twice, so it may be higher than what is left.
        "last_number": max(highest, discussion.last_number),
        **lately.dates_of(discussion.pk),
    }
    wrong = {n: value for n, value in wanted.items() if getattr(discussion, n) != value}
    if fix and (wrong or fixed):
        Discussion.objects.filter(pk=discussion.pk).update(**wrong, version=F("version") + 1)
    for name, value in wrong.items():
        yield Difference(str(discussion), name, getattr(discussion, name), value)


def newest_first(discussion_id: int) -> Iterator[Row]:
    """All comments of a discussion as plain rows, a batch at a time, never all at once."""
    comments = Comment.objects.filter(discussion=discussion_id).order_by("-number")
    before: int | None = None
    while True:
        page = comments if before is None else comments.filter(number__lt=before)
        rows: list[Row] = list(page.values(*READ)[:BATCH])
        if not rows:
            return
        add_versions(rows)
        add_reactions(rows)
        yield from rows
        before = rows[-1]["number"]


def add_versions(rows: list[Row]) -> None:
    """Hang on each row what became of its versions: {number: (approved, decided)}."""
    by_comment: dict[int, dict[int, tuple[bool, bool]]] = {row["pk"]: {} for row in rows}
    revisions = CommentRevision.objects.filter(comment__in=list(by_comment)).order_by()
    for comment_id, number, approved, declined in revisions.values_list(
        "comment_id", "number", "approved_at", "declined_at"
    ):
        by_comment[comment_id][number] = (bool(approved), bool(approved or declined))
    for row in rows:
        row["versions"] = by_comment[row["pk"]]


def version_numbers(row: Row) -> dict[str, int]:
    """Which version is the newest, which one readers get, and which one waits."""
    versions = row["versions"]
    latest = max(versions, default=0)
    approved = max((n for n, (approved, _decided) in versions.items() if approved), default=0)
    waits = bool(versions) and not versions[latest][1]
    return {
        "latest_number": latest,
        "approved_number": approved,
        "pending_number": latest if waits else 0,
    }


def add_reactions(rows: list[Row]) -> None:
    """Hang on each row how many said what about it in one press: {kind: how many}."""
    by_comment: dict[int, dict[str, int]] = {row["pk"]: {} for row in rows}
    said = Reaction.objects.filter(comment__in=list(by_comment)).order_by()
    for comment_id, kind, count in said.values_list("comment_id", "kind").annotate(
        models.Count("pk")
    ):
        by_comment[comment_id][kind] = count
    for row in rows:
        row["reactions"] = by_comment[row["pk"]]


def support_numbers(row: Row) -> dict[str, float]:
    """How many pressed each button beside it, and the score that follows."""
    counts = {name: row["reactions"].get(kind, 0) for kind, name in COUNTS.items()}
    return counts | {"score": helpfulness(counts[COUNTS[ReactionKind.HELPED]])}

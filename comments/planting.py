"""Many finished comments at once, for imports: the same rows as posting and deciding leave.

The numbers that the verbs keep are worked out in one pass over the whole forest, and written in
batches. Who plants, plants into a discussion it holds (`Discussion.objects.locked`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from comments import lately, sealing
from comments.held import Held
from comments.models import (
    Case,
    Cause,
    Comment,
    CommentRevision,
    Decision,
    Discussion,
    Status,
    weights,
)
from comments.standing import NONE, note_first_reply, readable, settle

BATCH = 500


@dataclass
class Seed:
    """A comment to be. `parent` is the key of another seed that comes earlier, or empty."""

    key: str
    parent: str
    source: str
    html: str
    author_label: str
    posted_at: datetime
    is_published: bool


def plant(
    discussion: Discussion, seeds: Sequence[Seed], *, rule: str, grown: Sequence[Comment] = ()
) -> list[Comment]:
    """Write the seeds in their order of arrival and bring every kept number up to date.

    `grown` are comments of the discussion that stand already and carry a `source_key`: seeds may
    answer them. What is not published waits for a moderator, in a case of its own. KeyError when
    a seed answers what is neither earlier nor grown.
    """
    known = {comment.source_key: comment for comment in with_threads(grown)}
    planted = []
    for seed in seeds:
        parent = known[seed.parent] if seed.parent else None
        comment = known[seed.key] = arrange(discussion, seed, parent)
        planted.append(comment)
    count_upward(planted)
    count(discussion, planted, cut_off(planted, grown))
    write_rows(planted)
    keep_numbers(discussion, planted, grown)
    for comment in planted:
        if comment.parent and comment.is_published:
            comment.parent.save(update_fields=note_first_reply(comment, comment.parent))
    write_words(discussion, {seed.key: seed for seed in seeds}, planted, rule)
    return planted


def with_threads(grown: Sequence[Comment]) -> Sequence[Comment]:
    """The same comments, sharing one object for each thread, so that counters add up."""
    by_id = {comment.pk: comment for comment in grown}
    for comment in grown:
        if comment.root_id in by_id:
            comment.root = by_id[comment.root_id]
    return grown


def write_rows(planted: Sequence[Comment]) -> None:
    """Insert level by level: a reply needs the id of what it answers."""
    levels: list[list[Comment]] = []
    level_of: dict[str, int] = {}
    for comment in planted:
        parent_key = comment.parent.source_key if comment.parent else ""
        level = level_of[comment.source_key] = level_of.get(parent_key, -1) + 1
        while len(levels) <= level:
            levels.append([])
        levels[level].append(comment)
    for level_rows in levels:
        Comment.objects.bulk_create(level_rows, BATCH)


def arrange(discussion: Discussion, seed: Seed, parent: Comment | None) -> Comment:
    """The row of one seed, in its place."""
    discussion.last_number += 1
    comment = Comment(
        discussion=discussion,
        number=discussion.last_number,
        author_label=seed.author_label,
        posted_at=seed.posted_at,
        status=Status.PUBLISHED if seed.is_published else Status.WAITING,
        html=seed.html,
        latest_number=1,
        approved_number=int(seed.is_published),
        pending_number=int(not seed.is_published),
        source_key=seed.key,
    )
    if parent is not None:
        # Not `root_id`: what is planted here has no ids yet.
        root = parent.root or parent
        root.last_seq += 1
        comment.parent, comment.root, comment.seq = parent, root, root.last_seq
        comment.branch = comment.seq if parent.root is None else parent.branch
    return comment


def count_upward(planted: Sequence[Comment]) -> None:
    """Set `listed`, `public` and how many replies are, the last planted first.

    A reply stands after its parent, so going backward every reply is settled before its parent.
    """
    for comment in reversed(planted):
        own = readable(comment)
        comment.listed = own.listed > 0 or comment.listed_replies > 0
        comment.public = own.public > 0 or comment.public_replies > 0
        if comment.parent is not None:
            comment.parent.listed_replies += comment.listed
            comment.parent.public_replies += comment.public


def cut_off(planted: Sequence[Comment], grown: Sequence[Comment]) -> set[int]:
    """Which of them stand in a branch that a moderator took down. Their numbers."""
    number_of = {comment.pk: comment.number for comment in grown}
    cut = set[int]()
    for comment in sorted(grown, key=lambda each: each.number):
        if comment.hides_branch or number_of.get(comment.parent_id or 0) in cut:
            cut.add(comment.number)
    for comment in planted:
        if comment.parent and comment.parent.number in cut:
            cut.add(comment.number)
    return cut


def count(discussion: Discussion, planted: Sequence[Comment], cut: set[int]) -> None:
    """Count them for their discussion and their thread, but not what is cut off."""
    for comment in planted:
        own = NONE if comment.number in cut else readable(comment)
        discussion.published_count += own.listed
        discussion.public_count += own.public
        if comment.root is not None:
            comment.root.reply_count += own.listed
            comment.root.public_reply_count += own.public


KEPT = [
    "listed_replies",
    "public_replies",
    "last_seq",
    "reply_count",
    "public_reply_count",
]


def keep_numbers(
    discussion: Discussion, planted: Sequence[Comment], grown: Sequence[Comment]
) -> None:
    """Write what changed for the discussion, and for what stood there before and was answered."""
    answered = {comment.parent_id for comment in planted}
    threads = {comment.root_id for comment in planted}
    touched = [comment for comment in grown if comment.pk in answered | threads]
    Comment.objects.bulk_update(touched, KEPT, BATCH)
    for comment in touched:
        held = Held()
        settle(comment, (), held)
        held.save()
    lately.look_again(discussion)
    discussion.version += 1
    discussion.save()


def write_words(
    discussion: Discussion, seeds: dict[str, Seed], planted: Sequence[Comment], rule: str
) -> None:
    """The words of each comment, and what was decided about it or waits to be."""
    revisions, decisions, cases = [], [], []
    for comment in planted:
        seed = seeds[comment.source_key]
        approved_at = seed.posted_at if seed.is_published else None
        revisions.append(
            CommentRevision(
                comment=comment,
                number=1,
                source=seed.source,
                html=seed.html,
                created_at=seed.posted_at,
                approved_at=approved_at,
            )
        )
        if not seed.is_published:
            cases.append(Case(comment=comment, opened_at=seed.posted_at, **weights(Cause.IMPORTED)))
            continue
        decision = Decision(
            comment=comment,
            verb="publish",
            old_status=Status.WAITING,
            new_status=Status.PUBLISHED,
            revision_number=1,
            rule=rule,
            at=seed.posted_at,
        )
        sealing.seal(decision, discussion)
        decisions.append(decision)
    CommentRevision.objects.bulk_create(revisions, BATCH)
    Decision.objects.bulk_create(decisions, BATCH)
    discussion.save(update_fields=sealing.HEAD)
    Case.objects.bulk_create(cases, BATCH)

"""Where a comment stands in lists, kept up to date by the verbs.

A comment is *listed* when it can be read, or when it stands as a stub because some reply below
it can. It is *cut* when a comment above it was taken down with its whole branch. Nothing is ever
written downward: `settle` walks up from one comment, and stops as soon as nothing changes.
Everything here runs inside a transaction that holds the discussion's row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Min, Q

from comments import lately
from comments.held import Held
from comments.models import Audience, Comment, Discussion, Status
from queries import written


class Count(NamedTuple):
    """How many comments can be read: by members, and by everyone."""

    listed: int = 0
    public: int = 0


NONE = Count()
# What is kept of a comment about itself and what is below it.
KEPT = ("listed", "public", "listed_replies", "public_replies")


@dataclass
class Tally:
    """What one thread adds to the counts: its first comment, and its replies."""

    head: Count = NONE
    replies: Count = NONE

    @property
    def listed(self) -> int:
        return self.head.listed + self.replies.listed

    @property
    def public(self) -> int:
        return self.head.public + self.replies.public


def move(
    discussion: Discussion,
    comment: Comment,
    *,
    status: Status,
    hides_branch: bool = False,
    changed: Iterable[str] = (),
    held: Held | None = None,
) -> None:
    """Give a comment its new status and bring every kept number up to date. What the caller has
    `changed` of it, and of those that are `held`, is saved along. One that is not saved yet is
    added as it stands then.

    Only `comments.deciding` calls this: it writes the decision beside it. The caller saves the
    discussion.
    """
    held = held or Held()
    whole = hides_branch or comment.hides_branch or held.hides(comment.thread_id)
    before = tally_thread(comment.thread_id) if whole else tally_one(comment)
    if status == Status.PUBLISHED and not comment.is_published:
        comment.arrival = discussion.version + 1  # the caller raises it to this
    comment.status, comment.hides_branch = status, hides_branch
    settle(comment, {*changed, "status", "hides_branch", "arrival"}, held)
    if whole:
        held.save()  # it is counted from the rows
    lately.note(discussion, comment, looks_again=whole)
    after = tally_thread(comment.thread_id) if whole else tally_one(comment)
    add(discussion, comment.thread_id, before, after, held)
    held.save()


def settle(comment: Comment, changed: Iterable[str], held: Held) -> None:
    """Bring `listed` and `public` up to date, from this comment upward. It is saved with what was
    `changed` of it; those above are yet to be."""
    node, fields = comment, {*changed}
    while True:
        own = readable(node)
        listed = not node.hides_branch and (own.listed > 0 or node.listed_replies > 0)
        public = not node.hides_branch and (own.public > 0 or node.public_replies > 0)
        moved = Count(listed - node.listed, public - node.public)
        node.listed, node.public = listed, public
        if moved != NONE or node is not comment:
            fields = {*fields, *KEPT}
        if node is not comment:
            held.change(node, *fields)
        elif node._state.adding:
            written.insert(node)
        else:
            written.update(node, fields)
        # What a comment answers is looked at in any case: this may have been its first reply.
        if node.parent_id is None or (moved == NONE and node is not comment):
            return
        below, node = node, held.get(node.parent_id)
        node.listed_replies += moved.listed
        node.public_replies += moved.public
        fields = note_first_reply(comment, node) if below is comment else set()
        if moved == NONE and not fields:
            return


def note_first_reply(comment: Comment, above: Comment) -> set[str]:
    """Keep with what it answers when somebody else first replied to it with words that readers
    got; the name of what was changed. Counted anew only when the first of them goes."""
    first = above.first_reply_at
    if comment.is_published and not comment.hides_branch:
        by_others = above.author_id not in {None, comment.author_id}
        if by_others and (first is None or first > comment.posted_at):
            above.first_reply_at = comment.posted_at
    elif first == comment.posted_at:
        above.first_reply_at = first_reply_to(above)
    return set() if above.first_reply_at == first else {"first_reply_at"}


def first_reply_to(parent: Comment) -> datetime | None:
    """When somebody else than its author first replied. Reads the replies of one branch."""
    below = Comment.objects.filter(root=parent.thread_id, parent=parent)
    if parent.root_id is not None:
        below = below.filter(branch=parent.branch)
    below = below.published().filter(hides_branch=False).exclude(author=parent.author_id)
    found: datetime | None = below.aggregate(first=Min("posted_at"))["first"]
    return found


def readable(comment: Comment) -> Count:
    """What the comment itself adds to the counts, whatever stands above it."""
    if comment.status != Status.PUBLISHED or comment.hides_branch:
        return NONE
    return Count(1, int(comment.who_may_read == Audience.EVERYONE))


def tally_one(comment: Comment) -> Tally:
    own = readable(comment)
    return Tally(replies=own) if comment.root_id else Tally(head=own)


def tally_thread(thread_id: int) -> Tally:
    """Count a thread anew, leaving out what a hidden branch cuts. One query, one pass."""
    rows = (
        Comment.objects.filter(Q(pk=thread_id) | Q(root=thread_id))
        .only("id", "root_id", "parent_id", "status", "hides_branch", "who_may_read")
        .order_by("seq")
    )
    tally, cut = Tally(), set[int]()
    for row in rows.iterator():
        if row.hides_branch or row.parent_id in cut:
            cut.add(row.pk)
            continue
        own = readable(row)
        if row.root_id is None:
            tally.head = own
        else:
            old = tally.replies
            tally.replies = Count(old.listed + own.listed, old.public + own.public)
    return tally


def add(discussion: Discussion, thread_id: int, before: Tally, after: Tally, held: Held) -> None:
    """Add what a change moved to the kept counts of discussion and thread."""
    discussion.published_count += after.listed - before.listed
    discussion.public_count += after.public - before.public
    if after.replies == before.replies:
        return
    listed = after.replies.listed - before.replies.listed
    public = after.replies.public - before.replies.public
    if head := held.rows.get(thread_id):  # which is saved anyway
        head.reply_count += listed
        head.public_reply_count += public
        held.change(head, "reply_count", "public_reply_count")
        return
    Comment.objects.filter(pk=thread_id).update(
        reply_count=F("reply_count") + listed, public_reply_count=F("public_reply_count") + public
    )

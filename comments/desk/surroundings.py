"""What stands around a comment: what it answers, what was said beside it, what answered it."""

from typing import Any

from accounts.models import Member
from comments.admin.told import Said, said
from comments.concern import veil
from comments.models import Comment
from comments.visibility import Reader

# How much is shown of each.
ABOVE = 3
NEIGHBOURS = 2
CLOSE = 15  # in numbers: what was said long before or after is no neighbour
REPLIES = 3


def above(comment: Comment) -> list[Comment]:
    """What it answers, and what began the conversation."""
    found, node = list[Comment](), comment.parent
    while node and len(found) < ABOVE:
        found.insert(0, node)
        node = node.parent
    if comment.root and comment.root not in found:
        found.insert(0, comment.root)
    return found


def around(comment: Comment, member: Member) -> dict[str, Any]:
    """What stands above it, before it, after it and below it: a few of each. And whether its own
    words are hard to read."""
    over = above(comment)
    near = Comment.objects.filter(discussion=comment.discussion_id, parent=comment.parent_id)
    near = near.published().with_people()
    # Of a discussion's first comments there may be a million: only the neighbours by number.
    close = (comment.number - CLOSE, comment.number + CLOSE)
    beside = list(near.filter(number__range=close).order_by("number"))
    before = [one for one in beside if one.number < comment.number][-NEIGHBOURS:]
    after = [one for one in beside if one.number > comment.number][:NEIGHBOURS]
    below = Comment.objects.filter(parent=comment.pk).published().with_people()
    found = {"above": over, "before": before, "after": after}
    found["below"] = list(below.order_by("seq")[:REPLIES])
    hard = veil.among([comment, *(one for row in found.values() for one in row)], member)
    told = {place: [as_said(one, member, hard) for one in row] for place, row in found.items()}
    return {**told, "is_hard": comment.pk in hard}


def as_said(comment: Comment, member: Member, hard: set[int]) -> Said:
    return said(comment, Reader.of(member), is_hard=comment.pk in hard)

"""A discussion in which everything waits, because a moderator chose so."""

from accounts.models import Member
from comments.models import Cause, Discussion, Hold


def check(author: Member, discussion: Discussion) -> Cause | None:
    if discussion.hold != Hold.EVERYONE or author.has_perm("comments.moderate"):
        return None
    return Cause.DISCUSSION_HOLDS

"""A discussion in which everything waits, because a moderator chose so."""

from accounts.models import Member
from comments.models import Cause, Discussion, Hold
from comments.rules.said import Said


def check(author: Member, discussion: Discussion, _said: Said | None) -> list[Cause]:
    if discussion.hold != Hold.EVERYONE or author.has_perm("comments.moderate"):
        return []
    return [Cause.DISCUSSION_HOLDS]

"""New members' first comments wait: spam and harm come mostly from accounts made for it."""

from django.conf import settings

from accounts.models import Member
from comments.models import Cause, Discussion, Hold
from comments.rules.said import Said
from comments.trust import moving
from comments.trust.standing import standing_of


def check(author: Member, discussion: Discussion, said: Said | None) -> list[Cause]:
    """Hold until enough of the author's comments were approved, or for as long as the team wants to
    read everything of theirs. Nothing holds the team."""
    if author.has_perm("comments.moderate"):
        return []
    # Pages fetch it with the discussion; whoever posts asks anew.
    standing = standing_of(author, discussion)
    if standing.always_review:
        return [Cause.ALWAYS_REVIEW]
    earned = settings.COMMENTS_HELD_FIRST and not standing.is_new
    if said and earned and not standing.is_kept:
        moving.earn(author)
    if discussion.hold == Hold.NOBODY or not standing.is_new:
        return []
    return [Cause.NEW_MEMBER]

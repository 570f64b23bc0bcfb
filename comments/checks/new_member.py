"""New members' first comments wait: spam and harm come mostly from accounts made for it."""

from django.conf import settings

from accounts.models import Member
from comments.models import Cause, Comment, Discussion, Hold


def check(author: Member, discussion: Discussion) -> Cause | None:
    """Hold until enough of the author's comments were published. Nothing holds the team."""
    if discussion.hold == Hold.NOBODY or author.has_perm("comments.moderate"):
        return None
    enough = settings.COMMENTS_HELD_FIRST
    # Pages fetch it with the discussion; whoever posts asks anew.
    published = vars(discussion).get("own_published")
    if published is None:
        published = Comment.objects.published().filter(author=author)[:enough].count()
    return Cause.NEW_MEMBER if published < enough else None

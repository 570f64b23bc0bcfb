"""Where a name leads."""

from accounts.models import SeenBy
from accounts.models.profile import path_of as profile_path
from comments.models import Comment
from comments.visibility import Reader


def profile_of(comment: Comment, reader: Reader) -> str:
    """Where to read about whoever wrote it; empty where this reader would find nothing."""
    author = None if comment.anonymous else comment.author
    if author is None or not author.is_active:
        return ""
    shown = author.profile_for == SeenBy.EVERYONE
    shown = shown or (author.profile_for == SeenBy.MEMBERS and reader.is_member)
    return profile_path(author.name) if shown else ""

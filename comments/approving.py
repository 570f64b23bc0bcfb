"""Which words of a comment readers get: what `comments.deciding` does to its versions."""

from datetime import datetime

from comments.models import Comment, CommentRevision
from queries import written


def approve(comment: Comment, words: CommentRevision, at: datetime) -> list[str]:
    """The newest words become what readers get. Both are yet to be saved; returns what is changed
    of the comment."""
    words.approved_at, words.declined_at = at, None
    if comment.approved_number:
        comment.edited_at = words.created_at
    comment.html, comment.approved_number, comment.pending_number = words.html, words.number, 0
    return ["html", "approved_number", "pending_number", "edited_at"]


def save(comment: Comment, words: CommentRevision) -> None:
    if words._state.adding:
        words.comment = comment  # which has its number by now
        written.insert(words)
    else:
        written.update(words, ["approved_at", "declined_at"])


def decline(comment: Comment, at: datetime) -> None:
    waiting = CommentRevision.objects.filter(comment=comment, number=comment.pending_number)
    waiting.update(declined_at=at)
    comment.pending_number = 0
    comment.save(update_fields=["pending_number"])

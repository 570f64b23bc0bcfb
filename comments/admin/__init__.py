"""The moderators' desk: what waits, what was decided, and who may write where."""

from comments.admin.comment import CommentAdmin
from comments.admin.waiting import CaseAdmin

__all__ = ["CaseAdmin", "CommentAdmin"]

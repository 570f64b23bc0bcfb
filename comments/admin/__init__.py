"""The moderators' desk: what waits, what was decided, and who may write where."""

from comments.admin.comment import CommentAdmin
from comments.admin.discussion import DiscussionAdmin
from comments.admin.records import DecisionAdmin, ReportAdmin
from comments.admin.waiting import CaseAdmin

__all__ = ["CaseAdmin", "CommentAdmin", "DecisionAdmin", "DiscussionAdmin", "ReportAdmin"]

"""The moderators' desk: what waits, what was decided, and who may write where."""

from comments.admin.comment import CommentAdmin
from comments.admin.concern import ConcernMessageAdmin, SupportContactAdmin
from comments.admin.discussion import DiscussionAdmin
from comments.admin.records import DecisionAdmin, ReportAdmin
from comments.admin.rules import RuleAdmin
from comments.admin.trust import TrustAdmin
from comments.admin.waiting import CaseAdmin
from comments.context.desk import ContextNoteAdmin
from comments.conversation.desk import ConversationAdmin
from comments.duty.desk import DutyTimeAdmin
from comments.hearing.desk import AppealAdmin
from comments.newcomers.desk import NewcomerAdmin, TeamTextAdmin
from comments.sanctions.desk import SuspensionAdmin

__all__ = [
    "AppealAdmin",
    "CaseAdmin",
    "CommentAdmin",
    "ConcernMessageAdmin",
    "ContextNoteAdmin",
    "ConversationAdmin",
    "DecisionAdmin",
    "DiscussionAdmin",
    "DutyTimeAdmin",
    "NewcomerAdmin",
    "ReportAdmin",
    "RuleAdmin",
    "SupportContactAdmin",
    "SuspensionAdmin",
    "TeamTextAdmin",
    "TrustAdmin",
]

from comments.models.case import Case, CaseQuerySet, Cause
from comments.models.comment import ANCESTORS, Comment, CommentQuerySet
from comments.models.decision import PLACING, Decision, Reason
from comments.models.discussion import Audience, Discussion, DiscussionQuerySet, Hold
from comments.models.draft import Draft
from comments.models.follow import Follow, FollowQuerySet
from comments.models.mark import ReadMark
from comments.models.mute import Mute
from comments.models.reaction import COUNTS, Reaction, ReactionKind
from comments.models.report import Report, ReportReason
from comments.models.revision import CommentRevision
from comments.models.standing import Purpose, Status

__all__ = [
    "ANCESTORS",
    "COUNTS",
    "PLACING",
    "Audience",
    "Case",
    "CaseQuerySet",
    "Cause",
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "Decision",
    "Discussion",
    "DiscussionQuerySet",
    "Draft",
    "Follow",
    "FollowQuerySet",
    "Hold",
    "Mute",
    "Purpose",
    "Reaction",
    "ReactionKind",
    "ReadMark",
    "Reason",
    "Report",
    "ReportReason",
    "Status",
]

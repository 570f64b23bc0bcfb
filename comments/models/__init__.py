from comments.models.appeal import Appeal, Outcome
from comments.models.at_desk import AtDesk, Opinion
from comments.models.case import CLAIM, SEES_CONCERNS, Case, CaseQuerySet
from comments.models.cause import CaseKind, Cause, weights
from comments.models.comment import ANCESTORS, Comment, CommentQuerySet
from comments.models.concern import ConcernMessage, ConcernOutcome, ConcernStep, StepKind, Worry
from comments.models.context import ContextNote
from comments.models.conversation import Conversation, Message, State
from comments.models.decision import KEEPS_CASE, PLACING, Decision, Reason
from comments.models.discussion import (
    Audience,
    Discussion,
    DiscussionQuerySet,
    Hold,
    under_a_page,
)
from comments.models.draft import Draft
from comments.models.duty import DutyTime
from comments.models.follow import Follow, FollowQuerySet
from comments.models.mark import ReadMark
from comments.models.move import Move
from comments.models.mute import Mute
from comments.models.newcomer import Newcomer
from comments.models.note import Note
from comments.models.public_month import PublicMonth
from comments.models.reaction import COUNTS, Reaction, ReactionKind
from comments.models.remainder import Remainder
from comments.models.report import Report, ReportReason
from comments.models.revision import CommentRevision
from comments.models.rule import (
    Rule,
    RuleChange,
    RuleFor,
    RuleHit,
    RuleKind,
    RuleQuerySet,
    RuleState,
    RuleTrial,
    Sketch,
)
from comments.models.second_look import SecondLook
from comments.models.seen_from import SeenFrom
from comments.models.standing import Purpose, Status
from comments.models.support_contact import Country, SupportContact
from comments.models.team_text import TeamText
from comments.models.trust import Level, Trust, TrustCause, TrustChange

__all__ = [
    "ANCESTORS",
    "CLAIM",
    "COUNTS",
    "KEEPS_CASE",
    "PLACING",
    "SEES_CONCERNS",
    "Appeal",
    "AtDesk",
    "Audience",
    "Case",
    "CaseKind",
    "CaseQuerySet",
    "Cause",
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "ConcernMessage",
    "ConcernOutcome",
    "ConcernStep",
    "ContextNote",
    "Conversation",
    "Country",
    "Decision",
    "Discussion",
    "DiscussionQuerySet",
    "Draft",
    "DutyTime",
    "Follow",
    "FollowQuerySet",
    "Hold",
    "Level",
    "Message",
    "Move",
    "Mute",
    "Newcomer",
    "Note",
    "Opinion",
    "Outcome",
    "PublicMonth",
    "Purpose",
    "Reaction",
    "ReactionKind",
    "ReadMark",
    "Reason",
    "Remainder",
    "Report",
    "ReportReason",
    "Rule",
    "RuleChange",
    "RuleFor",
    "RuleHit",
    "RuleKind",
    "RuleQuerySet",
    "RuleState",
    "RuleTrial",
    "SecondLook",
    "SeenFrom",
    "Sketch",
    "State",
    "Status",
    "StepKind",
    "SupportContact",
    "TeamText",
    "Trust",
    "TrustCause",
    "TrustChange",
    "Worry",
    "under_a_page",
    "weights",
]

"""What a reader can do with a comment besides answering and supporting it: links under "More"."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Status
from comments.visibility import Reader

# People notice a slip hours later, on a better part of the day. After a day others have answered
# what they read. What no one else has read yet may be changed for as long as it waits.
TIME_TO_EDIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Link:
    """Where something leads, and its words."""

    url: str
    words: str


class Act(StrEnum):
    """One thing that can be done, by the last part of its address."""

    EDIT = "edit/"
    WITHDRAW = "withdraw/"
    REPORT = "report/"
    FOLLOW = "follow/"
    MODERATE = ""  # at the desk
    NOTE = "context/"
    ASK_FOR = "pass-on/"
    ASKED_FOR = "pass-on/#done"
    PIN = "pin/"
    UNPIN = "pin/#undo"


WORDS = {
    Act.EDIT: _("Edit comment %(number)s"),
    Act.WITHDRAW: _("Take back comment %(number)s"),
    Act.REPORT: _("Report comment %(number)s"),
    Act.FOLLOW: _("Follow or mute: comment %(number)s"),
    Act.MODERATE: _("Moderate comment %(number)s"),
    Act.NOTE: _("Note beside comment %(number)s"),
    Act.ASK_FOR: _("The guide should answer comment %(number)s"),
    Act.ASKED_FOR: _("Passed on to the authors: comment %(number)s"),
    Act.PIN: _("Pin comment %(number)s"),
    Act.UNPIN: _("Unpin comment %(number)s"),
}


def link_of(act: Act, pk: int, number: int, path: str) -> Link:
    """The way to it. `path` is the address of the comment."""
    words = WORDS[act] % {"number": number}
    return Link(desk_of(pk) if act is Act.MODERATE else path + act.partition("#")[0], words)


def acts_for(reader: Reader, comment: Comment) -> list[Act]:
    """Everything this reader can do with it."""
    is_own = comment.is_by(reader.member_id)
    acts = own_acts(comment) if is_own else []
    if not is_own and comment.is_published:
        acts.append(Act.REPORT)
    if comment.is_published and reader.is_member:
        acts.append(Act.FOLLOW)
    if not is_own and reader.moderates:
        acts.append(Act.MODERATE)
    if comment.is_published and (is_own or reader.moderates):
        acts.append(Act.NOTE)
    if reader.passes_on and comment.is_published:
        acts.append(Act.ASKED_FOR if comment.question_id else Act.ASK_FOR)
    return acts


def own_acts(comment: Comment) -> list[Act]:
    acts = [Act.EDIT] if may_edit(comment) else []
    if comment.status in {Status.WAITING, Status.PUBLISHED}:
        acts.append(Act.WITHDRAW)
    return acts


def may_edit(comment: Comment) -> bool:
    """Whether its author may still change the words."""
    if comment.is_waiting:
        return True
    return comment.is_published and timezone.now() < comment.posted_at + TIME_TO_EDIT


def desk_of(pk: int) -> str:
    """Where moderators decide about a comment."""
    return reverse("admin:comments_comment_change", args=[pk])

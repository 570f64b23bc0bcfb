"""What a reader can do with a comment besides answering and supporting it: links under "More"."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

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


def acts_for(reader: Reader, comment: Comment, path: str) -> list[Link]:
    """Everything this reader can do with it. `path` is the address of the comment."""
    number = {"number": comment.number}
    is_own = comment.is_by(reader.member_id)
    acts = own_acts(comment, path) if is_own else []
    if not is_own and comment.is_published:
        acts.append(Link(f"{path}report/", _("Report comment %(number)s") % number))
    if comment.is_published and reader.is_member:
        acts.append(Link(f"{path}follow/", _("Follow or mute: comment %(number)s") % number))
    if not is_own and reader.moderates:
        acts.append(Link(desk_of(comment.pk), _("Moderate comment %(number)s") % number))
    if reader.passes_on and comment.is_published:
        words = _("The guide should answer comment %(number)s")
        if comment.question_id:
            words = _("Passed on to the authors: comment %(number)s")
        acts.append(Link(f"{path}pass-on/", words % number))
    return acts


def own_acts(comment: Comment, path: str) -> list[Link]:
    number, acts = {"number": comment.number}, []
    if may_edit(comment):
        acts.append(Link(f"{path}edit/", _("Edit comment %(number)s") % number))
    if comment.status in {Status.WAITING, Status.PUBLISHED}:
        acts.append(Link(f"{path}withdraw/", _("Take back comment %(number)s") % number))
    return acts


def pin_of(comment: Comment, path: str, *, is_pinned: bool) -> Link:
    told = _("Unpin comment %(number)s") if is_pinned else _("Pin comment %(number)s")
    return Link(f"{path}pin/", told % {"number": comment.number})


def may_edit(comment: Comment) -> bool:
    """Whether its author may still change the words."""
    if comment.is_waiting:
        return True
    return comment.is_published and timezone.now() < comment.posted_at + TIME_TO_EDIT


def desk_of(pk: int) -> str:
    """Where moderators decide about a comment."""
    return reverse("admin:comments_comment_change", args=[pk])

"""Putting a note beside a comment, and taking it away. It goes wherever the comment goes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding
from comments.checks import causes_to_hold
from comments.models import Comment, CommentRevision, ContextNote, Discussion
from comments.refusing import Refused, let_write
from comments.rules.said import Said
from markup import to_html

# An author's own note is looked at by the team after a year.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Told:
    """What the note says, and where it leads."""

    source: str
    link: str = ""
    link_title: str = ""
    review_on: date | None = None


class StaleNote(Exception):
    """Somebody put a note there, or took one away, since the page was made."""


def may_note(comment: Comment, member: Member) -> bool:
    """Its author, and whoever moderates. Only beside what readers can read."""
    own = comment.is_by(member.pk)
    return comment.is_published and (own or member.has_perm("comments.moderate"))


@transaction.atomic
def put(comment: Comment, by: Member, told: Told, *, seen: int | None = None) -> ContextNote:
    """Put a note beside it, in place of the one this side had. Refused for whom it is not. `seen`
    is the note of this side that the page showed, 0 for none; StaleNote when it is another."""
    html = to_html(told.source)
    discussion = deciding.lock(comment)
    if not may_note(comment, by):
        raise Refused(_("This comment is no longer there, so nothing was put beside it."))
    from_team = not comment.is_by(by.pk)
    let_replace(comment, from_team=from_team, seen=seen)
    if not from_team:
        let_write(by)
        words = CommentRevision(comment=comment, number=0, source=told.source, html=html)
        if causes_to_hold(by, discussion, Said(by, words)):
            raise Refused(
                _("A moderator would read these words first, and notes cannot wait. Leave it out.")
            )
    retire(comment, from_team=from_team)
    made = ContextNote.objects.create(
        comment=comment,
        from_team=from_team,
        by=by,
        source=told.source,
        html=html,
        link=told.link,
        link_title=told.link_title,
        revision_number=comment.approved_number,
        review_on=told.review_on or timezone.localdate() + YEAR,
    )
    keep(comment, discussion)
    return made


@transaction.atomic
def take_away(comment: Comment, by: Member, *, seen: int | None = None) -> bool:
    """Of an author, their own; of a moderator, the team's and the author's too."""
    discussion = deciding.lock(comment)
    let_replace(comment, from_team=not comment.is_by(by.pk), seen=seen)
    gone = 0
    if by.has_perm("comments.moderate") and not comment.is_by(by.pk):
        gone += retire(comment, from_team=True) + retire(comment, from_team=False)
    elif comment.is_by(by.pk):
        gone += retire(comment, from_team=False)
    if gone:
        keep(comment, discussion)
    return bool(gone)


def standing_note(comment: Comment, *, from_team: bool) -> ContextNote | None:
    """What this side has put beside it."""
    return ContextNote.objects.standing().filter(comment=comment, from_team=from_team).first()


def let_replace(comment: Comment, *, from_team: bool, seen: int | None) -> None:
    now = standing_note(comment, from_team=from_team)
    if seen is not None and seen != (now.pk if now else 0):
        raise StaleNote


def retire(comment: Comment, *, from_team: bool) -> int:
    standing = ContextNote.objects.standing().filter(comment=comment, from_team=from_team)
    return standing.update(removed_at=timezone.now())


def keep(comment: Comment, discussion: Discussion) -> None:
    """Write with the comment what readers get of its notes: no page asks for them again."""
    comment.context = [
        {
            "team": note.from_team,
            "html": note.html,
            "link": note.link,
            "title": note.link_title,
            "revision": note.revision_number,
        }
        for note in ContextNote.objects.standing().filter(comment=comment).order_by("from_team")
    ]
    comment.save(update_fields=["context"])
    Discussion.objects.filter(pk=discussion.pk).update(version=F("version") + 1)

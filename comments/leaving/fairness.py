"""What the team and a member said to each other, and what was done to them."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.leaving.parts import copies, erases
from accounts.models import Leaving, Member, Suspension
from comments import deciding
from comments.context import noting
from comments.leaving.copying import AT_ONCE, address
from comments.leaving.erasing import GONE, ROWS
from comments.models import Appeal, CaseKind, ContextNote, Conversation, Message, Note

# Each takes a lock.
AT_A_TIME = 40


@copies(
    "team",
    _("Your messages with the team"),
    {
        "subject": _("Subject"),
        "at": _("When"),
        "from_team": _("From the team"),
        "words": _("Words"),
    },
)
def team(member: Member) -> Iterator[Any]:
    """Both sides: the team wrote to them. Who of the team it was stays with the team."""
    found = Message.objects.filter(conversation__member=member).select_related("conversation")
    for each in found.defer("html").order_by("conversation", "pk").iterator(AT_ONCE):
        yield each.conversation.subject, each.at, each.from_team, each.source


@copies(
    "context",
    _("Your notes beside comments"),
    {"comment": _("Comment"), "made_at": _("Written"), "words": _("Words")},
)
def context(member: Member) -> Iterator[Any]:
    for each in ContextNote.objects.filter(by=member, from_team=False).order_by("pk"):
        yield address(each.comment_id), each.made_at, each.source


@copies(
    "appeals",
    _("Your appeals"),
    {
        "comment": _("Comment"),
        "made_at": _("Made"),
        "words": _("In your own words"),
        "outcome": _("Outcome"),
        "answer": _("Answer"),
    },
)
def appeals(member: Member) -> Iterator[Any]:
    for each in Appeal.objects.filter(by=member).select_related("decision").order_by("pk"):
        outcome = each.get_outcome_display()
        yield address(each.decision.comment_id), each.made_at, each.words, outcome, each.answer


@copies("notes", _("What the team noted about you"), {"at": _("When"), "words": _("Words")})
def notes(member: Member) -> Iterator[Any]:
    """About them or a comment of theirs. Who wrote it stays with the team; and what was noted when
    others worried about them, or reported their profile, tells too much of those others."""
    about = Q(member=member.pk) | Q(
        case__comment__author=member.pk, case__kind__in=[CaseKind.COMMENT, CaseKind.APPEAL]
    )
    yield from Note.objects.filter(about).order_by("pk").values_list("at", "words")


@copies(
    "suspensions",
    _("Reminders, suspensions and bans"),
    {
        "kind": _("Kind"),
        "reason": _("Reason"),
        "words": _("Words to you"),
        "from": _("From"),
        "until": _("Until"),
        "lifted": _("Ended early"),
    },
)
def suspensions(member: Member) -> Iterator[Any]:
    for each in Suspension.objects.filter(member=member).order_by("pk"):
        told = (each.get_kind_display(), each.get_reason_display(), each.words)
        yield *told, each.starts_at, each.until, each.lifted_at


@erases("team")
def erase_what_was_said(leaving: Leaving) -> bool:
    """Conversations with the team, the team's notes, and what was done to them."""
    for model in (Conversation, Note, Suspension):
        theirs = model.objects.filter(member=leaving.member_id).order_by()
        pks = list(theirs.values_list("pk", flat=True)[:ROWS])
        if pks:
            model.objects.filter(pk__in=pks).delete()
            return True
    return False


@erases("context")
def erase_context(leaving: Leaving) -> bool:
    """Notes that they put beside their own comments; those of the team carry no name."""
    theirs = ContextNote.objects.filter(by=leaving.member_id, from_team=False)
    found = list(theirs.select_related("comment")[:AT_A_TIME])
    for note in found:
        with transaction.atomic():
            discussion = deciding.lock(note.comment)
            note.delete()
            noting.keep(note.comment, discussion)
    return bool(found)


@erases("appeals")
def erase_appeals(leaving: Leaving) -> bool:
    """That there was a second look, and its outcome, stay; the words do not."""
    pks = list(Appeal.objects.filter(by=leaving.member_id).values_list("pk", flat=True)[:ROWS])
    theirs = Appeal.objects.filter(pk__in=pks)
    theirs.exclude(answer="").update(answer="")
    return bool(theirs.update(by=None, words=GONE))

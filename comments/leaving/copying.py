"""What a member's copy holds of discussions: their own words and presses, and nobody else's."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.leaving.parts import copies
from accounts.models import Member
from comments.models import (
    Comment,
    CommentRevision,
    Decision,
    Discussion,
    Draft,
    Follow,
    Mute,
    Reaction,
    ReadMark,
    Report,
    Trust,
    TrustChange,
    Worry,
)
from comments.models.follow import TARGETS
from comments.shown import path_of

AT_ONCE = 1_000


def address(pk: int) -> str:
    """The address of a comment: all that is said of one that somebody else may have written."""
    return settings.SITE_URL + path_of(pk)


@copies(
    "comments",
    _("Your comments"),
    {
        "comment": _("Comment"),
        "in": _("In"),
        "number": _("Number"),
        "answers": _("Answers comment"),
        "posted_at": _("Posted"),
        "edited_at": _("Edited"),
        "status": _("Standing"),
        "label": _("Label"),
        "who_may_read": _("Who may read"),
        "anonymous": _("Without my name"),
        "no_answer_needed": _("Needs no answer"),
        "title": _("Title"),
        "helped": _("How many it helped"),
    },
)
def comments(member: Member) -> Iterator[Any]:
    names: dict[int, str] = {}
    found = Comment.objects.filter(author=member).select_related("parent")
    for each in found.defer("html", "parent__html").order_by("pk").iterator(AT_ONCE):
        yield (
            address(each.pk),
            place(each.discussion_id, names),
            each.number,
            each.parent.number if each.parent else None,
            each.posted_at,
            each.edited_at,
            each.get_status_display(),
            each.get_kind_display() if each.kind else "",
            each.get_who_may_read_display(),
            each.anonymous,
            each.no_answer_needed,
            each.title,
            each.helped_count,
        )


def place(pk: int, names: dict[int, str]) -> str:
    """What a discussion is called; asked for once."""
    if pk not in names:
        names[pk] = Discussion.objects.with_title().get(pk=pk).title
    return names[pk]


@copies(
    "words",
    _("Your words, in every version"),
    {
        "comment": _("Comment"),
        "version": _("Version"),
        "written_at": _("Written"),
        "approved_at": _("Approved"),
        "declined_at": _("Not approved"),
        "words": _("Words"),
    },
)
def words(member: Member) -> Iterator[Any]:
    found = CommentRevision.objects.filter(comment__author=member).defer("html")
    for each in found.order_by("comment_id", "number").iterator(AT_ONCE):
        moments = (each.created_at, each.approved_at, each.declined_at)
        yield address(each.comment_id), each.number, *moments, each.source


@copies(
    "decisions",
    _("What was decided about your comments"),
    {
        "comment": _("Comment"),
        "at": _("When"),
        "decision": _("Decision"),
        "standing": _("Standing afterwards"),
        "reason": _("Reason"),
        "note": _("Note to you"),
    },
)
def decisions(member: Member) -> Iterator[Any]:
    """With the notes that were written to them, and without who decided. Not that something was
    kept as it is, which would tell that somebody had reported it."""
    found = Decision.objects.filter(comment__author=member).exclude(verb="keep").order_by("pk")
    for each in found.iterator(AT_ONCE):
        told = (each.reason_in_words, each.note)
        yield address(each.comment_id), each.at, each.verb, each.new_status, *told


@copies(
    "drafts",
    _("What you began to write"),
    {
        "in": _("In"),
        "answers": _("Answers comment"),
        "edits": _("New words for comment"),
        "kept_at": _("Kept"),
        "words": _("Words"),
    },
)
def drafts(member: Member) -> Iterator[Any]:
    names: dict[int, str] = {}
    for each in Draft.objects.of(member):
        answers = address(each.parent_id) if each.parent_id else ""
        edits = address(each.edited_id) if each.edited_id else ""
        yield place(each.discussion_id, names), answers, edits, each.kept_at, each.body


@copies("pressed", _("What you pressed"), {"comment": _("Comment"), "said": _("What it says")})
def pressed(member: Member) -> Iterator[Any]:
    found = Reaction.objects.filter(member=member).order_by("pk")
    for each in found.iterator(AT_ONCE):
        yield address(each.comment_id), each.get_kind_display()


@copies(
    "reports",
    _("Your reports"),
    {
        "comment": _("Comment"),
        "at": _("When"),
        "reason": _("Reason"),
        "words": _("In your own words"),
    },
)
def reports(member: Member) -> Iterator[Any]:
    """Their own words; not those that they reported."""
    found = Report.objects.filter(reporter=member).order_by("pk")
    for each in found.iterator(AT_ONCE):
        about = address(each.comment_id) if each.comment_id else ""
        yield about, each.made_at, each.get_reason_display(), each.words


@copies(
    "worries",
    _("People you worried about"),
    {"comment": _("Comment"), "at": _("When"), "words": _("In your own words")},
)
def worries(member: Member) -> Iterator[Any]:
    """What they told the team; not what others told about them."""
    for each in Worry.objects.filter(said_by=member).order_by("pk"):
        yield address(each.comment_id), each.made_at, each.words


@copies(
    "following",
    _("What you follow"),
    {"what": _("What"), "number": _("Its number"), "since": _("Since")},
)
def following(member: Member) -> Iterator[Any]:
    labels = {
        "discussion": _("A discussion"),
        "topic": _("A topic"),
        "thread": _("A conversation"),
        "person": _("A member"),
    }
    for each in Follow.objects.of(member).order_by("pk"):
        target = next(name for name in TARGETS if getattr(each, f"{name}_id"))
        yield labels[target], getattr(each, f"{target}_id"), each.since


@copies("muted", _("Whom you muted"), {"member": _("Number of the member"), "since": _("Since")})
def muted(member: Member) -> Iterator[Any]:
    yield from Mute.objects.of(member).order_by("pk").values_list("muted_id", "since")


@copies(
    "read",
    _("How far you read"),
    {"in": _("In"), "up_to": _("Up to comment"), "moved_at": _("When")},
)
def read(member: Member) -> Iterator[Any]:
    names: dict[int, str] = {}
    for each in ReadMark.objects.filter(member=member).order_by("pk"):
        yield place(each.discussion_id, names), each.number, each.moved_at


@copies(
    "trust",
    _("How far the team knows you"),
    {"level": _("Level"), "why": _("Why"), "at": _("When")},
)
def trust(member: Member) -> Iterator[Any]:
    for change in TrustChange.objects.filter(member=member).order_by("pk"):
        yield change.get_new_level_display(), change.get_cause_display(), change.at
    for now in Trust.objects.filter(member=member):
        yield now.get_level_display(), _("as it is now"), None

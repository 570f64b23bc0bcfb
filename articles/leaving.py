"""What guides hold about a member: a copy of it. What only was theirs goes with their account;
guides, reviews and pictures stay without their name."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.leaving.parts import copies
from accounts.models import Member
from articles.models import Approval, Guide, GuideDraft, GuideQuestion, Image, LastRead


@copies(
    "reading",
    _("Guides that you read, as you asked us to remember"),
    {"guide": _("Guide"), "version": _("Version"), "read_on": _("Read")},
)
def reading(member: Member) -> Iterator[Any]:
    found = LastRead.objects.filter(memory=member.pk).select_related("guide").order_by("pk")
    yield from found.values_list("guide__title", "revision__number", "read_on")


@copies(
    "guides",
    _("Guides that you keep"),
    {"title": _("Title"), "address": _("Address")},
)
def guides(member: Member) -> Iterator[Any]:
    for guide in Guide.objects.filter(owner=member).select_related("topic").order_by("pk"):
        yield guide.title, guide.get_absolute_url()


@copies(
    "guide_drafts",
    _("What you typed in a guide and did not save"),
    {"guide": _("Guide"), "kept_at": _("Kept"), "form": _("Words")},
)
def guide_drafts(member: Member) -> Iterator[Any]:
    found = GuideDraft.objects.filter(author=member).order_by("pk")
    yield from found.values_list("guide__title", "kept_at", "form")


@copies(
    "reviews",
    _("What you said of guides as a reviewer"),
    {
        "guide": _("Guide"),
        "version": _("Version"),
        "stage": _("Stage"),
        "verdict": _("Verdict"),
        "note": _("Note"),
        "at": _("When"),
    },
)
def reviews(member: Member) -> Iterator[Any]:
    for each in Approval.objects.filter(by=member).select_related("revision").order_by("pk"):
        stage, verdict = each.get_step_display(), each.get_verdict_display()
        yield each.revision.title, each.revision.number, stage, verdict, each.note, each.at


@copies(
    "questions",
    _("Questions that you passed on to a guide"),
    {"guide": _("Guide"), "question": _("Question"), "at": _("When")},
)
def questions(member: Member) -> Iterator[Any]:
    found = GuideQuestion.objects.filter(asked_by=member).order_by("pk")
    yield from found.values_list("guide__title", "words", "asked_at")


@copies(
    "pictures",
    _("Pictures that you put into the library"),
    {"title": _("Name in the library"), "at": _("When")},
)
def pictures(member: Member) -> Iterator[Any]:
    found = Image.objects.filter(uploaded_by=member).order_by("pk")
    yield from found.values_list("title", "uploaded_at")

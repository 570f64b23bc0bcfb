"""Notices of the authors' desk, as the inbox shows them: what happened to a guide, and whether it
still holds. Who does not work here any more is told no title."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Guide, Step
from notifications.models import Kind, Notice

KINDS = {Kind.TURN, Kind.APPROVED, Kind.SENT_BACK, Kind.REVIEW_DUE}


def gone(notice: Notice) -> str:
    if notice.guide is None:
        return _("This was about a guide that is no longer here.")
    return _("This was about a guide. You do not work on guides here now.")


def address(guide: Guide) -> str:
    return reverse("admin:articles_guide_review", args=[guide.pk])


def sentence(notice: Notice, guide: Guide) -> str:
    """What happened, and whether it is past by now."""
    told = {"title": guide.title}
    if notice.kind == Kind.TURN:
        return _turn(notice, guide) % told
    if notice.kind == Kind.REVIEW_DUE:
        return _due(notice, guide)
    if notice.kind == Kind.SENT_BACK:
        return _("“%(title)s” came back to you. Your words are all there.") % told
    if notice.approval and notice.approval.step == Step.CLINICAL:
        return _("A clinician approved “%(title)s”.") % told
    return _("An editor approved “%(title)s”.") % told


def reason(notice: Notice) -> str:
    """What the reviewer wrote: why it came back, or a note with an approval."""
    return notice.approval.note if notice.approval else ""


def _turn(notice: Notice, guide: Guide) -> str:
    # As notifications/desk.py wrote it: "waiting:<revision>:<stage>:<how much was said>".
    if f":{guide.stage}:" in notice.event_key:
        return _("“%(title)s” waits for you to read it.")
    return _("“%(title)s” waited for you to read it. It does not any more.")


def _due(notice: Notice, guide: Guide) -> str:
    # "due:<guide>:<day>:<days before>".
    day = date.fromisoformat(notice.event_key.split(":")[2])
    told = {"title": guide.title, "day": date_format(day, "j F Y")}
    if guide.review_due_on == day and not guide.is_withdrawn:
        return _("“%(title)s” has to be reviewed again by %(day)s.") % told
    return _("“%(title)s” had to be reviewed again by %(day)s. That is settled.") % told

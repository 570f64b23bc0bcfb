"""How long discussions keep what (`accounts.retention`)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.retention import keeps, some_deleted
from comments.leaving.erasing import GONE, blank
from comments.models import (
    Case,
    Comment,
    CommentQuerySet,
    Decision,
    Draft,
    Remainder,
    Report,
    ReportReason,
    SeenFrom,
    Sketch,
    Status,
)
from comments.models.draft import DAYS_KEPT
from comments.rules.repeating import FORGOTTEN_AFTER

AT_ONCE = 500
FEW = 50


@keeps("drafts", _("Words not posted yet"), days=DAYS_KEPT, since=_("the last time they changed"))
def old_drafts(before: datetime) -> int:
    return some_deleted(Draft.objects.filter(kept_at__lt=before), AT_ONCE)


@keeps(
    "networks",
    _("A mark of the network somebody posted from, where the operator wants that"),
    days=30,
    since=_("the day they last posted from there"),
)
def old_networks(before: datetime) -> int:
    day = timezone.localdate(before)
    return some_deleted(SeenFrom.objects.filter(seen_on__lt=day), AT_ONCE)


@keeps(
    "sketches",
    _("Numbers by which repeated words are found again"),
    days=FORGOTTEN_AFTER.days,
    since=_("the day they were written"),
)
def old_sketches(before: datetime) -> int:
    return some_deleted(Sketch.objects.filter(at__lt=before), AT_ONCE)


@keeps(
    "remainders",
    _("Reported words of somebody who left, without their name"),
    days=180,
    since=_("the day they left"),
)
@transaction.atomic
def old_remainders(before: datetime) -> int:
    found = list(Remainder.objects.filter(since__lt=before).values_list("pk", flat=True)[:FEW])
    blank(Comment.objects.filter(pk__in=found))
    Remainder.objects.filter(pk__in=found).delete()
    return len(found)


@keeps(
    "withdrawn",
    _("Words that their author took back, with all versions"),
    days=30,
    since=_("the day they were taken back; reported ones as those that were taken down"),
)
@transaction.atomic
def withdrawn_words(before: datetime) -> int:
    was_reported = Exists(Report.objects.filter(comment=OuterRef("pk")))
    found = unseen_since(before, Status.WITHDRAWN).exclude(was_reported)
    return blanked(found)


@keeps(
    "taken_down",
    _("Words that the team took down or did not publish"),
    days=365,
    since=_("the day of the last decision about them"),
)
@transaction.atomic
def words_taken_down(before: datetime) -> int:
    return blanked(unseen_since(before, Status.HIDDEN, Status.REJECTED, Status.WITHDRAWN))


def unseen_since(before: datetime, *standings: Status) -> CommentQuerySet:
    """Comments in such a standing, with words, about which nothing was decided since then."""
    later = Decision.objects.filter(comment=OuterRef("pk"), at__gte=before)
    # Written before, too: what an import brings has no decision.
    found = Comment.objects.filter(status__in=standings, posted_at__lt=before, remainder=None)
    return found.exclude(html="").exclude(Exists(later)).order_by("pk")


def blanked(comments: CommentQuerySet) -> int:
    found = list(comments.values_list("pk", flat=True)[:FEW])
    blank(Comment.objects.filter(pk__in=found))
    return len(found)


@keeps(
    "reports",
    _("Who reported a comment, and what they wrote to the team"),
    days=365,
    since=_("the day the case was closed"),
)
@transaction.atomic
def old_reports(before: datetime) -> int:
    old = Report.objects.filter(case__closed_at__lt=before)
    kept = old.exclude(Q(reporter=None) & Q(words__in=["", GONE]))
    keys = list(kept.values_list("pk", flat=True)[:AT_ONCE])
    these = Report.objects.filter(pk__in=keys)
    these.filter(reason=ReportReason.OTHER).update(words=GONE, reporter=None)
    these.exclude(reason=ReportReason.OTHER).update(words="", reporter=None)
    return len(keys)


@keeps(
    "concerns",
    _("Worry about a person: what was said, who opened it, and each step of the team"),
    days=365,
    since=_("the day it was closed"),
)
@transaction.atomic
def old_concerns(before: datetime) -> int:
    old = Case.objects.filter(is_concern=True, closed_at__lt=before)
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:FEW])
    Case.objects.filter(pk__in=keys).delete()
    return len(keys)

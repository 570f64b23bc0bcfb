from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class Outcome(models.TextChoices):
    """What became of an appeal."""

    OPEN = "", _("Open")
    UPHELD = "upheld", _("The decision stands")
    OVERTURNED = "overturned", _("The decision was wrong")


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions asked of many appeals at once."""

    def open(self) -> Self:
        """Who has waited longest comes first."""
        return self.filter(outcome=Outcome.OPEN).order_by("id")

    def for_moderator(self, member: Member) -> Self:
        """Those that this moderator may decide: not of their own decisions, nor their own."""
        return self.exclude(Q(decision__by=member) | Q(by=member))


class Appeal(models.Model):
    """An author asks for a second look at a decision. One for each decision, and somebody else
    than the first moderator decides."""

    decision = models.OneToOneField("comments.Decision", models.CASCADE, related_name="appeal")
    # What waits at the desk because of it.
    case = models.OneToOneField(
        "comments.Case", models.SET_NULL, null=True, editable=False, related_name="appeal"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="appeals",
        verbose_name=_("by"),
    )
    words = models.TextField(_("in their own words"), max_length=2000)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    answer = models.TextField(_("answer to the author"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | ~Q(outcome="") & ~Q(decided_at=None),
                name="an_appeal_is_open_or_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(outcome=""), name="open_appeals"),
        ]

    def __str__(self) -> str:
        return str(_("appeal about %(comment)s")) % {"comment": self.decision.comment}

    def get_absolute_url(self) -> str:
        return reverse("comments:decision", args=[self.decision_id])

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    def settle(self, outcome: str, by: Member, answer: str, at: datetime) -> None:
        """Only `comments.hearing.appeals` calls this."""
        self.outcome, self.decided_by, self.answer, self.decided_at = outcome, by, answer, at
        self.version += 1
        fields = ["outcome", "decided_by", "answer", "decided_at", "version"]
        self.save(update_fields=fields)

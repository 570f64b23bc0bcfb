from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class Worry(models.Model):
    """Why a concern was opened: somebody said so, or the words of a comment did.

    Several can stand in one concern: a person is worried about once, however many say so.
    """

    case = models.ForeignKey("comments.Case", models.CASCADE, related_name="worries")
    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="worries")
    revision_number = models.PositiveSmallIntegerField(_("version"))
    # Nobody, where the words themselves gave rise to it.
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    words = models.TextField(_("in their own words"), blank=True, max_length=1000)
    found = models.JSONField(_("words that were found"), default=list)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("worry")
        verbose_name_plural = _("worries")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "comment", "said_by"],
                condition=Q(said_by__isnull=False),
                name="one_worry_per_member_and_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"worry {self.pk}"


class StepKind(models.TextChoices):
    """What the team does about a concern."""

    OPENED = "opened", _("Opened and read")
    TAKEN = "taken", _("Taken: I look after this")
    SIGNPOSTED = "signposted", _("Showed where help is")
    WRITTEN = "written", _("Wrote to the member")
    SECOND_OPINION = "second", _("Second opinion")
    EMERGENCY = "emergency", _("Decision about emergency services")
    NOTED = "noted", _("Note")
    GIVEN_BACK = "given_back", _("Given back: somebody else, please")
    OUTCOME = "outcome", _("Outcome")


class ConcernOutcome(models.TextChoices):
    """How a concern ended."""

    IN_TOUCH = "in_touch", _("We are in touch, and they have help")
    SIGNPOSTED = "signposted", _("We showed where help is, and heard nothing more")
    EMERGENCY = "emergency", _("Emergency services were asked to look")
    NO_DANGER = "no_danger", _("No danger: it was meant in another way")
    OTHER = "other", _("Something else, see the note")


class StepQuerySet(models.QuerySet["ConcernStep"]):
    """Questions asked of many steps at once."""

    def taken(self) -> Self:
        """Those by which somebody looks after it: everything but reading."""
        return self.exclude(kind=StepKind.OPENED)


class ConcernStep(models.Model):
    """One thing that somebody of the team did about a concern. Only ever added."""

    case = models.ForeignKey("comments.Case", models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=12, choices=StepKind)
    outcome = models.CharField(_("outcome"), max_length=12, choices=ConcernOutcome, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a concern")
        verbose_name_plural = _("steps of concerns")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=StepKind.OUTCOME) & ~Q(outcome="") & ~Q(note=""))
                | (~Q(kind=StepKind.OUTCOME) & Q(outcome="")),
                name="an_outcome_is_named_and_explained",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the record as it was: what was done is never rewritten."""
        if not self._state.adding:
            raise TypeError("Steps are only added. Write a new one.")
        super().save(*args, **kwargs)

    @property
    def who(self) -> str:
        who: Member | None = self.by
        return who.name if who else str(_("somebody who left"))


class ConcernMessage(models.Model):
    """Words to begin a message to somebody we worry about. The team changes them as it learns."""

    title = models.CharField(
        _("title"), max_length=80, help_text=_("Only the team reads it. Say when it fits.")
    )
    body = models.TextField(
        _("message"),
        max_length=2000,
        help_text=_("Plain and warm. It can be changed each time before it is sent."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("message for a concern")
        verbose_name_plural = _("messages for concerns")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

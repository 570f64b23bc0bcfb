from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why the team took something down, in words that the author reads too."""

    MEDICAL = "medical", _("It could harm somebody who follows it")
    ADVERTISING = "advertising", _("It advertises something")
    UNKIND = "unkind", _("It is unkind to a person")
    PRIVATE = "private", _("It tells private things about somebody")
    OFF_TOPIC = "off_topic", _("It belongs somewhere else")
    OTHER = "other", _("Another reason")


# About how a comment is shown on the page, not about whether it is read.
PLACING = {"pin", "unpin", "answer", "unanswer"}


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions asked of many decisions at once."""

    def about_reading(self) -> Self:
        """Those that say whether readers get a comment."""
        return self.exclude(verb__in=PLACING)


class Decision(models.Model):
    """What was decided, by whom or by which rule, and why. Only ever added."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="decisions")
    case = models.ForeignKey(
        "comments.Case", models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    # One act on many comments: the first decision is the parent of the others.
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, db_index=False)
    verb = models.CharField(_("decision"), max_length=12)
    old_status = models.CharField(_("before"), max_length=10)
    new_status = models.CharField(_("after"), max_length=10)
    whole_branch = models.BooleanField(_("with all its replies"), default=False)
    revision_number = models.PositiveSmallIntegerField(_("version decided on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions_made",
        verbose_name=_("by"),
    )
    rule = models.CharField(_("by rule"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    note = models.TextField(_("note to the author"), blank=True, max_length=2000)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["parent"], condition=models.Q(parent__isnull=False), name="decided_together"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.comment_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the record as it was: what was decided is never rewritten."""
        if not self._state.adding:
            raise TypeError("Decisions are only added. Write a new one.")
        super().save(*args, **kwargs)

    @property
    def reason_in_words(self) -> str:
        return str(Reason(self.reason).label) if self.reason else ""

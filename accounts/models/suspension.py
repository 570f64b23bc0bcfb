from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SuspensionKind(models.TextChoices):
    """What the team did, the mildest first."""

    REMINDER = "reminder", _("Reminder")
    SUSPENSION = "suspension", _("Suspension")
    BAN = "ban", _("Ban")


class SuspensionReason(models.TextChoices):
    """Why, in words that the member reads too."""

    UNKIND = "unkind", _("Being unkind to people here")
    MEDICAL = "medical", _("Advice that could harm somebody who follows it")
    ADVERTISING = "advertising", _("Advertising")
    PRIVATE = "private", _("Telling private things about somebody")
    ACCOUNTS = "accounts", _("Using several accounts")
    OTHER = "other", _("Another reason")


# The only columns that are written later, each once.
LATER = {"acknowledged_at", "lifted_at", "lifted_by", "lifted_why"}


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    """Questions asked of many at once."""

    def in_force(self, at: datetime | None = None) -> Self:
        """What holds at this moment. Nothing has to run for a suspension to end."""
        at = at or timezone.now()
        ends = Q(kind=SuspensionKind.BAN)
        ends |= Q(kind=SuspensionKind.SUSPENSION, until__gt=at)
        ends |= Q(kind=SuspensionKind.REMINDER, acknowledged_at=None)
        return self.filter(ends, starts_at__lte=at, lifted_at=None)

    def that_close(self, at: datetime | None = None) -> Self:
        """Those in force that keep somebody from writing, whatever they do."""
        return self.in_force(at).exclude(kind=SuspensionKind.REMINDER)


class Suspension(models.Model):
    """A member was reminded, may not write until a date, or may not come in. Only ever added:
    later it is noted that the member has read it, and that somebody lifted it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="suspensions",
        verbose_name=_("member"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SuspensionKind)
    reason = models.CharField(_("reason"), max_length=12, choices=SuspensionReason)
    words = models.TextField(_("words to the member"), max_length=2000)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    # A ban closes the account; lifting it opens only what the ban closed.
    closed_account = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(_("read by the member"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_why = models.CharField(_("why it was lifted"), max_length=500, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder, suspension or ban")
        verbose_name_plural = _("reminders, suspensions and bans")
        ordering = ["-id"]
        permissions = [("suspend", _("Can remind, suspend and ban members"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuspensionKind.SUSPENSION, until__isnull=False)
                | (~Q(kind=SuspensionKind.SUSPENSION) & Q(until__isnull=True)),
                name="a_suspension_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("starts_at")),
                name="a_suspension_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was done to somebody is never rewritten."""
        if not self._state.adding and not set(kwargs.get("update_fields") or ["*"]) <= LATER:
            raise TypeError("What was done stays as it was. Lift it, or add another.")
        super().save(*args, **kwargs)

    @property
    def is_reminder(self) -> bool:
        return self.kind == SuspensionKind.REMINDER

    @property
    def is_ban(self) -> bool:
        return self.kind == SuspensionKind.BAN

    def is_in_force(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        if self.lifted_at or self.starts_at > at:
            return False
        if self.is_reminder:
            return self.acknowledged_at is None
        return self.is_ban or (self.until is not None and self.until > at)

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A copy holds everything about a person, so it lies about no longer than this.
COPY_LASTS = timedelta(hours=24)
# Long enough for a bad fortnight to end.
GRACE = timedelta(days=14)


class CopyQuerySet(models.QuerySet["Copy"]):
    """Questions asked of many copies at once."""

    def of(self, member: models.Model) -> Self:
        return self.filter(member=member).order_by("-asked_at", "-pk")

    def lasting(self) -> Self:
        """Asked for or made not long ago: neither made again nor thrown away."""
        return self.filter(asked_at__gt=timezone.now() - COPY_LASTS)


class Copy(models.Model):
    """Everything about one member in one file, made by the worker when they asked for it."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="copies")
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    file = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of somebody's data")
        verbose_name_plural = _("copies of somebody's data")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def lasts_until(self) -> datetime:
        return self.asked_at + COPY_LASTS


class LeavingQuerySet(models.QuerySet["Leaving"]):
    """Questions asked of many at once."""

    def due(self) -> Self:
        """Whose time to think it over has ended."""
        return self.filter(erase_at__lte=timezone.now())


class Leaving(models.Model):
    """A member's wish to be erased: from when on, and what becomes of their words."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="leaving")
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    erase_at = models.DateTimeField(_("to be erased"), default=timezone.now)
    keeps_words = models.BooleanField(
        _("published words stay, without the name"),
        default=False,
    )
    # How far the worker is, for the steps that cannot tell from the rows that are left.
    progress = models.JSONField(default=dict)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        verbose_name = _("member who leaves")
        verbose_name_plural = _("members who leave")

    def __str__(self) -> str:
        return f"{self.member_id}"

    @property
    def is_due(self) -> bool:
        return self.erase_at <= timezone.now()


class Erased(models.Model):
    """That somebody was erased, so that a restored backup can do it again. It cannot be turned
    back into who it was: the mark is made with a secret that is kept elsewhere."""

    mark = models.CharField(max_length=64, primary_key=True)
    keeps_words = models.BooleanField(default=False)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("erased account")
        verbose_name_plural = _("erased accounts")

    def __str__(self) -> str:
        return self.mark

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Significance


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Questions asked of many schedules at once."""

    def open(self) -> Self:
        return self.filter(done_at=None, cancelled_at=None)

    def due(self) -> Self:
        return self.open().filter(publish_at__lte=timezone.now()).order_by("publish_at", "pk")


class Schedule(models.Model):
    """A moment at which one approved revision goes live by itself."""

    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="schedules")
    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="schedules")
    publish_at = models.DateTimeField(_("goes live"))
    change_note = models.CharField(_("what changed, for readers"), max_length=200, blank=True)
    significance = models.CharField(
        _("significance"), max_length=5, choices=Significance, default=Significance.MAJOR
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(_("went live"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide"],
                condition=Q(done_at=None, cancelled_at=None),
                name="a_guide_is_scheduled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.publish_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

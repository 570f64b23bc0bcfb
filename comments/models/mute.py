from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class MuteQuerySet(models.QuerySet["Mute"]):
    """Questions asked of many mutes at once."""

    def of(self, member: Member) -> Self:
        return self.filter(member=member)


class Mute(models.Model):
    """Whose words a member would rather not meet: folded for them, and never told of. The other
    person cannot find out."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", db_index=False
    )
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted_by")
    since = models.DateTimeField(default=timezone.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        constraints = [
            models.UniqueConstraint(fields=["member", "muted"], name="nobody_is_muted_twice"),
            models.CheckConstraint(condition=~Q(member=F("muted")), name="nobody_mutes_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.muted_id}"

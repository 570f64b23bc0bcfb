from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Long enough that the owner of an account hears of it on a holiday, or in a bad week.
WAITS = timedelta(days=7)


class WayBack(models.Model):
    """Somebody lost their passkey, their app and their recovery codes, and asked for help. After a
    week these are removed, unless whoever owns the account logs in meanwhile."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="way_back", verbose_name=_("member")
    )
    asked_at = models.DateTimeField(_("begun"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("begun by"),
    )

    class Meta:
        verbose_name = _("way back")
        verbose_name_plural = _("ways back")

    def __str__(self) -> str:
        return f"{self.member_id}"

    @property
    def until(self) -> datetime:
        return self.asked_at + WAITS

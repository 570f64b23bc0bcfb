from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models.wish import Rhythm


class Digest(models.Model):
    """A member is to get what has gathered, at this moment. Gone when it is on its way."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(fields=["member", "rhythm"], name="one_digest_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.due_at:%Y-%m-%d %H:%M}"

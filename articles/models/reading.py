"""What members let the site remember of their reading."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadingMemory(models.Model):
    """A member's wish to be shown what changed. Gone, with all it holds, when they end it."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="reading_memory"
    )
    since = models.DateField(_("since"), default=timezone.localdate)

    class Meta:
        verbose_name = _("memory of reading")
        verbose_name_plural = _("memories of reading")

    def __str__(self) -> str:
        return str(self.member_id)


class LastRead(models.Model):
    """Which version of a guide a member read last, and on which day."""

    memory = models.ForeignKey(ReadingMemory, models.CASCADE, related_name="guides", db_index=False)
    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="+")
    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="+")
    read_on = models.DateField(_("read"), default=timezone.localdate)

    class Meta:
        verbose_name = _("guide last read")
        verbose_name_plural = _("guides last read")
        constraints = [
            models.UniqueConstraint(fields=["memory", "guide"], name="one_mark_per_guide"),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} r{self.revision_id}"

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Remainder(models.Model):
    """Words of somebody who left, kept for a while because they were reported. Without a name:
    the team can still answer for what it decided, and then they go, too."""

    comment = models.OneToOneField(
        "comments.Comment", models.CASCADE, primary_key=True, related_name="remainder"
    )
    since = models.DateTimeField(_("since"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("words kept after leaving")
        verbose_name_plural = _("words kept after leaving")

    def __str__(self) -> str:
        return f"{self.comment_id}"

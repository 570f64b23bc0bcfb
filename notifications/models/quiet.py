from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class QuietDiscussion(models.Model):
    """A discussion of which a member wants no letters. The inbox still tells."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    discussion = models.ForeignKey("comments.Discussion", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("quiet discussion")
        verbose_name_plural = _("quiet discussions")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "discussion"], name="a_discussion_is_quiet_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id}"

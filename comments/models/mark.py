from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReadMark(models.Model):
    """How far a member has read in a discussion. It moves when they say so, or have scrolled
    past; never because a page was opened. Without one, nothing is new."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    discussion = models.ForeignKey("comments.Discussion", models.CASCADE, related_name="+")
    # Everything up to here counts as read,
    number = models.PositiveIntegerField(_("read up to comment"))
    # and a few after it: people read by conversation, not in order of arrival.
    seen = models.JSONField(default=list)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "discussion"], name="one_mark_per_member_and_discussion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RedirectQuerySet(models.QuerySet["Redirect"]):
    """Questions asked of many old addresses at once."""

    def with_place(self) -> Self:
        """Fetch what says where each leads."""
        return self.select_related("guide__topic", "topic", "guide__merged_into__topic")


class Redirect(models.Model):
    """An address that people still have, and what they find when they use it.

    It names the guide or topic itself wherever there is one, so that it leads to where that is
    now: there are no chains to shorten.
    """

    # Without the slash at its end.
    old = models.CharField(_("old address"), max_length=300, unique=True)
    guide = models.ForeignKey(
        "articles.Guide",
        models.CASCADE,
        null=True,
        related_name="old_addresses",
        verbose_name=_("guide"),
    )
    topic = models.ForeignKey(
        "articles.Topic",
        models.CASCADE,
        null=True,
        related_name="old_addresses",
        verbose_name=_("topic"),
    )
    # Any other page of ours.
    path = models.CharField(_("other page"), max_length=300, blank=True)
    # Nobody where it was made because something moved.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    is_by_hand = models.BooleanField(_("made by hand"), default=False)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["old"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(guide__isnull=False, topic=None, path="")
                    | Q(guide=None, topic__isnull=False, path="")
                    | Q(guide=None, topic=None) & ~Q(path="")
                ),
                name="an_old_address_leads_to_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.old

    @property
    def place(self) -> str:
        """Where it leads now."""
        subject = self.guide.end if self.guide else self.topic
        return subject.get_absolute_url() if subject else self.path

from datetime import timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Member

# Longer than the longest holiday; after that the words are nobody's any more.
DAYS_KEPT = 90
# A browser that is still there says so every two minutes.
STILL_THERE = timedelta(minutes=5)
_MINUTE = 60


class GuideDraftQuerySet(models.QuerySet["GuideDraft"]):
    """Questions asked of many drafts at once."""

    def unsaved(self) -> Self:
        """What was typed and not saved, the newest first."""
        return self.filter(saved_at=None).order_by("-kept_at", "-pk")

    def of(self, author: Member, guide: models.Model | None) -> Self:
        """An author's own; without a guide those of guides that were never saved."""
        return self.filter(author=author, guide=guide)

    def old(self) -> Self:
        """What nobody came back for, and what was saved long enough ago."""
        now = timezone.now()
        forgotten = models.Q(kept_at__lt=now - timedelta(days=DAYS_KEPT))
        return self.filter(forgotten | models.Q(saved_at__lt=now - timedelta(days=1)))


class GuideDraft(models.Model):
    """What stands in an open form and was not saved yet: one for each time it was opened."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    guide = models.ForeignKey("articles.Guide", models.CASCADE, null=True, related_name="drafts")
    # Which opening of the form. Two tabs are two openings, and neither overwrites the other.
    opening = models.UUIDField(unique=True)
    # The fields as the browser sent them; empty once they were saved.
    form = models.TextField(blank=True)
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)
    # A row that was saved stays for a day, so that a late message of its page is not taken for new.
    saved_at = models.DateTimeField(_("saved"), null=True)

    objects = GuideDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("words not saved yet")
        verbose_name_plural = _("words not saved yet")
        indexes = [models.Index(fields=["author", "guide"])]

    def __str__(self) -> str:
        return f"{self.opening}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Questions asked of many openings at once."""

    def now(self) -> Self:
        """Who has the form open, as far as their browsers tell."""
        recent = timezone.now() - STILL_THERE
        return self.filter(seen_at__gte=recent).select_related("member").order_by("opened_at")

    def touch(self, member_id: int, guide_id: int, opening: UUID) -> None:
        """Note that somebody is there. Back after a while, they have opened it anew."""
        now = timezone.now()
        there, made = self.get_or_create(
            member_id=member_id, guide_id=guide_id, defaults={"opening": opening}
        )
        if made:
            return
        if there.seen_at < now - STILL_THERE or there.opening != opening:
            there.opened_at, there.opening = now, opening
        there.seen_at = now
        there.save(update_fields=["opened_at", "opening", "seen_at"])


class Presence(models.Model):
    """Somebody has a guide's form open."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    guide = models.ForeignKey("articles.Guide", models.CASCADE, related_name="presences")
    opening = models.UUIDField()
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=["member", "guide"], name="one_presence_per_guide"),
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """ "Opened by K. 4 minutes ago"."""
        minutes = int((timezone.now() - self.opened_at).total_seconds()) // _MINUTE
        if minutes < 1:
            return _t("Opened by %(name)s just now.") % {"name": self.member}
        if minutes < _MINUTE:
            told = _t("Opened by %(name)s %(minutes)s min ago.")
            return told % {"name": self.member, "minutes": minutes}
        at = timezone.localtime(self.opened_at)
        return _t("Opened by %(name)s at %(time)s.") % {"name": self.member, "time": f"{at:%H:%M}"}

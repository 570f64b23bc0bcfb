from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.rule import OnlyAdded


class Level(models.TextChoices):
    """How far the team knows somebody."""

    NEW = "new", _("New member")
    MEMBER = "member", _("Member")
    TRUSTED = "trusted", _("Trusted member")
    MENTOR = "mentor", _("Mentor")


class TrustCause(models.TextChoices):
    """Why somebody's level changed."""

    EARNED = "earned", _("Enough of their comments were approved")
    LOST = "lost", _("Several of their comments were not published or taken down")
    REGAINED = "regained", _("Enough comments were approved since")
    UNDONE = "undone", _("What it was taken for was put back")
    BY_HAND = "by_hand", _("Set by the team")
    BEFORE = "before", _("Had enough published comments when levels began to be kept")


class Trust(models.Model):
    """How far the team knows a member. Without a row they are new, or about to stop being so.

    Rows change through `comments.trust.moving`, which writes down why.
    """

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="trust")
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.NEW)
    # What people set, nothing automatic changes.
    by_hand = models.BooleanField(_("set by the team"), default=False)
    always_review = models.BooleanField(_("a moderator reads everything first"), default=False)
    # When it was taken; regaining counts from here.
    lost_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("trust")
        verbose_name_plural = _("trust")

    def __str__(self) -> str:
        return str(Level(self.level).label)


class TrustChange(OnlyAdded):
    """A change of somebody's level, with its cause. Only ever added."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="trust_changes"
    )
    cause = models.CharField(_("cause"), max_length=8, choices=TrustCause)
    old_level = models.CharField(_("before"), max_length=8, choices=Level)
    new_level = models.CharField(_("after"), max_length=8, choices=Level)
    # Whether a moderator reads everything first, from here on.
    always_review = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("why"), blank=True, max_length=1000)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("change of trust")
        verbose_name_plural = _("changes of trust")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.old_level} > {self.new_level}"

from datetime import timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member

# Longer than the longest holiday; after that the words are nobody's any more.
DAYS_KEPT = 90


class DraftQuerySet(models.QuerySet["Draft"]):
    """Questions asked of many drafts at once."""

    def of(self, member: Member) -> Self:
        """What this member has not posted yet, the newest first."""
        return self.filter(member=member).order_by("-kept_at", "-pk")

    def old(self) -> Self:
        return self.filter(kept_at__lt=timezone.now() - timedelta(days=DAYS_KEPT))


class Draft(models.Model):
    """Words that a member has not posted yet. Nobody else ever sees them."""

    # No plain index: constraints begin with it.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    discussion = models.ForeignKey("comments.Discussion", models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        "comments.Comment", models.CASCADE, null=True, blank=True, related_name="+"
    )
    # One's own comment, where these are new words for it.
    edited = models.ForeignKey(
        "comments.Comment", models.CASCADE, null=True, blank=True, related_name="+"
    )
    body = models.TextField(_("words"))
    # What was chosen with them, by the name of its field (`comments.choices`).
    choices = models.JSONField(_("choices"), default=dict, blank=True)
    # The form that sent them last, by its number.
    form = models.UUIDField(null=True, blank=True, editable=False)
    kept_at = models.DateTimeField(_("kept"), default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "discussion"],
                condition=Q(parent__isnull=True, edited__isnull=True),
                name="one_draft_per_discussion",
            ),
            models.UniqueConstraint(
                fields=["member", "edited"],
                condition=Q(edited__isnull=False),
                name="one_draft_per_edit",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(edited__isnull=True),
                name="a_draft_has_one_place",
            ),
            models.UniqueConstraint(
                fields=["member", "parent"],
                condition=Q(parent__isnull=False),
                name="one_draft_per_answer",
            ),
        ]
        indexes = [models.Index(fields=["member", "kept_at"], name="drafts_by_age")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def version(self) -> str:
        """Tells a form which words it began with."""
        return self.kept_at.isoformat()

    def is_from_elsewhere(self, *, form: UUID | None, begun: str | None, words: str) -> bool:
        """Whether a form that began with the version `begun` never saw these words, and holds
        others: they were typed on another device, or in another tab."""
        if begun is None or begun == self.version or (form is not None and form == self.form):
            return False
        return self.body.strip() not in words

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """What the team wants to remember about a member or a case: plain text whatever stands in it.
    Nobody else reads it but the member, in a copy of their data."""

    MOST_CHARACTERS = 2000

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="team_notes"
    )
    case = models.ForeignKey(
        "comments.Case", models.CASCADE, null=True, blank=True, related_name="team_notes"
    )
    words = models.TextField(_("note"), max_length=MOST_CHARACTERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("note of the team")
        verbose_name_plural = _("notes of the team")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(case__isnull=False),
                name="a_note_is_about_a_member_or_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

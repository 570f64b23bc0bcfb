from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ContextNoteQuerySet(models.QuerySet["ContextNote"]):
    """Questions asked of many notes at once."""

    def standing(self) -> Self:
        """Those that readers see with their comments."""
        return self.filter(removed_at=None)

    def due(self, on: date | None = None) -> Self:
        """Those that somebody should read again: the longest overdue first."""
        on = on or timezone.localdate()
        return self.standing().filter(review_on__lte=on).order_by("review_on", "id")


class ContextNote(models.Model):
    """A few words beside a comment that help to read it: by its author, or by the team. What
    readers get of it is kept with the comment (`Comment.context`), so that no page asks for it."""

    MOST_CHARACTERS = 600

    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="context_notes", verbose_name=_("comment")
    )
    from_team = models.BooleanField(_("by the team"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source = models.TextField(_("words"), max_length=MOST_CHARACTERS)
    html = models.TextField()
    # The place in a guide that says more: a path on this site, and the title it had.
    link = models.CharField(_("leads to"), max_length=300, blank=True)
    link_title = models.CharField(max_length=200, blank=True)
    # The words it was written about; older than what readers have now after an edit.
    revision_number = models.PositiveSmallIntegerField(_("version"))
    review_on = models.DateField(_("to be read again on"))
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ContextNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("context note")
        verbose_name_plural = _("context notes")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "from_team"],
                condition=Q(removed_at=None),
                name="one_context_note_of_each_side",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on", "id"], condition=Q(removed_at=None), name="notes_due"
            ),
        ]

    def __str__(self) -> str:
        return str(_("note beside %(comment)s")) % {"comment": self.comment}

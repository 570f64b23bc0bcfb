from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommentRevision(models.Model):
    """The words of a comment as they stood once. Approvals and reports bind to it."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("number"))
    source = models.TextField(_("as typed"))
    html = models.TextField(_("as read"))
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    declined_at = models.DateTimeField(_("not approved"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a comment")
        verbose_name_plural = _("versions of comments")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "number"], name="versions_of_a_comment_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} v{self.number}"

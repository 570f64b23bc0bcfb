from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReportReason(models.TextChoices):
    """What a member may point at."""

    MEDICAL = "medical", _("Medical misinformation: it could harm somebody who follows it")
    ADVERTISING = "advertising", _("Advertising: it sells something")
    UNKIND = "unkind", _("Unkind: it hurts or attacks a person")
    PRIVATE = "private", _("Private information: it says who somebody is, or where they live")
    OTHER = "other", _("Something else")


class Report(models.Model):
    """A member asks a moderator to look. The reported person never learns who asked."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="reports")
    case = models.ForeignKey("comments.Case", models.CASCADE, related_name="reports")
    revision_number = models.PositiveSmallIntegerField(_("version reported"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports_made"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=ReportReason)
    words = models.TextField(_("in their own words"), blank=True, max_length=1000)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "comment", "revision_number"],
                name="one_report_per_member_and_version",
            ),
            models.CheckConstraint(
                condition=~Q(reason=ReportReason.OTHER) | ~Q(words=""),
                name="something_else_is_said_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

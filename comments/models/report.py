from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member


class ReportReason(models.TextChoices):
    """What a member may point at."""

    MEDICAL = "medical", _("Medical misinformation: it could harm somebody who follows it")
    ADVERTISING = "advertising", _("Advertising: it sells something")
    UNKIND = "unkind", _("Unkind: it hurts or attacks a person")
    PRIVATE = "private", _("Private information: it says who somebody is, or where they live")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions asked of many reports at once."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def unanswered(self) -> Self:
        """Those that still wait for a moderator."""
        return self.standing().filter(answered_at=None)

    def by(self, member: Member) -> Self:
        """What this member asked, newest first."""
        return self.filter(reporter=member).order_by("-made_at", "-pk")


class Report(models.Model):
    """A member asks a moderator to look at a comment, or at somebody's profile. The reported
    person never learns who asked, nor that anybody did."""

    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="reports", null=True, blank=True
    )
    # Whose profile, where it is about one.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("profile of"),
    )
    case = models.ForeignKey("comments.Case", models.CASCADE, related_name="reports")
    revision_number = models.PositiveSmallIntegerField(_("version reported"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports_made"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=ReportReason)
    words = models.TextField(_("in their own words"), blank=True, max_length=1000)
    # How much it counted when it was made (`comments.reports.weight`), and what that added.
    weight = models.FloatField(_("weight"), default=1.0)
    points = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    answered_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    # Whether the team saw it likewise; None where that was not the question.
    upheld = models.BooleanField(_("upheld"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "comment", "revision_number"],
                condition=Q(withdrawn_at=None, comment__isnull=False),
                name="one_report_per_member_and_version",
            ),
            models.UniqueConstraint(
                fields=["reporter", "member"],
                condition=Q(withdrawn_at=None, answered_at=None, member__isnull=False),
                name="one_open_report_per_profile",
            ),
            models.CheckConstraint(
                condition=Q(comment__isnull=False, member__isnull=True)
                | Q(comment__isnull=True, member__isnull=False),
                name="a_report_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(reason=ReportReason.OTHER) | ~Q(words=""),
                name="something_else_is_said_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

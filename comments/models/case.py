from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles.models import PAGE_OF_A_GUIDE


class Cause(models.TextChoices):
    """Why a moderator should look."""

    NEW_MEMBER = "new_member", _("First comments of a new member")
    DISCUSSION_HOLDS = "discussion_holds", _("Every comment of this discussion waits")
    EDITED = "edited", _("Edited after it was published")
    REPORTED = "reported", _("Reported by a member")
    CHECK_FAILED = "check_failed", _("An automatic check could not run")
    IMPORTED = "imported", _("Came unapproved with an import")


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions asked of many cases at once."""

    def open(self) -> Self:
        """What waits; who has waited longest comes first."""
        return self.filter(closed_at=None).order_by("opened_at", "id")

    def after(self, case: "Case") -> Self:
        """Those of a list that have waited less long than this case."""
        later = models.Q(opened_at=case.opened_at, pk__gt=case.pk)
        return self.filter(models.Q(opened_at__gt=case.opened_at) | later)

    def not_about(self, member: Member) -> Self:
        """Nobody decides about their own words."""
        return self.exclude(comment__author=member)

    def with_comments(self) -> Self:
        """Fetch what a list shows of the comment, without the text of its guide."""
        discussion = "comment__discussion"
        revision = f"{discussion}__guide__live_revision"
        return self.select_related(
            "comment__author", f"{discussion}__guide", revision, f"{discussion}__topic"
        ).defer(*(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE))

    def open_for(self, comment: object, cause: Cause, *, at: datetime) -> "Case":
        """The comment's open case, with this cause added; a new case when there is none."""
        case, _made = self.get_or_create(
            comment=comment, closed_at=None, defaults={"opened_at": at}
        )
        if cause not in case.causes:
            case.causes = [*case.causes, cause]
            case.version += 1
            case.save(update_fields=["causes", "version"])
        return case


class Case(models.Model):
    """The moderators' work item: one comment, everything said about it, one decision."""

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="cases")
    causes = models.JSONField(_("causes"), default=list)
    opened_at = models.DateTimeField(_("waits since"), default=timezone.now)
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # A decision names the version it saw; a stale one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(
                fields=["comment"],
                condition=models.Q(closed_at=None),
                name="one_open_case_per_comment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["opened_at", "id"],
                condition=models.Q(closed_at=None),
                name="cases_by_age",
            ),
        ]

    def __str__(self) -> str:
        return self.causes_in_words

    @property
    def causes_in_words(self) -> str:
        return "; ".join(str(Cause(cause).label) for cause in self.causes)

    def close(self, *, at: datetime) -> None:
        self.closed_at = at
        self.version += 1
        self.save(update_fields=["closed_at", "version"])

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Immutable, Revision
from articles.self_score import Part, score


class Step(models.TextChoices):
    """Who reads a guide before it may go live."""

    EDITORIAL = "editorial", _("Editorial")
    CLINICAL = "clinical", _("Clinical")


class Verdict(models.TextChoices):
    """What somebody said who read it."""

    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Sent back")


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Questions asked of many approvals at once."""

    def standing(self, revision: Revision) -> Self:
        """The approvals of exactly these words, given since they were last sent back."""
        about = self.filter(revision=revision, sha256=revision.sha256)
        sent_back = about.filter(verdict=Verdict.REJECTED).order_by("-pk").first()
        approved = about.filter(verdict=Verdict.APPROVED).order_by("-pk")
        return approved.filter(pk__gt=sent_back.pk) if sent_back else approved

    def unused(self) -> Self:
        """Those that let nothing go live yet: what is reviewed again needs new ones."""
        return self.filter(used_at=None)


class Approval(models.Model):
    """What a reviewer said about one revision. It counts for these words and for no others."""

    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="approvals")
    step = models.CharField(_("step"), max_length=10, choices=Step)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    used_at = models.DateTimeField(_("let it go live"), null=True, editable=False)
    # The fingerprint of what was read, once more: approval and words cannot come apart.
    sha256 = models.CharField(max_length=64)
    review_due_on = models.DateField(_("to be reviewed again by"), null=True, blank=True)
    # {"purpose": "yes", …}, as articles/self_score.py asks.
    answers = models.JSONField(_("self-score"), default=dict, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-pk"]
        permissions = [
            ("approve_editorial", _("Can approve guides as an editor")),
            ("approve_clinical", _("Can approve guides as a clinician")),
            ("override_review", _("Can publish guides without review")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.REJECTED) | ~Q(note=""),
                name="sending_back_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.APPROVED, step=Step.CLINICAL)
                | Q(review_due_on__isnull=False),
                name="a_clinical_approval_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_verdict_display()}"

    @property
    def understandable(self) -> int | None:
        return score(self.answers, Part.UNDERSTAND)

    @property
    def actionable(self) -> int | None:
        return score(self.answers, Part.ACT)


class Override(models.Model):
    """A revision that went live without review, who decided so, and why."""

    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="overrides")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("publication without review")
        verbose_name_plural = _("publications without review")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.revision)


class FactCheckQuerySet(models.QuerySet["FactCheck"]):
    """Questions asked of many fact-checks at once."""

    def sent(self) -> Self:
        """Answered, once and for good."""
        return self.filter(sent_at__isnull=False)

    def update(self, **values: Any) -> int:
        """What was sent stays as it was sent."""
        if self.sent().exists():
            raise Immutable
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """What was sent goes with its revision, never alone."""
        if self.sent().exists():
            raise Immutable
        return super().delete()


class FactCheck(models.Model):
    """A link for one clinician without an account to read one revision; and what they said."""

    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="fact_checks")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    asked_for = models.CharField(
        _("for whom"), max_length=100, help_text=_("So that you know later whose link it is.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    profession = models.CharField(_("profession"), max_length=150, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    # [{"uuid": …, "place": "Text “…”", "verdict": "fine" | "wrong", "because": …}, …]
    answers = models.JSONField(default=list, blank=True)

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact-check")
        verbose_name_plural = _("fact-checks")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.asked_for

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What was sent stays as it was sent."""
        if not self._state.adding and self._is_sent_in_the_database():
            raise Immutable
        super().save(*args, **kwargs)

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_open(self) -> bool:
        """Somebody may still answer."""
        return not (self.is_sent or self.revoked_at) and self.expires_at > timezone.now()

    @property
    def wrong(self) -> list[dict[str, Any]]:
        return [answer for answer in self.answers if answer["verdict"] == "wrong"]

    def _is_sent_in_the_database(self) -> bool:
        return FactCheck.objects.sent().filter(pk=self.pk).exists()

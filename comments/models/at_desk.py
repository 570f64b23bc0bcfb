from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.models.case import CLAIM


class AtDeskQuerySet(models.QuerySet["AtDesk"]):
    """Questions asked of many moderators at once."""

    def now(self, *, at: datetime | None = None) -> Self:
        """Who did something at the desk in the last ten minutes."""
        at = at or timezone.now()
        seen = self.filter(seen_at__gt=at - CLAIM, is_resting=False)
        return seen.select_related("member").order_by("member__name")

    def touch(self, member: Member) -> None:
        """Note that somebody is there. Only ever on a press, never because a page was opened."""
        here = {"seen_at": timezone.now(), "is_resting": False}
        # Nearly always they have a place already: one statement instead of four.
        if not self.filter(member=member).update(**here):
            self.update_or_create(member=member, defaults=here)

    def rest(self, member: Member) -> None:
        """Note that they are away, until they press something again."""
        self.update_or_create(member=member, defaults={"is_resting": True})

    def is_resting(self, member: Member) -> bool:
        return self.filter(member=member, is_resting=True).exists()

    def set_keys(self, member: Member, on: bool) -> None:
        fields = {"keys": on, "seen_at": timezone.now()}
        self.update_or_create(member=member, defaults=fields)


class AtDesk(models.Model):
    """A moderator's place at the desk: when they were last there, and how they like it."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="at_desk", primary_key=True
    )
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)
    # Off until somebody asks for them: a letter typed by accident must decide nothing.
    keys = models.BooleanField(_("one-letter keys"), default=False)

    # Asked for a break: what pages of theirs ask by themselves takes nothing in hand.
    is_resting = models.BooleanField(_("has a break"), default=False)

    objects = AtDeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("place at the desk")
        verbose_name_plural = _("places at the desk")

    def __str__(self) -> str:
        return str(self.member)


class Opinion(models.Model):
    """What a clinician was asked about a case, and what they answered. The team alone reads it."""

    case = models.ForeignKey("comments.Case", models.CASCADE, related_name="opinions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    question = models.TextField(_("question"), max_length=1000)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("opinion of a clinician")
        verbose_name_plural = _("opinions of clinicians")
        ordering = ["id"]
        permissions = [("advise", _("Can answer the team's questions as a clinician"))]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(answered_at=None),
                name="one_open_question_per_case",
            ),
        ]

    def __str__(self) -> str:
        return self.question

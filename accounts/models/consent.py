from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Agreement(models.TextChoices):
    """What a member agrees to."""

    PRIVACY = "privacy", _("How we handle what you tell us, your health among it")
    RULES = "rules", _("The house rules")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions asked of many at once."""

    def of(self, member: models.Model) -> Self:
        return self.filter(member=member).order_by("kind", "version")


class Consent(models.Model):
    """That a member agreed to one version of something, and when."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", db_index=False
    )
    kind = models.CharField(_("to what"), max_length=10, choices=Agreement)
    version = models.PositiveSmallIntegerField(_("version"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "version"], name="one_consent_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

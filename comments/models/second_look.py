from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SecondLook(models.Model):
    """What somebody else of the team thought of a comment, who did not know what was decided. It
    changes nothing: it tells how alike the team decides (`comments.figures.agreement`)."""

    decision = models.OneToOneField(
        "comments.Decision", models.CASCADE, related_name="second_look", verbose_name=_("decision")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    readers_get_it = models.BooleanField(_("readers should have it"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("second look")
        verbose_name_plural = _("second looks")

    def __str__(self) -> str:
        return f"second look {self.decision_id}"

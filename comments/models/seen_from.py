from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SeenFrom(models.Model):
    """That a member posted from some network: a mark that is the same for the same network, and
    from which nobody without the key of the site can read it. Only where the operator wants it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seen_from", db_index=False
    )
    mark = models.CharField(max_length=32, db_index=True)
    seen_on = models.DateField(_("last seen"), default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = _("network somebody posted from")
        verbose_name_plural = _("networks people posted from")
        permissions = [("see_networks", _("Can see who posted from the same network"))]
        constraints = [
            models.UniqueConstraint(fields=["member", "mark"], name="one_mark_per_network"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.seen_on}"

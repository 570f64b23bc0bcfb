from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicMonth(models.Model):
    """What everybody may read about a month (`comments.figures.months`). Small numbers are left out
    before it is written, so they stand nowhere."""

    first_on = models.DateField(_("month from"), unique=True)
    # By group the "total" and the "parts" by name; what is kept back is null.
    groups = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("month as everybody reads it")
        verbose_name_plural = _("months as everybody reads them")
        ordering = ["-first_on"]

    def __str__(self) -> str:
        return f"{self.first_on:%Y-%m}"

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FreedName(models.Model):
    """That a public name was somebody's, so that nobody else can pass for them. What it was cannot
    be read from it: the mark is made with a secret that is kept elsewhere (`accounts.naming`)."""

    mark = models.CharField(max_length=64, primary_key=True)
    freed_at = models.DateTimeField(_("given up"), default=timezone.now)
    # They may have it back. Nobody any more once they have left.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="freed_names"
    )

    class Meta:
        verbose_name = _("name that was given up")
        verbose_name_plural = _("names that were given up")

    def __str__(self) -> str:
        return self.mark

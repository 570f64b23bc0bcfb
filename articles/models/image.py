from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Image(models.Model):
    """One picture, re-encoded from its pixels: no camera, place or person is left in the file."""

    file = models.ImageField(
        _("picture"),
        upload_to="guides",
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG, WebP or GIF, 8 MB at most."),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    title = models.CharField(_("name in the library"), max_length=150)
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    # What the worker made of it: [{"format": "avif", "width": 480, "file": "guides/….avif"}, …]
    renditions = models.JSONField(default=list, editable=False, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.title

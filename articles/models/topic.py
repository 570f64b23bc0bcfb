from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet["Topic"]):
    """Questions asked of many topics at once."""

    def listed(self) -> Self:
        return self.filter(is_listed=True).order_by("position", "title")

    def with_guide_counts(self) -> Self:
        """Each topic with `guide_count`, the number of guides that can be read."""
        readable = Q(guides__live_revision__isnull=False, guides__withdrawn_at=None)
        return self.annotate(guide_count=Count("guides", filter=readable))


class Topic(models.Model):
    """A shelf of guides, such as "Spasticity and stiffness"."""

    title = models.CharField(_("title"), max_length=65)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("Two or three plain sentences.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Small numbers come first.")
    )
    is_listed = models.BooleanField(_("shown in the list of topics"), default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])

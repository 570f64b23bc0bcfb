"""What comments does when articles announces something."""

from typing import Any

from django.dispatch import receiver

from articles.models import Guide
from articles.signals import guide_published
from comments.models import Discussion


@receiver(guide_published)
def open_a_discussion(guide: Guide, **kwargs: Any) -> None:
    """Every guide that goes live can be talked about."""
    Discussion.objects.get_or_create(guide=guide)

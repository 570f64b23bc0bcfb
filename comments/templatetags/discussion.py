"""What pages of other rooms show of the talk: a guide's discussion, a few words."""

from typing import Any

from django import template
from django.template import Context

from articles.models import Guide
from comments import glimpses, talk
from comments.glimpses import Glimpse

register = template.Library()


@register.inclusion_tag("comments/_discussion.html", takes_context=True)
def discussion(context: Context, guide: Guide) -> dict[str, Any]:
    """Everything said under a guide, one page of it, and the place to write."""
    return talk.under(guide, context["request"])


@register.simple_tag
def recent_words(most: int = 3) -> list[Glimpse]:
    """The newest short comments that everyone may read. One query."""
    return glimpses.recent_words(most)

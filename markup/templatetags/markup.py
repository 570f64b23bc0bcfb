"""The one place where stored HTML is called safe, and the hints beside a field."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from markup.hints import hints

register = template.Library()


@register.filter
def cleaned(html: str) -> SafeString:
    """Show HTML that `markup.clean` made and a database kept: never anything else."""
    return mark_safe(html)  # noqa: S308 -- markup.clean made it before it was stored


@register.inclusion_tag("markup/_hints.html")
def markdown_hints() -> dict[str, object]:
    """Tell what one can type, folded away until asked for."""
    return {"hints": hints()}

"""Ways to say a code so that tired eyes and ears get it right."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

GROUP = 3


@register.filter
def grouped(code: str) -> str:
    """123456 -> 123 456"""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


@register.filter
def spelt(code: str) -> str:
    """123456 -> one two three, four five six"""
    words = _("zero one two three four five six seven eight nine").split()
    return ", ".join(
        " ".join(words[int(figure)] for figure in group) for group in grouped(code).split()
    )

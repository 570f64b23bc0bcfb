"""Accounts elsewhere: which of them one can log in with, and how they are called."""

from django import template
from django.conf import settings

from accounts.entering import others

register = template.Library()


@register.simple_tag
def other_logins() -> dict[str, str]:
    """Their names for buttons, by allauth's names; none where the operator has no keys."""
    return settings.OTHER_LOGINS


@register.filter
def other_name(provider: str) -> str:
    return others.name_of(provider)

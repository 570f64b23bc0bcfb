"""What one can type beside words: told next to the field, and shown by the code that renders it."""

from functools import cache

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from markup.rendering import to_html

# What to type. What comes of it is rendered, never written down a second time.
MARKDOWN_HINTS: tuple[str | Promise, ...] = (
    _("**bold words**"),
    _("*words with stress*"),
    _("- first\n- second"),
    _("1. first\n2. second"),
    _("> words of somebody else"),
    _("[the page](https://nhs.uk)"),
)


def hints() -> list[tuple[str, SafeString]]:
    """Give pairs: what to type, and what readers see then."""
    return _hints_in(get_language() or "")


@cache
def _hints_in(language: str) -> list[tuple[str, SafeString]]:
    typed = [str(hint) for hint in MARKDOWN_HINTS]
    # mark_safe because to_html has cleaned it.
    return [(source, mark_safe(to_html(source))) for source in typed]  # noqa: S308

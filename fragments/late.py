"""Large parts of a page, joined to it at the very end, as the bytes they are sent as.

A template joins what its parts return, once for each part, block and page around them, and all of
it is encoded after that: for a few hundred kilobytes of conversations that took as long as to find
them.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from itertools import chain, zip_longest
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# Where one of them is put in. Nobody can guess it, so it stands nowhere else.
PLACE = f"place-{token_hex(16)}"

waiting: ContextVar[list[bytes] | None] = ContextVar("waiting", default=None)


def late(drawn: bytes) -> SafeString:
    """The part itself, or its place on a page that `render` makes."""
    parts = waiting.get()
    if parts is None:
        return mark_safe(drawn.decode())  # noqa: S308 -- a template wrote it
    parts.append(drawn)
    return mark_safe(PLACE)  # noqa: S308 -- ours


def render(
    request: HttpRequest, name: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """As Django's, with large parts put in last. They come in the order of their places, because
    a template is drawn from top to bottom."""
    parts: list[bytes] = []
    before = waiting.set(parts)
    try:
        around = render_to_string(name, context, request).encode().split(PLACE.encode())
    finally:
        waiting.reset(before)
    joined = chain.from_iterable(zip_longest(around, parts, fillvalue=b""))
    return HttpResponse(b"".join(joined), status=status)

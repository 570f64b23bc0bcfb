"""The order of the blocks in an open form: moved, copied, one more. None of it saves anything.

The buttons send the whole form, and it comes back with that done. In a browser that runs scripts
static/js/block-order.js does the same in place.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles.admin.blocks import place_of
from articles.models import Block, Kind

BUTTON = "_arrange"
PREFIX = "blocks"
MOVES = {"up": -1, "down": 1}
_MOST_BLOCKS = 500
# A copy is another block: it has a row of its own, nobody has deleted it, and nobody has agreed to
# what will stand in it.
_NOT_COPIED = {"id", "DELETE", "consent"}


@dataclass(frozen=True)
class Arranged:
    """The prefix of a block, and whether it was moved "up" or "down"; neither: it is new."""

    prefix: str
    moved: str = ""


def as_arranged(request: HttpRequest) -> HttpRequest:
    """The request with the blocks as its button wants them; the form refuses to save it."""
    act, _colon, number = request.POST[BUTTON].partition(":")
    words = request.POST.copy()
    order = _in_order(words)
    prefix = f"{PREFIX}-{number}"
    if act in MOVES and prefix in order:
        _move(order, prefix, MOVES[act])
    elif act == "copy" and prefix in order:
        prefix = _copy(words, prefix, after=order)
    elif act == "add":
        prefix = _add(words, order)
    for place, each in enumerate(order, start=1):
        words[f"{each}-position"] = str(place * Block.STEP)
    arranged = cast(Any, copy(request))
    arranged.POST = words
    arranged.arranged = Arranged(prefix, act if act in MOVES else "")
    if prefix in order:
        told = {"place": order.index(prefix) + 1, "count": len(order)}
        messages.info(request, _("Block %(place)s of %(count)s. Nothing is saved yet.") % told)
    return cast(HttpRequest, arranged)


def _in_order(words: QueryDict) -> list[str]:
    """The prefixes of all blocks in the form, by the numbers that were typed."""
    prefixes = [f"{PREFIX}-{number}" for number in range(min(_total(words), _MOST_BLOCKS))]
    return sorted(prefixes, key=lambda prefix: place_of(words.get(f"{prefix}-position")))


def _move(order: list[str], prefix: str, by: int) -> None:
    """One place up or down; the first and the last stay where they are."""
    old = order.index(prefix)
    new = min(max(old + by, 0), len(order) - 1)
    order.insert(new, order.pop(old))


def _copy(words: QueryDict, prefix: str, *, after: list[str]) -> str:
    new = _one_more(words)
    for name in [name for name in words if name.startswith(f"{prefix}-")]:
        field = name.removeprefix(f"{prefix}-")
        if field not in _NOT_COPIED:
            words.setlist(f"{new}-{field}", words.getlist(name))
    after.insert(after.index(prefix) + 1, new)
    return new


def _add(words: QueryDict, order: list[str]) -> str:
    new = _one_more(words)
    words[f"{new}-kind"] = Kind.TEXT
    order.append(new)
    return new


def _one_more(words: QueryDict) -> str:
    total = _total(words)
    words[f"{PREFIX}-TOTAL_FORMS"] = str(total + 1)
    return f"{PREFIX}-{total}"


def _total(words: QueryDict) -> int:
    total = words.get(f"{PREFIX}-TOTAL_FORMS", "")
    return int(total) if total.isdecimal() else 0

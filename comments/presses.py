"""Buttons of support and what they say: pure, no queries."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import ReactionKind


@dataclass(frozen=True, slots=True)
class Press:
    """A button of support: what it sends, and whether this reader has pressed it."""

    name: str  # "kind" says it, "undo" takes it back: pressing twice does nothing twice
    kind: str
    words: str
    pressed: str


@lru_cache
def press(kind: str, pressed: bool, _language: str) -> Press:
    words = str(ReactionKind(kind).label)
    return Press("undo" if pressed else "kind", kind, words, "true" if pressed else "false")


def said_by(kind: str, count: int, *, mine: bool) -> str:
    """How many said it, and whether the reader is one of them: "You and 10 others: same here"."""
    others = count - 1
    if not mine:
        who = ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
    elif others:
        who = ngettext("You and %(n)s other", "You and %(n)s others", others) % {"n": others}
    else:
        who = _("You")
    words = str(ReactionKind(kind).label)
    return _("%(who)s: %(what)s") % {"who": who, "what": words[:1].lower() + words[1:]}

"""Comments drawn once for all who see the same of them, and joined where they are read.

What is kept is found by the whole row (`comments.shown.Shown`), the words included, and by the
reader's language and clock: whatever changes for anybody makes another row, so nothing is ever
shown that this reader's own rows do not say. Each process keeps its own, in memory, for minutes.
"""

from collections.abc import Iterable
from functools import partial

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from comments.shown import Alike, Shown
from fragments.kept import kept, setting

CONVERSATION = "comments/_conversation.html"


def conversations(rows: Iterable[Shown]) -> bytes:
    """All of these, each an item of a list, as they are sent."""
    about = (setting(CONVERSATION), bytes)
    if isinstance(rows, Alike):
        return kept.get((about, rows), lambda: conversations(tuple(rows)))
    return b"".join(
        [kept.get((about, row), partial(sent, row)) for row in rows],
    )


def sent(row: Shown) -> bytes:
    return render_to_string(CONVERSATION, {"c": row}).encode()


def conversation(row: Shown) -> SafeString:
    """A comment with all that stands under it, as an item of a list."""
    return drawn(CONVERSATION, row)


def comment(row: Shown) -> SafeString:
    """One comment alone, or what stands in its place."""
    return drawn("comments/_comment.html", row._replace(below=(), shown_below=0, left_out=0))


def drawn(name: str, row: Shown) -> SafeString:
    return kept.get((setting(name), row), lambda: render_to_string(name, {"c": row}))

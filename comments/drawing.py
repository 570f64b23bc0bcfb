"""Comments drawn once for all who see the same of them, and joined where they are read.

What is kept is found by the whole row (`comments.shown.Shown`), the words included, and by the
reader's language and clock: whatever changes for anybody makes another row, so nothing is ever
shown that this reader's own rows do not say. Each process keeps its own, in memory, for minutes.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comments.shown import Shown

# A page of 120 comments has some 400,000 characters. Twice as many as this are kept at most, each
# character in one or two bytes.
MOST_CHARACTERS = 4_000_000
# What was erased must not stay in memory for long, even if nobody ever asks for it again.
SECONDS = 300


class Kept:
    """Things that are costly to draw: the youngest, and those from before them.

    When there are too many or time is up, the old ones go and the young ones are old. What is
    still asked for becomes young again.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.young: dict[Hashable, SafeString] = {}
        self.old: dict[Hashable, SafeString] = {}
        self.characters, self.since = 0, monotonic()

    def get(self, key: Hashable, draw: Callable[[], SafeString]) -> SafeString:
        with self.lock:
            if self.characters > MOST_CHARACTERS or monotonic() - self.since > SECONDS:
                self.turn()
            found = self.young.get(key)
            if found is None and (found := self.old.pop(key, None)) is not None:
                self.put(key, found)
        if found is None:
            found = draw()
            with self.lock:
                self.put(key, found)
        return found

    def put(self, key: Hashable, drawn: SafeString) -> None:
        self.young[key] = drawn
        self.characters += len(drawn)

    def turn(self) -> None:
        self.old, self.young = self.young, {}
        self.characters, self.since = 0, monotonic()


kept = Kept()


def conversation(row: Shown) -> SafeString:
    """A comment with all that stands under it, as an item of a list."""
    return drawn("comments/_conversation.html", row)


def comment(row: Shown) -> SafeString:
    """One comment alone, or what stands in its place."""
    return drawn("comments/_comment.html", row._replace(below=(), shown_below=0, left_out=0))


def drawn(name: str, row: Shown) -> SafeString:
    # The template, too: while one develops, it is another one after each change.
    template = get_template(name).template  # type: ignore[attr-defined]
    key = (template, get_language(), timezone.get_current_timezone_name(), row)
    return kept.get(key, lambda: render_to_string(name, {"c": row}))

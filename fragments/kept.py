"""What was drawn, kept in the memory of this process for some minutes.

It is found by everything that its drawing depends on, so nothing has to be thrown away when
something changes: what changed is looked for under another key.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any

from django.core.signals import setting_changed
from django.template import loader
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

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
        self.clear()

    def clear(self) -> None:
        with self.lock:
            self.young: dict[Hashable, Any] = {}
            self.old: dict[Hashable, Any] = {}
            self.characters, self.since = 0, monotonic()

    def get[T: (SafeString, bytes)](self, key: Hashable, draw: Callable[[], T]) -> T:
        found: T | None
        with self.lock:
            if self.characters > MOST_CHARACTERS or monotonic() - self.since > SECONDS:
                self.turn()
            found = self.young.get(key)
            if found is None and key in self.old:
                found = self.put(key, self.old.pop(key))
        if found is None:
            found = draw()
            with self.lock:
                self.put(key, found)
        return found

    def put[T: (SafeString, bytes)](self, key: Hashable, drawn: T) -> T:
        self.young[key] = drawn
        self.characters += len(drawn)
        return drawn

    def turn(self) -> None:
        self.old, self.young = self.young, {}
        self.characters, self.since = 0, monotonic()


kept = Kept()


def setting(name: str) -> Hashable:
    """What every drawing by this template depends on besides what it is told: the template itself
    (another one after each change, while one develops), the language and the clock."""
    template = loader.get_template(name).template  # type: ignore[attr-defined]
    return template, get_language(), timezone.get_current_timezone_name()


def forget(**_signal: object) -> None:
    """Templates ask for settings, too."""
    kept.clear()


setting_changed.connect(forget)

"""A line for each table, so that whoever waits sees that it goes on."""

from time import monotonic
from typing import Any, Self

_SECONDS = 2


class Progress:
    """Hears how far it is, and says so every few seconds and once a table is done."""

    def __init__(self, out: Any) -> None:
        self.out, self.what, self.done, self.said_at = out, "", 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._say()

    def tell(self, what: str, more: int) -> None:
        if what != self.what:
            self._say()
            self.what, self.done, self.said_at = what, 0, monotonic()
        self.done += more
        if monotonic() - self.said_at > _SECONDS:
            self._say(" …")

    def _say(self, so_far: str = "") -> None:
        if self.what:
            self.out.write(f"{self.what}: {self.done:,}{so_far}")
        self.said_at = monotonic()

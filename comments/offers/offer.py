from typing import NamedTuple


class Found(NamedTuple):
    """A place in somebody's words, from `start` to before `end`."""

    start: int
    end: int
    words: str


class Offer(NamedTuple):
    """One gentle question about what was found. `name` says which, and keys its sentence."""

    name: str
    found: list[Found]

    @property
    def quotes(self) -> list[str]:
        """What was found, each thing once."""
        return list(dict.fromkeys(one.words for one in self.found))

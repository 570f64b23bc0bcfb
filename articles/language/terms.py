"""Finds many given words in a text, in one pass over it."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Found(NamedTuple):
    """Where one of the terms stands, and whose word it is."""

    start: int
    end: int
    key: Hashable


class Terms:
    """Whole words in any case, the longest first; words in between may have any blanks."""

    def __init__(self, spellings: Iterable[tuple[str, Hashable]]) -> None:
        """Each spelling with the key of the thing it names. The first to name a word has it."""
        by_first: dict[str, dict[tuple[str, ...], Hashable]] = defaultdict(dict)
        for spelling, key in spellings:
            parts = _folded(spelling)
            if parts:
                by_first[parts[0]].setdefault(parts, key)
        self._by_first = {
            first: sorted(named.items(), key=lambda item: -len(item[0]))
            for first, named in by_first.items()
        }

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, text: str) -> Iterator[Found]:
        """Every place, from left to right; none inside another."""
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            length = 1
            for parts, key in self._by_first.get(_fold(words[place][0]), ()):
                here = words[place : place + len(parts)]
                if _says(here, parts) and _stand_together(text, here):
                    yield Found(here[0].start(), here[-1].end(), key)
                    length = len(parts)
                    break
            place += length

    def replaced(self, text: str, by: str) -> str:
        """The text with each of the terms said as something else."""
        kept, end = [], 0
        for found in self.find(text):
            kept += [text[end : found.start], by]
            end = found.end
        return "".join([*kept, text[end:]])


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _folded(spelling: str) -> tuple[str, ...]:
    return tuple(map(_fold, _WORD.findall(spelling)))


def _says(here: list[re.Match[str]], parts: tuple[str, ...]) -> bool:
    return len(here) == len(parts) and all(
        _fold(word[0]) == part for word, part in zip(here, parts, strict=True)
    )


def _stand_together(text: str, here: list[re.Match[str]]) -> bool:
    """Only blanks and hyphens between the words, and no hyphen that makes the term half a word."""
    gaps = (text[one.end() : other.start()] for one, other in pairwise(here))
    return all(re.fullmatch(r"[\s\-‑–]+", gap) for gap in gaps)

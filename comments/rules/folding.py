"""How words are compared: in small letters, without accents, letters alike in look made alike.

What is found in folded words can be shown in those that were typed: each folded character knows
which part of them it came from.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from markup.alike import LETTERS

# Here a small nu counts as n, as its capital does.
_ALIKE = LETTERS | {"ν": "n"}
_PAIRS = {"æ": "ae", "œ": "oe", "þ": "th"}
# White letters on black: nothing in Unicode says that they are letters.
_ON_BLACK = {
    chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)
}
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"})
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LINES_AND_TABS = "\n\t"
# Marks and tags that Markdown takes out of the middle of a word, and entities.
_INSIDE = re.compile(
    r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?<=[^\W_])(?P<marks>[*_~`\\]{1,9})(?=[^\W_])"
    r"|(?P<tag></?(?:a|abbr|b|bdi|big|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)"
    r"\b[^<>]{0,200}>|<!--[^<>]{0,200}-->)",
    re.IGNORECASE,
)

# Most of what people type needs no look at each letter.
_PIECES = re.compile(r"(?P<plain>[ -~\n\t]+)|.", re.DOTALL)


@dataclass(frozen=True)
class Folded:
    """Words as they are compared, and for each character where it stood."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def where(self, start: int, end: int) -> tuple[int, int]:
        """The place in the words as typed of a stretch of these."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str, *, keep: bool = False) -> Folded:
    """Make what looks alike alike. With `keep`, capitals, accents and marks stay, and only what is
    hidden or in disguise is changed: for patterns that ask for capitals."""
    if text.isascii() and not _INSIDE.search(text):
        return Folded(text if keep else text.lower(), range(len(text)), range(1, len(text) + 1))
    folding = _Folding(_kept if keep else _folded, keeps=keep)
    done = 0
    for inside in _INSIDE.finditer(text):
        folding.each(text, done, inside.start())
        done = inside.end()
        if inside["entity"]:
            folding.stands_for(unescape(inside["entity"]), inside.start(), done)
        elif keep and inside["marks"]:
            folding.each(text, inside.start(), done)
    folding.each(text, done, len(text))
    return Folded("".join(folding.told), folding.starts, folding.ends)


class _Folding:
    def __init__(self, letters: Callable[[str], str], *, keeps: bool) -> None:
        self.letters, self.keeps = letters, keeps
        self.told: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def each(self, text: str, start: int, end: int) -> None:
        for part in _PIECES.finditer(text, start, end):
            if part["plain"] is None:
                self.add(self.letters(part[0]), part.start(), part.end())
                continue
            self.told.append(part[0] if self.keeps else part[0].lower())
            self.starts.extend(range(part.start(), part.end()))
            self.ends.extend(range(part.start() + 1, part.end() + 1))

    def stands_for(self, letters: str, start: int, end: int) -> None:
        """Several characters that were typed stand for these."""
        for letter in letters:
            self.add(self.letters(letter), start, end)

    def add(self, letters: str, start: int, end: int) -> None:
        for letter in letters:
            self.told.append(letter)
            self.starts.append(start)
            self.ends.append(end)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """What one character counts as: nothing, itself, or the letters it stands for."""
    if letter.isascii():
        return letter.lower() if letter.isprintable() or letter in _LINES_AND_TABS else ""
    plain = (
        _alike(part)
        for part in unicodedata.normalize("NFKD", letter)
        if part not in _BLANK and unicodedata.category(part) not in _UNSEEN_KINDS
    )
    return "".join(plain)


def _alike(letter: str) -> str:
    if letter in _ALIKE:
        return _ALIKE[letter]
    if letter in _ON_BLACK:
        return _ON_BLACK[letter]
    small = letter.casefold()
    return _PAIRS.get(small) or "".join(_ALIKE.get(part, part) for part in small)


@lru_cache(maxsize=4096)
def _kept(letter: str) -> str:
    """The same with capitals and accents: a disguise is taken off, and the rest left."""
    if letter.isascii():
        return letter if letter.isprintable() or letter in _LINES_AND_TABS else ""
    if letter in _BLANK or unicodedata.category(letter) in {"Cc", "Cf", "Cn", "Co", "Cs"}:
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    if plain in _ALIKE or plain in _ON_BLACK:
        small = _ALIKE.get(plain) or _ON_BLACK[plain]
        return small.upper() if plain.isupper() else small
    return plain


def letters_of(character: str) -> str:
    """What one character of a pattern stands for in folded words."""
    return _folded(character)

"""Many words and phrases, found in one walk over the text, however many there are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from comments.rules.folding import Folded, fold

WORD = re.compile(r"[^\W_]+")
# A phrase is read as far as here; what is longer is refused when it is saved.
MOST_WORDS = 12
MOST_CHARACTERS = 120
# A star needs some letters before it, or it would find half of all words.
LEAST_BEFORE_STAR = 3
# As many places of one rule are shown; more tell a moderator nothing.
MOST_PLACES = 20
# Letters with something between them, "s p a m": from so many on they count as one word.
LEAST_SPELT = 3

Token = tuple[str, int, int]
Places = dict[Any, list[tuple[int, int]]]


class BadPhrase(ValueError):
    """One line of a list cannot be used; the words say why."""


class _Node:
    """What may follow the words read so far, and the rules whose phrase ends here."""

    __slots__ = ("ends", "lengths", "next", "stems")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[Any] = []
        self.stems: dict[str, list[Any]] = {}
        self.lengths: tuple[int, ...] = ()


class Phrases:
    """A tree of words. `add` a list for each rule, then `find` them all at once."""

    def __init__(self) -> None:
        self._root = _Node()

    def __bool__(self) -> bool:
        return bool(self._root.next or self._root.stems)

    def add(self, rule: Any, lines: Iterable[str]) -> None:
        for line in lines:
            words, is_stem = parsed(line)
            node = self._root
            for word in words[:-1] if is_stem else words:
                node = node.next.setdefault(word, _Node())
            if is_stem:
                node.stems.setdefault(words[-1], []).append(rule)
                node.lengths = tuple(sorted({*node.lengths, len(words[-1])}))
            else:
                node.ends.append(rule)

    def find(self, folded: Folded) -> Places:
        """For each rule that finds something, the places in the words as typed."""
        found: Places = {}
        tokens = [(match[0], match.start(), match.end()) for match in WORD.finditer(folded.text)]
        for run in [tokens, *([token] for token in _spelt(tokens))]:
            for first, (word, _start, _end) in enumerate(run):
                if word not in self._root.next and not self._root.lengths:
                    continue
                for rule, end in self._from(run, first):
                    places = found.setdefault(rule, [])
                    place = folded.where(run[first][1], end)
                    if len(places) < MOST_PLACES and place not in places:
                        places.append(place)
        return found

    def _from(self, tokens: list[Token], first: int) -> Iterator[tuple[Any, int]]:
        """The rules with a phrase that begins at this word, and where it ends."""
        node: _Node | None = self._root
        for word, _start, end in tokens[first : first + MOST_WORDS]:
            if node is None:
                return
            for length in node.lengths:
                if length > len(word):
                    break
                for rule in node.stems.get(word[:length], ()):
                    yield rule, end
            node = node.next.get(word)
            for rule in node.ends if node else ():
                yield rule, end


def parsed(line: str) -> tuple[list[str], bool]:
    """The words of one line, and whether the last may go on ("cur*"). BadPhrase says why not."""
    if len(line) > MOST_CHARACTERS:
        raise BadPhrase("long")
    words = WORD.findall(fold(line.rstrip().removesuffix("*")).text)
    is_stem = line.rstrip().endswith("*")
    if not words:
        raise BadPhrase("empty")
    if len(words) > MOST_WORDS:
        raise BadPhrase("long")
    if is_stem and len(words[-1]) < LEAST_BEFORE_STAR:
        raise BadPhrase("star")
    return words, is_stem


def _spelt(tokens: list[Token]) -> list[Token]:
    """Words with something between their letters, put together; also without the first or the last
    letter, which may be a word of its own: "a s p a m"."""
    found: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, ("", -1, -1)]:
        word, start, _end = token
        is_letter = len(word) == 1 and word.isalpha()
        if is_letter and run and start - run[-1][2] == 1:
            run.append(token)
            continue
        found.extend(
            ("".join(one[0] for one in part), part[0][1], part[-1][2])
            for part in (run, run[1:], run[:-1])
            if len(part) >= LEAST_SPELT
        )
        run = [token] if is_letter else []
    return found

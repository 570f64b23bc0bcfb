"""What changed between two texts, word by word: pure."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

# A word with the space behind it, so that the pieces put together are the text again.
WORD = re.compile(r"\S+\s*|\s+")
# Longer texts are compared by lines: comparing words costs their number squared.
MOST_WORDS = 4_000
# How many pairs of equal words are looked at: two pages of prose have some ten thousand, a word
# repeated a thousand times a million.
MOST_PAIRS = 100_000


class Piece(NamedTuple):
    """Some words in a row that stayed, came, or went."""

    kind: str  # "same", "new" or "gone"
    words: str


def differences(old: str, new: str) -> list[Piece]:
    """The words of both texts in order, each told as same, gone or new."""
    before, after = WORD.findall(old), WORD.findall(new)
    head = _alike(_bare(before), _bare(after))
    tail = _alike(_bare(before[head:])[::-1], _bare(after[head:])[::-1])
    ends = (len(before) - tail, len(after) - tail)
    middle = _between("".join(before[head : ends[0]]), "".join(after[head : ends[1]]))
    if head and middle and middle[0].kind == "gone":
        middle[0] = _gone(middle[0].words, before[head - 1], after[head - 1])
    same = [Piece("same", "".join(after[:head])), Piece("same", "".join(after[ends[1] :]))]
    return [piece for piece in [same[0], *middle, same[1]] if piece.words]


def _between(old: str, new: str) -> list[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS or _pairs(before, after) > MOST_PAIRS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if _pairs(before, after) > MOST_PAIRS:
        return [Piece("gone", old), Piece("new", new)]
    pieces = []
    # Compared without the space around them: a line that was wrapped anew is not a change.
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[k:m])))
            continue
        if j > i:
            ends = (before[i - 1], after[k - 1]) if i and k else ("", "")
            pieces.append(_gone("".join(before[i:j]), *ends))
        if m > k:
            pieces.append(Piece("new", "".join(after[k:m])))
    return pieces


def _gone(words: str, old: str, new: str) -> Piece:
    """What went stands apart from the word before it, also where the new text ends with that one
    and has no space behind it. `old` and `new` are this word in both texts."""
    gap = old[len(old.rstrip()) :]
    return Piece("gone", gap + words if new and new == new.rstrip() else words)


def _alike(before: list[str], after: list[str]) -> int:
    """How many words from the beginning are the same."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]


def _pairs(before: list[str], after: list[str]) -> int:
    counted = Counter(_bare(after))
    return sum(counted[word] for word in _bare(before))

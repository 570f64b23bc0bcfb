"""What an author changed, word by word: pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# A word with the space behind it, so that the pieces put together are the text again.
WORD = re.compile(r"\S+\s*|\s+")
# Longer texts are compared by lines: comparing words costs their number squared.
MOST_WORDS = 4_000


class Piece(NamedTuple):
    """Some words in a row that stayed, came, or went."""

    kind: str  # "same", "new" or "gone"
    words: str


def differences(old: str, new: str) -> list[Piece]:
    """The words of both texts in order, each told as same, gone or new."""
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces = []
    # Compared without the space around them: a line that was wrapped anew is not a change.
    matcher = SequenceMatcher(
        None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False
    )
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[k:m])))
            continue
        if j > i:
            pieces.append(Piece("gone", "".join(before[i:j])))
        if m > k:
            pieces.append(Piece("new", "".join(after[k:m])))
    return pieces

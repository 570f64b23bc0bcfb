"""Words as a hasty reader takes them: one spelling for everything that looks or sounds the same.

Pure, and in straight time: each letter is looked at a fixed number of times.
"""

import re
import unicodedata

from markup.alike import LETTERS

# Letters that pass for ours or sound like them, and signs that are left out.
_ALIKE = str.maketrans(
    LETTERS
    | {
        **dict(zip("бгдёзийьħ", "brdesuubh", strict=True)),
        **dict.fromkeys("’‘ʼ`´′'", None),
        **dict.fromkeys("‐‑‒–—-_*~/\\", " "),
    }
)
# Signs that stand for letters, where they stand among letters.
_SIGNS = str.maketrans("01345@$!", "oieasasi")
_MIXED = re.compile(r"(?=[0-9@$!]*[a-z])[a-z0-9@$!]*[0-9@$!][a-z0-9@$!]*[a-z0-9@$]")
_UNSEEN = {"Cf", "Cc", "Mn", "Me"}


def folded(text: str) -> str:
    """Small plain letters, without accents, apostrophes and what nobody sees. Line ends, commas
    and the ends of sentences stay."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", spread)
        if letter == "\n" or unicodedata.category(letter) not in _UNSEEN
    )
    plain = _MIXED.sub(lambda word: word[0].translate(_SIGNS), seen.translate(_ALIKE))
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))

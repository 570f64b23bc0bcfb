"""How hard a text is to read: what the tests of the demo guides measure with."""

import re
from dataclasses import dataclass

# The e of "care", "whole" (not "muscle") and "fatigue", and that of "moved" and "moves".
SILENT = r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[gq])ue$|(?<=[^aeiouytd])e[ds]$"


@dataclass(frozen=True)
class Reading:
    """A text in numbers."""

    grade: float
    mean_sentence: float
    longest_sentence: int
    longest_paragraph: int


def syllables(word: str) -> int:
    """Groups of vowels, without the silent e. Near enough over a page, in English."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    spoken = re.sub(SILENT, "", letters)
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def measure(paragraphs: list[str]) -> Reading:
    """Flesch-Kincaid grade and lengths, counted in words."""
    sentences = [s for p in paragraphs for s in re.split(r"(?<=[.!?:])[\"”]?\s+", p) if s]
    lengths = [len(s.split()) for s in sentences]
    words = [word for p in paragraphs for word in p.split()]
    per_sentence = len(words) / len(sentences)
    per_word = sum(map(syllables, words)) / len(words)
    return Reading(
        grade=0.39 * per_sentence + 11.8 * per_word - 15.59,
        mean_sentence=per_sentence,
        longest_sentence=max(lengths),
        longest_paragraph=max(len(p.split()) for p in paragraphs),
    )

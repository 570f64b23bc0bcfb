"""The school grade that a text asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.language.passages import Passage
from articles.language.sentences import sentences, words
from articles.language.syllables import syllables
from articles.language.terms import Terms

# What most grown-ups read with ease, also when they are tired.
AIM = 7
# Stands for a word that is explained on the page: short, as such a word is not what makes the
# text hard any more.
_MASK = "word"


@dataclass(frozen=True, slots=True)
class Measure:
    """How many sentences, words and syllables there are."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float | None:
        """Flesch-Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59, never below 0.

        Kincaid JP, Fishburne RP, Rogers RL, Chissom BS: Derivation of new readability formulas
        (Automated Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy enlisted
        personnel. Research Branch Report 8-75, Naval Air Station Memphis, 1975.
        """
        if not self.words:
            return None
        raw = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(0.0, round(raw, 1))


def measure(passages: Iterable[Passage], masked: Terms | None = None) -> Measure:
    """Paragraphs and lists; headings and cells are no sentences. Each list item counts as one."""
    counted = said = spoken = 0
    for passage in passages:
        if passage.kind in {"heading", "cell"}:
            continue
        text = masked.replaced(passage.text, _MASK) if masked else passage.text
        counted += len(sentences(text))
        found = words(text)
        said += len(found)
        spoken += sum(map(syllables, found))
    return Measure(counted, said, spoken)

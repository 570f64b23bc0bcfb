"""Text cut into sentences and words."""

import re
from dataclasses import dataclass

# After these a full stop ends no sentence.
_SHORT = {
    *("e.g", "i.e", "etc", "vs", "approx", "no", "nos", "fig", "p", "pp", "vol", "ed", "eds"),
    *("dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "rev", "al", "cf", "ca", "min", "max"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
}
# These end a sentence as often as not: only what follows can tell.
_MAYBE = {"etc", "al", "no", "ms", "min", "max", "p", "ed"}
_NEVER_WITH_CAPITAL = {"dr", "mr", "mrs", "prof", "st", "rev", "vs", "e.g", "i.e", "fig", "cf"}
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"“‘'])([A-Za-z](?:[A-Za-z]*(?:\.[A-Za-z])*)?)$")
_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_NEXT = re.compile(r"\s*[\"'“‘(\[]*(.)")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it begins in its text."""

    text: str
    start: int

    @property
    def words(self) -> list[str]:
        return words(self.text)


def words(text: str) -> list[str]:
    """The words; "well-known" and "don't" are one each."""
    return _WORD.findall(text)


def sentences(text: str) -> list[Sentence]:
    """The sentences. Abbreviations, decimals and initials do not end one."""
    found: list[Sentence] = []
    start = 0
    for end in _END.finditer(text):
        if end[0][0] == "." and not _ends_here(text, end):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if _WORD.search(piece):
        found.append(Sentence(piece.strip(), start + len(piece) - len(piece.lstrip())))


def _ends_here(text: str, end: re.Match[str]) -> bool:
    """Whether a full stop is one."""
    before = text[max(0, end.start() - _LOOK_BACK) : end.start()]
    following = _NEXT.match(text, end.end())
    if following is None:
        return True
    goes_on_small = following[1].islower() or following[1] in ",;:"
    last = _LAST_WORD.search(before)
    if last is None:
        # "2. " at the beginning numbers a line; "3.5" never gets here: no blank follows.
        return not re.fullmatch(r"\s*\d{1,2}", before) and not goes_on_small
    word = last[1].lower()
    if word in _NEVER_WITH_CAPITAL:
        return False
    if word in _SHORT:
        return word in _MAYBE and not goes_on_small and not following[1].isdigit()
    # "J. Smith": one capital letter is an initial, unless it is the word I.
    is_initial = len(last[1]) == 1 and last[1].isupper() and last[1] != "I"
    return not is_initial and not goes_on_small

"""Sentences that state a number of which a reader may ask: who counted that?"""

import re

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    "|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
_ANY = rf"(?:\d[\d,.]*|{_SMALL})"
_WHO = r"(?:people|adults|women|men|patients|members|children)"
_CLAIMS = [
    rf"\b{_ANY}\s*(?:%|per\s?cent\b|percent\b|percentage\s+points?\b)",
    rf"\b{_ANY}\s+(?:{_WHO}\s+)?(?:in|out of)\s+(?:every\s+)?{_ANY}\b",
    r"\b(?:a|one|two|three)[\s-](?:third|quarter|fifth|tenth|half)s?\s+of\b",
    rf"\b(?:half|a majority|the majority)\s+of\s+(?:all\s+|the\s+)?{_WHO}\b",
    rf"\b(?:twice|{_ANY}\s+times|{_ANY}-fold|(?:two|three|four|five|ten)fold|double)\s+"
    r"(?:as|more|less|the|higher|lower|likely)\b",
    r"\b(?:halve|halves|halved|doubles?d?|trebles?d?)\s+(?:the|your|their)\s+(?:risk|chance|odds)\b",
]
_CLAIM = re.compile("|".join(_CLAIMS), re.IGNORECASE)
# Digits that claim nothing: taken out before looking for more.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_UNIT_OF_TIME = r"(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|o['’]clock)"
_HARMLESS = re.compile(
    "|".join(
        [
            r"\[\d[\d,\s–-]*\]",  # a reference mark
            r"\^\d[\d,–-]*",  # a reference mark, raised
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:\s+\d{{4}})?",
            rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\b{_MONTH}\s+\d{{4}}\b",
            r"\b(?:in|since|from|until|by|before|after|of|year)\s+(?:19|20)\d\d\b(?!\s*%)",
            r"\(?\b(?:19|20)\d\d\)",
            r"\b\d{1,2}[:.]\d{2}\s*(?:am|pm)?\b(?!\s*%)|\b\d{1,2}\s*(?:am|pm)\b",
            r"\b(?:call|ring|dial|phone|text|number|line|contact)\b[^.;]{0,40}?\b\d[\d\s]{2,14}\d\b",
            r"\b(?:999|112|111|911|116\s?123)\b",
            r"\b0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b",
            r"\b(?:step|part|page|chapter|figure|fig|table|block|section|stage|type|room|ward|grade"
            r"|level|phase|point|version|number|no)\.?\s+\d+(?:\.\d+)?\b",
            r"\b[A-Za-z]+-?\d+[A-Za-z]*\b",  # B12, COVID-19, T2
            r"\bmcdonald\s+criteria\b",
            r"\bcount (?:up |down )?(?:to|from) \d+\b",
            r"^\s*\d{1,2}[.)]\s",  # numbers a line
        ]
    ),
    re.IGNORECASE,
)
# "Rest for 10 minutes" asks for something; "it lasts 10 minutes" states something.
_ASKS = re.compile(
    r"^\W*(?:then |and |or |next,? |first,? |please |try (?:to )?|you (?:can|could|might|may) )?"
    r"(?:(?:do not|don['’]t|never|always|slowly|gently) )?"
    r"(?:rest|wait|hold|count|breathe|stay|sit|stand|walk|lie|stop|pause|keep|repeat|set|write|take"
    r"|give|plan|put|make|use|do|have|drink|eat|leave|move|stretch|press|raise|lift|lower|cool"
    r"|warm|spend|start|begin|aim|choose|pick|allow|ask|note|list|try|check|go|read|turn|split"
    r"|swap|add|cut|look|bring|let|practise|tense|relax|run|close|call|tell|book|lay|sleep)\b",
    re.IGNORECASE,
)
_TIME_OR_TIMES = re.compile(
    rf"\b\d+(?:\s*(?:to|or|-|–)\s*\d+)?[\s-]*(?:{_UNIT_OF_TIME}|times?|deep|slow|small|things"
    r"|breaths?|steps?|sips?|questions?|words?|parts?|pillows?|seconds?)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


def claim(sentence: str) -> str:
    """The number that needs a source; nothing where there is none."""
    sentence = sentence[:_LONGEST]
    if match := _CLAIM.search(_without_marks(sentence)):
        return match[0]
    left = _HARMLESS.sub(" ", sentence)
    if _ASKS.match(sentence):
        left = _TIME_OR_TIMES.sub(" ", left)
    match = _DIGITS.search(left)
    return match[0] if match else ""


# What stands before a raised number that is a mark. After a digit or a short word it is none: 10²,
# m², cm³.
MAY_BE_RAISED = r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)\]”’\"']))"
_MARK = re.compile(rf"\[(\d[\d,\s–-]*)\]|(?:{MAY_BE_RAISED}|(?<=\s))\^(\d[\d,–-]*)")


# No sentence is longer; what is was not written by a person.
_LONGEST = 2_000
# "[1-900]" is a slip, not nine hundred works.
_MOST_IN_ONE = 50


def _without_marks(sentence: str) -> str:
    return _MARK.sub(" ", sentence)


def marks(text: str) -> list[int]:
    """The references that a text names: [2], [1, 3], [2–4], or the same raised."""
    found: list[int] = []
    for match in _MARK.finditer(text):
        for part in re.split(r",", match[1] or match[2]):
            ends = [int(number) for number in re.findall(r"\d+", part)[:2]]
            if ends and 0 <= ends[-1] - ends[0] <= _MOST_IN_ONE:
                found += range(ends[0], ends[-1] + 1)
            else:
                found += ends
    return found

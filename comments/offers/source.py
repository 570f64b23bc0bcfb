"""Information that does not say where it is from."""

import re

from comments.models import Purpose
from comments.offers.offer import Found

NAME = "source"

_SAYS_WHERE = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\b(?:according to|source|sources|quoted from|leaflet|website"
    r"|web page|study|trial|paper|journal|article|book|magazine|newsletter|podcast|programme|talk"
    r"|guideline|guidelines|NICE|NHS|MS Society|MS Trust|this guide|the guide)\b"
    r"|\b(?:told|showed|explained to|said to) (?:me|us)\b"
    r"|\bmy (?:own )?(?:neurologist|nurse|doctor|GP|physio\w*|pharmacist|consultant|team)\b",
    re.IGNORECASE,
)


def found_in(words: str, kind: str) -> list[Found]:
    """All of the words, when they are called information and name no source."""
    if kind != Purpose.INFORMATION or _SAYS_WHERE.search(words):
        return []
    return [Found(0, len(words), words)]

"""Which changes of words can hurt somebody when they are wrong: pure. They are shown first."""

import re
from collections.abc import Iterable
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _


class Risk(models.TextChoices):
    """What a change touches that readers act upon."""

    EMERGENCY = "emergency", _("emergency")
    DOSE = "dose", _("dose")
    MEDICINE = "medicine", _("medicine")
    NOT = "not", _("“not” or “never”")
    PHONE = "phone", _("telephone number")
    NUMBER = "number", _("number")
    LINK = "link", _("link")


_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    "|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|quarter|once|twice|double"
)
# Each finds what counts in a text; what is found in another order is another meaning.
_FOUND_BY = {
    Risk.EMERGENCY: r"\b(?:999|112|911|emergenc(?:y|ies)|ambulance|A&E|999s?|urgent(?:ly)?"
    r"|at once|immediately|straight ?away|call|ring|hospital)\b",
    Risk.DOSE: r"(?<![a-z])(?:mg|mcg|µg|μg|micrograms?|milligrams?|grams?|g|ml|millilitres?"
    r"|units?|iu|tablets?|pills?|capsules?|drops?|puffs?|patch(?:es)?|doses?|dosages?"
    r"|daily|nightly|weekly|monthly|hourly|times|maximum|max|at most|at least|more than"
    r"|less than|up to|per day|a day|an hour|an? week|increase[sd]?|reduce[sd]?|stop(?:s|ped)?"
    r"|stopping|start(?:s|ed)?)(?![a-z])",
    Risk.NOT: r"\b(?:not|never|no|nor|without|avoid|cannot|unless|except|only|[a-z]+n['’]t)\b",
    Risk.PHONE: r"(?<!\d)(?:\+?\d[\d\s()-]{5,}\d|116\s?\d{3}|999|112|911)(?!\d)",
    Risk.NUMBER: rf"\d(?:[\d.,:/]*\d)?\s?%?|\b(?:{_SMALL})\b",
    Risk.LINK: r"\b(?:https?://|mailto:|tel:|doi:)[^\s<>\"]*[^\s<>\".,;:)\]]|(?<=\()/[^\s)]*",
}
_PATTERNS = {risk: re.compile(found, re.IGNORECASE) for risk, found in _FOUND_BY.items()}
_SPACE = re.compile(r"[\s()-]+")


def risks_between(old: str, new: str, *, medicines: Iterable[str] = ()) -> set[Risk]:
    """What readers act upon and is not the same in both texts."""
    if old == new:
        return set()
    found = {
        risk for risk, pattern in _PATTERNS.items() if _said(pattern, old) != _said(pattern, new)
    }
    if names := frozenset(name.strip().lower() for name in medicines if name.strip()):
        pattern = _any_of(names)
        if _said(pattern, old) != _said(pattern, new):
            found.add(Risk.MEDICINE)
    return found


def _said(pattern: re.Pattern[str], text: str) -> list[str]:
    return [_SPACE.sub("", match[0]).lower() for match in pattern.finditer(text)]


@cache
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """The longest name first, so that it is not taken for a shorter one."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)

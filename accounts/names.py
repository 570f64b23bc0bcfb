"""What a public name may be. Pure: text in, the name to keep out, or a sentence that helps."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST, LONGEST = 2, 40
# Signs that pass for letters, and letters that pass for each other.
LOOKALIKES = str.maketrans("0134578$@!|l", "oieastbsaiii")
# Shorter site names would forbid too many harmless words.
LEAST_OF_SITE_NAME = 4
# More marks on one letter than any language writes: they run over the lines above and below.
MOST_MARKS = 2
# Characters that nobody sees, that turn the writing round, or that mean nothing yet.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# They end a name in an address, or begin a tag.
SIGNS = set("/\\<>")
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def _folded(text: str) -> str:
    """As a hasty reader sees it: no capitals, no difference between l, 1 and i."""
    return unicodedata.normalize("NFKC", text).casefold().translate(LOOKALIKES)


# Whole words that only the people who run the site may carry, and what stands for somebody gone.
WORDS_OF_STAFF = """
    admin administrator editor helpdesk mod moderation moderator moderators mods official root
    staff superuser support sysadmin system webmaster anonymous deleted nobody
"""
RESERVED = frozenset(map(_folded, WORDS_OF_STAFF.split()))


def clean_name(text: str) -> str:
    """The name as it is kept: composed, trimmed, with single spaces."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    for problem in (_length, _characters, _address, _marks, _alphabets, _reserved):
        if message := problem(name):
            raise ValidationError(message, code="name")
    return name


def other_cases(name: str) -> set[str]:
    """The ways to write a name that differ in capitals only.

    SQLite knows capitals of plain letters alone; this finds "Ümit" for "ümit" there too.
    """
    return {name, name.lower(), name.upper(), name.title(), name.capitalize(), name.swapcase()}


def _length(name: str) -> str:
    if not name:
        return _("Write the name that others will see.")
    if len(name) < SHORTEST:
        return _("Use 2 characters or more.")
    if len(name) > LONGEST:
        return _("Use 40 characters or fewer.")
    return ""


def _characters(name: str) -> str:
    if any(unicodedata.category(character) in UNSEEN for character in name):
        return _("There is a character in this name that cannot be seen. Type the name again.")
    if SIGNS & set(name):
        return _("Leave out these signs: / \\ < >")
    if not any(character.isalnum() for character in name):
        return _("Use at least one letter or number.")
    return ""


def _address(name: str) -> str:
    if "@" in name:
        return _("Leave out the @. Everyone can read this name, so it is no place for an address.")
    return ""


def _marks(name: str) -> str:
    marks = 0
    for character in unicodedata.normalize("NFD", name):
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks > MOST_MARKS:
            return _("One letter in this name carries too many marks. Use plain letters.")
    return ""


def _alphabets(name: str) -> str:
    """Letters that look alike in two alphabets let one member pass for another."""
    names = {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()}
    if len(names.intersection(ALPHABETS)) > 1:
        return _("Write the name in one alphabet.")
    return ""


def _reserved(name: str) -> str:
    plain = _folded(name).replace("_", " ")
    whole = re.sub(r"\W", "", plain)
    site = re.sub(r"[\W_]", "", _folded(settings.SITE_NAME))
    if RESERVED & {*re.findall(r"\w+", plain), whole}:
        return _("This name sounds like somebody who runs the site. Choose another one.")
    if len(site) >= LEAST_OF_SITE_NAME and site in whole:
        return _("This is close to the name of the site. Choose another one.")
    return ""

"""What a public name may be. Pure: text in, the name to keep out, or a sentence that helps."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from markup.alike import LETTERS

SHORTEST, LONGEST = 2, 40
# One character can fold into many.
LONGEST_SKELETON = 200
# Signs that pass for letters, and letters that pass for each other.
LOOKALIKES = str.maketrans("0134578$@!|l", "oieastbsaiii")
ALIKE = str.maketrans(LETTERS)
# Shorter site names would forbid too many harmless words.
LEAST_OF_SITE_NAME = 4
# More marks on one letter than any language writes: they run over the lines above and below.
MOST_MARKS = 2
# Characters that nobody sees, that turn the writing round, or that mean nothing yet.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters and signs that are blank all the same: fillers of Hangul, empty Braille, joiners of marks.
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# They end a name in an address, or begin a tag.
SIGNS = set("/\\<>")
# Those with letters that pass for letters of another one. Japanese mixes its own, and may.
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "LISU")


def _folded(text: str) -> str:
    """As a hasty reader sees it: no capitals, no difference between l, 1 and i."""
    return unicodedata.normalize("NFKC", text).casefold().translate(LOOKALIKES)


# Whole words that only the people who run the site may carry, and what stands for somebody gone.
WORDS_OF_STAFF = """
    admin administrator clinician editor helpdesk mod moderation moderator moderators mods official
    root staff superuser support sysadmin system team webmaster anonymous deleted nobody
"""
# Whole names that pages write where there is none.
IN_PLACE_OF_A_NAME = ("a member", "a former member", "former member", "somebody who left")
# Long enough to be meant wherever they stand: "TheModerator".
OF_OFFICE = "administrator helpdesk moderation moderator superuser sysadmin webmaster"


def clean_name(text: str) -> str:
    """The name as it is kept: composed, trimmed, with single spaces."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    for problem in (_length, _characters, _address, _marks, _alphabets, _reserved):
        if message := problem(name):
            raise ValidationError(message, code="name")
    return name


def skeleton(name: str) -> str:
    """What is left of a name for a hasty eye: no marks, no gaps, one letter for all that look like
    it, in whatever alphabet. Two names with one skeleton pass for each other."""
    plain = unicodedata.normalize("NFKD", _folded(name)).translate(ALIKE)
    letters = "".join(character for character in plain if character.isalnum())
    return letters.replace("rn", "m").replace("vv", "w")[:LONGEST_SKELETON]


RESERVED = frozenset(map(skeleton, (*WORDS_OF_STAFF.split(), *IN_PLACE_OF_A_NAME)))
ANYWHERE = frozenset(map(skeleton, OF_OFFICE.split()))


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
    if BLANK & set(name) or any(unicodedata.category(sign) in UNSEEN for sign in name):
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
    """Compared as a hasty reader sees it, with the numbers at its end and without."""
    words = {skeleton(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name))}
    whole, unnumbered = skeleton(name), skeleton(name.rstrip("0123456789 ._-"))
    if RESERVED & {*words, whole, unnumbered} or any(word in whole for word in ANYWHERE):
        return _("This name sounds like somebody who runs the site. Choose another one.")
    site = skeleton(settings.SITE_NAME)
    if len(site) >= LEAST_OF_SITE_NAME and site in whole:
        return _("This is close to the name of the site. Choose another one.")
    return ""

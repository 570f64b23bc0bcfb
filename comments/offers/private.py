"""Things that lead to a person: a telephone number, an address, an NHS number, who treats them."""

import re

from comments.offers.offer import Found

NAME = "private"

_EMAIL = r"(?<![\w.])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b"
# From nine digits on, beginning with 0 or a country's number.
_PHONE = r"(?<![\w/.-])(?:\+\d{1,3}|\(?0)(?:[ ()./-]{0,2}\d){8,13}(?![\w/])"
# Numbers that belong to everybody: free, at a local price, help lines of organisations.
_FOR_ALL = re.compile(r"\(?0(?:800|808|300|303|330|333|345|845)")
# Capitals only: "e3 5ab" is more often something else.
_POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"
_NHS = r"(?<![\d+/.])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"
_TITLE = r"(?:Dr|Doctor|Prof|Professor|Consultant|Nurse|Sister)\b\.?"
_CLINICIAN = rf"\b{_TITLE} (?:[A-Z]\. ?)?[A-Z][a-z’'-]+[a-zA-Z’'-]*(?: [A-Z][a-z’'-]+)?"
# Not people, and not ours.
_NOBODY = re.compile(
    rf"{_TITLE} (?:Google|Who|Oz|Jekyll|Strange|Dolittle|Pepper|Martens?|Appointments?|Visits?"
    r"|Led|Specialists?|Helplines?|Lines?|Team)\b"
)
# A house with its number; an address written so that no machine shall see it; a name elsewhere.
_HOUSE = (
    r"\b\d{1,4}[a-zA-Z]? (?:[A-Z][a-z]{1,20} ){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Way"
    r"|Crescent|Gardens|Court|Square|Terrace|Place|Grove|Hill)\b"
)
_SPELT_EMAIL = r"(?<![\w.])[\w.+-]{1,64} ?[(\[]at[)\]] ?[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b"
_ELSEWHERE = (
    r"\b(?:Skype|Telegram|WhatsApp|Instagram|Facebook|Snapchat|Discord|Signal)(?: me)?"
    r"(?: as| under|:) ?@?[\w.]{3,40}"
)
_EVERYTHING = re.compile(
    "|".join([_EMAIL, _SPELT_EMAIL, _PHONE, _NHS, _POSTCODE, _CLINICIAN, _HOUSE, _ELSEWHERE])
)
_NHS_ALONE = re.compile(_NHS)
# The check digit counts the others from ten downwards, and the sum goes into eleven.
_WEIGHTS, _MODULUS = range(10, 1, -1), 11


def found_in(words: str, _kind: str) -> list[Found]:
    return [
        Found(match.start(), match.end(), match[0])
        for match in _EVERYTHING.finditer(words)
        if _leads_to_somebody(match[0])
    ]


def _leads_to_somebody(text: str) -> bool:
    if _NOBODY.match(text) or _FOR_ALL.match(text):
        return False
    return text.startswith(("0", "(", "+")) or not _NHS_ALONE.fullmatch(text) or _is_nhs(text)


def _is_nhs(text: str) -> bool:
    """Ten digits of which the last checks the others (NHS Data Dictionary, "NHS NUMBER")."""
    *digits, check = (int(digit) for digit in text if digit.isdigit())
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return (_MODULUS - total % _MODULUS) % _MODULUS == check

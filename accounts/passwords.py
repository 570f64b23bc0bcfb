"""What a password may be: long, and not among the first that a stranger would try.

Django's own rules, with words that say what to do, and one rule of ours.
"""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Member

SHORTEST = 12
# Beyond this no one types; it only costs time to read.
LONGEST = 1_000
# Words that everybody connects with this place. The site's own name is one more.
CONTEXT = ("multiplesclerosis", "sclerosis", "msforum", "password", "passwort", "letmein")
ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
# "aaaabbbbcccc" and "121212121212" have fewer.
LEAST_VARIETY = 5
# Shorter names stand in many harmless words.
LEAST_OF_A_WORD = 4


class LongEnough(password_validation.MinimumLengthValidator):
    """Twelve characters or more, and no other demand on what they are."""

    def __init__(self, min_length: int = SHORTEST) -> None:
        super().__init__(min_length)

    def get_error_message(self) -> str:
        return _("Use %d characters or more. Some words in a row work well.") % self.min_length


class NotLikeThePerson(password_validation.UserAttributeSimilarityValidator):
    """A password is not the address or the name once more."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def get_error_message(self) -> str:
        return _("This is much like your name or your address. Choose something else.")


class NotCommon(password_validation.CommonPasswordValidator):
    """Not on the list of passwords that are tried first, with or without digits around it."""

    def validate(self, password: str, user: Member | None = None) -> None:
        super().validate(password, user)
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.casefold())
        half = password[: len(password) // 2]
        if core in self.passwords or (half * 2 == password and half.casefold() in self.passwords):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return _("Many people use this password, so it is easy to guess. Choose something else.")


class NotEasy:
    """Not made of words that belong to this place, nor of a row of keys."""

    def validate(self, password: str, user: Member | None = None) -> None:
        plain = re.sub(r"[\W_]", "", password.casefold())
        if len(set(password)) < LEAST_VARIETY or _is_a_row(plain):
            raise ValidationError(
                _("This is a pattern that is easy to guess. Choose some words instead."),
                code="password_pattern",
            )
        rest = _without_context(plain, user)
        if rest != plain and len(rest) < SHORTEST:
            raise ValidationError(
                _("This uses words that are easy to guess here. Add other words, or choose anew."),
                code="password_context",
            )

    def get_help_text(self) -> str:
        return _("Leave out the name of the site, and what it is about.")


def _without_context(plain: str, user: Member | None) -> str:
    """What is left without the words that belong to this place or to this person."""
    known = [settings.SITE_NAME, getattr(user, "name", ""), getattr(user, "email", "")]
    own = [re.sub(r"[\W_]", "", text.casefold().partition("@")[0]) for text in known if text]
    words = {*CONTEXT, *(word for word in own if len(word) >= LEAST_OF_A_WORD)}
    for word in sorted(words, key=len, reverse=True):
        plain = plain.replace(word, "")
    return plain


def _is_a_row(plain: str) -> bool:
    """Keys or letters one after the other, forwards or backwards, as often as you like."""
    rows = [row * (len(plain) // len(row) + 2) for row in ROWS]
    return any(plain in row or plain in row[::-1] for row in rows) if plain else False


def first_problem(error: ValidationError) -> ValidationError:
    """One thing at a time: of several problems, the first."""
    problems: list[Any] = error.error_list
    return problems[0]

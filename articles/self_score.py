"""How easy a guide is to understand and to act on, in the eyes of whoever reviews it.

A handful of plain questions, answered yes, no, or "does not apply". The score of a part is the
share of yes among what applies, in percent. It is a note to colleagues: it stops nothing.
"""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """What is scored."""

    UNDERSTAND = "understand", _("Easy to understand")
    ACT = "act", _("Easy to act on")


class Answer(TextChoices):
    """What one may say to a question."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    DOES_NOT_APPLY = "na", _("Does not apply")


QUESTIONS = {
    "purpose": (Part.UNDERSTAND, _("Is it clear at once what the guide is for?")),
    "words": (Part.UNDERSTAND, _("Are the words common ones, and hard words explained?")),
    "pieces": (Part.UNDERSTAND, _("Is it in short pieces with headings that say what follows?")),
    "numbers": (Part.UNDERSTAND, _("Are numbers clear, without sums to do?")),
    "pictures": (Part.UNDERSTAND, _("Do pictures help to understand the words?")),
    "says_what_to_do": (Part.ACT, _("Does it name at least one thing the reader can do?")),
    "steps": (Part.ACT, _("Is what to do broken into clear steps?")),
    "when_to_get_help": (Part.ACT, _("Does it say when to get help, and from whom?")),
}


def score(answers: Mapping[str, str], part: Part) -> int | None:
    """The share of yes among what applies, in percent; None where nothing applies."""
    given = [answers.get(name) for name, (of, _question) in QUESTIONS.items() if of == part]
    applies = [answer for answer in given if answer in {Answer.YES, Answer.NO}]
    return round(100 * applies.count(Answer.YES) / len(applies)) if applies else None

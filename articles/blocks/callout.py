"""A plain note that stands out a little. It interrupts, so a guide has two at most."""

from django.utils.translation import gettext_lazy as _

from articles.blocks import text
from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "html", "no_source_needed")
EXPLANATION = _("A plain note that stands out from the text. Two in a guide are enough.")
IS_SECTION = False


def problems(block: Block) -> list[Problem]:
    found = text.problems_of_words(block)
    if not text.has_words(block):
        found.append(Problem("html", _("Write the note, or delete this block.")))
    return found


context = text.context

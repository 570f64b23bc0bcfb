"""What only some readers want to know, folded away until they ask for it."""

from django.utils.translation import gettext_lazy as _

from articles.blocks import text
from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "html", "no_source_needed")
EXPLANATION = _(
    "More for those who want it, folded away. The heading is what readers press: say what comes. "
    "Nothing that everybody has to know."
)
IS_SECTION = False


def problems(block: Block) -> list[Problem]:
    found = text.problems_of_words(block)
    if not block.heading.strip():
        found.append(Problem("heading", _("Say what opens here.")))
    if not text.has_words(block):
        found.append(Problem("html", _("Write what opens here, or delete this block.")))
    return found


context = text.context

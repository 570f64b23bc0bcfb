"""What a reader needs to know of one medicine, always in the same order."""

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "purpose", "items", "safety_line", "no_source_needed")
EXPLANATION = _(
    "One medicine: its name is the heading, what it is for, common effects one a line, and the one "
    "thing that everybody who takes it has to know. No doses."
)


def problems(block: Block) -> list[Problem]:
    found = []
    if not block.heading.strip():
        found.append(Problem("heading", _("Write the name of the medicine.")))
    if not block.purpose.strip():
        found.append(Problem("purpose", _("Say what the medicine is for.")))
    if not block.safety_line.strip():
        message = _("Write the one thing that everybody who takes it has to know.")
        found.append(Problem("safety_line", message))
    return found


def hints(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Name the effects that many people notice, one a line."))]
    return []

"""What a tired reader needs to know: "In short", before everything else."""

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "items", "no_source_needed")
EXPLANATION = _("The box “In short” at the top of the guide: three to five points, one a line.")
FEWEST = 3
MOST = 5
# Read aloud in half a minute; more than that is no longer short.
MOST_WORDS = 60


def problems(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Write the key points, one a line."))]
    return []


def hints(block: Block) -> list[Problem]:
    found = []
    if not FEWEST <= len(block.lines) <= MOST:
        found.append(Problem("items", _("Three to five key points are easiest to remember.")))
    if len(block.items.split()) > MOST_WORDS:
        found.append(Problem("items", _("Key points are best at 60 words or fewer in all.")))
    return found

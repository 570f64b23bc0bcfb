"""What helps."""

import re

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "items", "no_source_needed")
EXPLANATION = _("What helps, one a line, each with a tick before it.")
_DONT = re.compile(r"(do not|don['’]t|never|avoid)\b", re.IGNORECASE)


def problems(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Write what helps, one a line."))]
    return [
        Problem("items", _("Move “%(item)s” to a don't list.") % {"item": line})
        for line in block.lines
        if _DONT.match(line)
    ]

"""What to leave alone. The page says "do not" before each item, so that nobody misses it."""

import re

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "items", "no_source_needed")
EXPLANATION = _("What to leave alone, one a line. The page writes “do not” before each.")
_DONT = re.compile(r"(?:do not|don['’]t)\b[\s:,]*", re.IGNORECASE)
# With "do not" before them these would say the opposite of what is meant.
_ALREADY_NO = re.compile(r"(avoid(ing)?|never|no|not)\b", re.IGNORECASE)


def problems(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Write what to leave alone, one a line."))]
    message = _("Change “%(item)s”. The page puts “do not” before it: say what not to do.")
    return [
        Problem("items", message % {"item": line})
        for line in block.lines
        if _ALREADY_NO.match(without_do_not(line)) or not without_do_not(line)
    ]


def context(block: Block) -> dict[str, object]:
    return {"items": [without_do_not(line) for line in block.lines]}


def without_do_not(line: str) -> str:
    """An item without its own "do not", because the page brings one."""
    return _DONT.sub("", line, count=1) if _DONT.match(line) else line

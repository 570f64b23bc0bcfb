"""How to do something, one step after the other. A step may have a heading of its own."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.language.passages import Passage
from articles.models import Block

FIELDS = ("heading", "items", "no_source_needed")
EXPLANATION = _(
    "What to do in order, one step a line. The page numbers them. A step can have a heading: "
    "write “Sit up | Roll to your side first”."
)
# The page numbers the steps; a number that somebody typed would be said twice.
_NUMBER = re.compile(r"(?:step\s+)?\d{1,2}[.):]\s+", re.IGNORECASE)


class Step(NamedTuple):
    """One thing to do. `heading` may be empty."""

    heading: str
    words: str


def problems(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Write the steps, one a line."))]
    message = _("Write on both sides of the |, a heading and what to do: “%(line)s”.")
    return [
        Problem("items", message % {"line": line})
        for line in block.lines
        if "|" in line and not all(step(line))
    ]


def hints(block: Block) -> list[Problem]:
    if len(block.lines) == 1:
        return [Problem("items", _("One step alone is a sentence: a text block says it too."))]
    return []


def context(block: Block) -> dict[str, object]:
    return {"steps": [step(line) for line in block.lines]}


def items(block: Block) -> list[Passage]:
    found = []
    for heading, words in map(step, block.lines):
        found += [Passage("heading", heading, 3)] if heading else []
        found += [Passage("item", words, list_number=1)] if words else []
    return found


def step(line: str) -> Step:
    """“Heading | words”, or only words; without a number before it."""
    number = _NUMBER.match(line)
    heading, bar, words = line[number.end() if number else 0 :].partition("|")
    return Step(heading.strip(), words.strip()) if bar else Step("", heading.strip())

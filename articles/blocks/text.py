"""Running words, with a heading or as a continuation of what stands above."""

import re

from django.utils.translation import gettext_lazy as _

import markup
from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "html", "no_source_needed")
EXPLANATION = _("Words under a heading. Without a heading they go on from the block above.")
_HEADING = re.compile(r"(</?h)([2-6])(?=[ >])")


def problems(block: Block) -> list[Problem]:
    found = problems_of_words(block)
    if not block.heading.strip() and not has_words(block):
        found.append(Problem("html", _("Write the words, or delete this block.")))
    return found


def problems_of_words(block: Block) -> list[Problem]:
    """What no block of words may hold, whatever its kind."""
    found = []
    if "<img" in block.html.lower():
        found.append(
            Problem("html", _("Move the picture to a figure block: there it can be described."))
        )
    if len(block.html) > markup.GUIDE.most_characters:
        found.append(Problem("html", _("This is too long for one block. Please split it.")))
    return found


def has_words(block: Block) -> bool:
    return bool(markup.plain_text(block.html).strip())


def context(block: Block) -> dict[str, object]:
    """The words, cleaned: this is the one time it happens."""
    return {"html": markup.clean(block.html, markup.GUIDE)}


def levelled(html: str, top: int) -> str:
    """Cleaned HTML whose headings begin at `top` and skip no level on the way down."""
    steps: list[int] = []

    def renumber(match: re.Match[str]) -> str:
        level = int(match[2])
        if match[1] == "<h":
            while steps and steps[-1] > level:
                steps.pop()
            if not steps or steps[-1] < level:
                steps.append(level)
            open_tags.append(top + len(steps) - 1)
            return f"<h{open_tags[-1]}"
        return f"</h{open_tags.pop() if open_tags else level}"

    open_tags: list[int] = []
    return _HEADING.sub(renumber, html)

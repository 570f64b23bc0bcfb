"""What a member said, in their own words, under the name that they chose."""

import re

from django.utils.translation import gettext_lazy as _

import markup
from articles.blocks import text
from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("html", "attribution", "consent", "no_source_needed")
EXPLANATION = _(
    "The words of a member, as they said them, under the name that they chose. Ask them first: "
    "without their consent a quote does not go live."
)
IS_SECTION = False
_REACHES_SOMEBODY = re.compile(r"@|://|\bwww\.|\d{5}|\d[\d ()/-]{6,}\d")
_FIRST_AND_LAST = re.compile(r"[A-Z][a-z'’-]+ [A-Z][a-z'’-]+")


def problems(block: Block) -> list[Problem]:
    found = text.problems_of_words(block)
    if not text.has_words(block):
        found.append(Problem("html", _("Write what the member said, or delete this block.")))
    if not block.attribution.strip():
        message = _("Write the name that the member chose; “A member”, if they want none.")
        found.append(Problem("attribution", message))
    elif _REACHES_SOMEBODY.search(block.attribution):
        message = _("Only a name stands here, and nothing that leads to somebody.")
        found.append(Problem("attribution", message))
    if not block.consent:
        message = _("Ask the member whether these words and this name may stand here.")
        found.append(Problem("consent", message))
    return found


def hints(block: Block) -> list[Problem]:
    if _FIRST_AND_LAST.fullmatch(block.attribution.strip()):
        message = _("This looks like somebody's full name. Is it the name that they chose here?")
        return [Problem("attribution", message)]
    return []


def context(block: Block) -> dict[str, object]:
    """People speak in paragraphs: of what a guide may hold, a quote keeps what a comment may."""
    return {"html": markup.clean(block.html, markup.COMMENT)}

"""Where the facts come from, one work a line."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "items")
EXPLANATION = _(
    "The works that the guide rests on, one a line. doi: and web addresses become links."
)
_ADDRESS = re.compile(
    r"""(?P<web>\bhttps?://[^\s<>"]*[^\s<>".,;:)\]])|\bdoi:\s*(?P<doi>10\.[^\s<>"]*[^\s<>".,;:)\]])""",
    re.IGNORECASE,
)
_OTHER_ADDRESS = re.compile(
    r"\b(?!https?:)[a-z][a-z0-9+.-]*://|\b(?:javascript|data|vbscript|file|mailto|ftp):(?=\S)",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """A stretch of a reference; one with an address becomes a link."""

    words: str
    address: str = ""


def problems(block: Block) -> list[Problem]:
    if not block.lines:
        return [Problem("items", _("Write the works that the guide rests on, one a line."))]
    message = _("Only https:, http: and doi: addresses can be linked. Change “%(line)s”.")
    return [
        Problem("items", message % {"line": line})
        for line in block.lines
        if _OTHER_ADDRESS.search(line)
    ]


def context(block: Block) -> dict[str, object]:
    return {"works": [parts(line) for line in block.lines]}


def parts(line: str) -> list[Part]:
    """A reference cut into plain words and links."""
    cut, end = [], 0
    for match in _ADDRESS.finditer(line):
        cut.append(Part(line[end : match.start()]))
        cut.append(Part(match[0], match["web"] or f"https://doi.org/{match['doi']}"))
        end = match.end()
    cut.append(Part(line[end:]))
    return [part for part in cut if part.words]

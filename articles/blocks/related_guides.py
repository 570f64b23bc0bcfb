"""Where to read on: other guides of this site, chosen by their addresses.

Which of them readers are offered is looked up when the guide is drawn (articles/relating.py).
"""

import re

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("heading", "guides")
EXPLANATION = _("Guides to read next, up to four. One that is withdrawn is left out by itself.")
MOST = 4
_ADDRESS = re.compile(r"/guides/[-\w]+/[-\w]+/?")


def problems(block: Block) -> list[Problem]:
    chosen = addresses(block)
    if not chosen:
        return [Problem("guides", _("Choose a guide, or delete this block."))]
    message = _("“%(address)s” is not the address of a guide.")
    return [
        Problem("guides", message % {"address": address})
        for address in chosen
        if not _ADDRESS.fullmatch(address)
    ]


def hints(block: Block) -> list[Problem]:
    if len(addresses(block)) > MOST:
        return [Problem("guides", _("More than four guides: choose what helps most."))]
    return []


def addresses(block: Block) -> list[str]:
    """Those that were chosen, each once, in order."""
    return list(dict.fromkeys(line.strip() for line in block.guides.splitlines() if line.strip()))

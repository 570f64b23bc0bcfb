"""Marks such as [2] or [1, 3] lead to their entries among the references.

Happens when a guide is drawn, after cleaning. A number without an entry stays a number: the checks
tell the author.
"""

import re
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _

_TAG = re.compile(r"(</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>)")
_MARK = re.compile(r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")
_NUMBER = re.compile(r"\d+")
# A link in here would not work, would be read out as a heading, or is not meant as a mark.
_LEFT_ALONE = {"a", "button", "code", "pre", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
# The id of an entry is this and its number, counted through all references of the guide.
ENTRY = "reference-"


def linked(html: str, entries: int) -> str:
    """Finished HTML whose marks lead to the entries 1 to `entries` of the same page."""
    if not entries or "[" not in html:
        return html
    lead = partial(_lead, entries)
    done: list[str] = []
    inside = 0
    pieces = _TAG.split(html)
    # Words, tag, its name, words, tag, its name, words ...
    for place in range(0, len(pieces), 3):
        done.append(pieces[place] if inside else _MARK.sub(lead, pieces[place]))
        if place + 1 < len(pieces):
            tag, name = pieces[place + 1], pieces[place + 2].lower()
            done.append(tag)
            if name in _LEFT_ALONE:
                inside += -1 if tag.startswith("</") else 1
    return "".join(done)


def _lead(entries: int, mark: re.Match[str]) -> str:
    return _NUMBER.sub(partial(_link, entries), mark[0])


def _link(entries: int, number: re.Match[str]) -> str:
    """The number as a link. Its name is said whole: “1” alone tells nobody what it is."""
    if not 1 <= int(number[0]) <= entries:
        return number[0]
    label = _("reference %(number)s") % {"number": number[0]}
    address = f"#{ENTRY}{int(number[0])}"
    html = '<a class="cite" href="{}" aria-label="{}">{}</a>'
    return str(format_html(html, address, label, number[0]))

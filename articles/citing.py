"""Marks such as [2] or [1, 3], or raised numbers, lead to their entries among the references.

Happens when a guide is drawn, after cleaning. A number without an entry stays a number: the checks
tell the author.
"""

import re
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.language.numbers import MAY_BE_RAISED
from articles.language.passages import PLAIN, RAISED

_TAG = re.compile(r"(</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>)")
_MARK = re.compile(r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]")
# Raised by a tag, or raised themselves. Only where a mark can stand: 10² and m² are none.
_IN_SUP = re.compile(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")
_ENDS_BEFORE_A_MARK = re.compile(rf"{MAY_BE_RAISED}\Z")
_RAISED = re.compile(rf"{MAY_BE_RAISED}[{RAISED}]{{1,3}}(?:[,–-][{RAISED}]{{1,3}})*")
_NUMBER = re.compile(rf"[{RAISED}]+|[0-9]+")
# A link in here would not work, would be read out as a heading, or is not meant as a mark.
_LEFT_ALONE = {"a", "button", "code", "pre", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
# The id of an entry is this and its number, counted through all references of the guide.
ENTRY = "reference-"
# So many characters before a raised number tell whether it can be a mark.
_SEEN = 3


def linked(html: str, entries: int) -> str:
    """Finished HTML whose marks lead to the entries 1 to `entries` of the same page."""
    if not entries:
        return html
    done: list[str] = []
    inside = 0
    before = name = ""
    pieces = _TAG.split(html)
    # Words, tag, its name, words, tag, its name, words ...
    for place in range(0, len(pieces), 3):
        words = pieces[place]
        done.append(words if inside else _with_links(words, before, name == "sup", entries))
        before = words or before
        if place + 1 < len(pieces):
            tag, name = pieces[place + 1], pieces[place + 2].lower()
            done.append(tag)
            if name in _LEFT_ALONE:
                inside += -1 if tag.startswith("</") else 1
            name = "/" if tag.startswith("</") else name
    return "".join(done)


def _with_links(words: str, before: str, is_raised: bool, entries: int) -> str:
    """The words between two tags. `before` are those that stand in front of them."""
    link = partial(_link, entries)
    if is_raised and _IN_SUP.fullmatch(words) and _ENDS_BEFORE_A_MARK.search(before):
        return _NUMBER.sub(link, words)
    front = before[-_SEEN:]
    done, end = [], len(front)
    whole = front + words
    for mark in _RAISED.finditer(whole, end):
        done += [whole[end : mark.start()], _NUMBER.sub(link, mark[0])]
        end = mark.end()
    return "".join(
        _MARK.sub(lambda mark: _NUMBER.sub(link, mark[0]), part) if number % 2 == 0 else part
        for number, part in enumerate([*done, whole[end:]])
    )


def _link(entries: int, number: re.Match[str]) -> str:
    """The number as a link. Its name is said whole: “1” alone tells nobody what it is."""
    said = number[0].translate(PLAIN)
    if not 1 <= int(said) <= entries:
        return number[0]
    label = _("reference %(number)s") % {"number": said}
    address = f"#{ENTRY}{int(said)}"
    html = '<a class="cite" href="{}" aria-label="{}">{}</a>'
    return str(format_html(html, address, label, number[0]))

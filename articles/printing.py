"""The finished page of a guide, for paper: what opens on a screen stands open, and where a link
leads is written out. Only our own drawing is read here, so nothing has to be cleaned again."""

import re
from html import unescape
from typing import NamedTuple

from django.conf import settings
from django.utils.html import strip_tags

_LINK = re.compile(r'(<a\b[^>]*?\bhref="([^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)
# What templates/articles/_term.html writes: the word, and its meaning beside it.
_TERM = re.compile(
    r'<button\b[^>]*\bclass="term"[^>]*>(?P<said>.*?)</button>\s*'
    r'<span\b[^>]*\bclass="term-meaning"[^>]*>(?P<meaning>.*?)</span>',
    re.DOTALL,
)
_MORE = re.compile(r"\s*<a\b[^>]*>.*?</a>\s*$", re.DOTALL)
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


class OnPaper(NamedTuple):
    """A guide's HTML, and the meanings of the hard words in it, from the top."""

    html: str
    meanings: list[str]


def on_paper(html: str) -> OnPaper:
    meanings: list[str] = []

    def spelled(term: re.Match[str]) -> str:
        meanings.append(_MORE.sub("", term["meaning"]))
        return term["said"]

    html = _TERM.sub(spelled, html)
    html = html.replace('<details class="more">', '<details class="more" open>')
    html = html.replace(' loading="lazy"', "")
    return OnPaper(_LINK.sub(_written_out, html), meanings)


def _written_out(link: re.Match[str]) -> str:
    """The link with its address behind it, unless its words are the address already."""
    tag, address, words = link.groups()
    whole = settings.SITE_URL + address if address.startswith("/") else address
    if not _SCHEME.match(whole) or _is_said(whole, words):
        return link[0]
    told = _SCHEME.sub("", whole) if whole.startswith(("mailto:", "tel:")) else whole
    # Escaped in the attribute, and so here.
    return f'{tag}{words}</a> <span class="address">({told})</span>'


def _is_said(address: str, words: str) -> bool:
    bare = _SCHEME.sub("", unescape(address)).rstrip("/")
    return bare in unescape(strip_tags(words))

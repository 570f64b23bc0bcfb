"""Hard words get their meaning where they first stand on a page.

Happens when a guide is drawn, after cleaning, never at reading. The word becomes a button that
opens its explanation (a native popover, so without any script); in it a link leads to the
glossary.
"""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Self

from django.template.loader import render_to_string

from articles.language.terms import Terms
from articles.models import GlossaryTerm
from articles.models.glossary import spelled

_TAG = re.compile(r"(</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>)")
# Words in here stay as they are: a button inside of them would not work, or would disturb.
_LEFT_ALONE = {"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "cite", "abbr"}
_LEFT_ALONE |= {"figcaption", "caption", "th", "sup", "sub", "code", "pre"}


def known() -> Terms:
    """Finds every word that the glossary explains."""
    return spelled(GlossaryTerm.objects.all())


class Explainer:
    """Explains each term once: made anew for each page."""

    def __init__(self, known: Iterable[GlossaryTerm]) -> None:
        known = list(known)
        self._known = {term.pk: term for term in known}
        self._terms = spelled(known)
        self._explained: set[object] = set()

    @classmethod
    def of_the_glossary(cls) -> Self:
        return cls(GlossaryTerm.objects.all())

    def explain(self, html: str) -> str:
        """Finished HTML with an explanation at each term that had none on this page yet."""
        if not self._terms:
            return html
        done: list[str] = []
        inside: list[str] = []
        pieces = _TAG.split(html)
        # Words, tag, its name, words, tag, its name, words ...
        for place in range(0, len(pieces), 3):
            words = pieces[place]
            done.append(words if inside else self._with_explanations(words))
            if place + 1 < len(pieces):
                tag, name = pieces[place + 1], pieces[place + 2].lower()
                done.append(tag)
                _note(inside, name, closing=tag.startswith("</"))
        return "".join(done)

    def _with_explanations(self, escaped: str) -> str:
        words = unescape(escaped)
        done, end = [], 0
        for found in self._terms.find(words):
            if found.key in self._explained:
                continue
            self._explained.add(found.key)
            done.append(escape(words[end : found.start]))
            done.append(self._explanation(found.key, words[found.start : found.end]))
            end = found.end
        return "".join([*done, escape(words[end:])]) if done else escaped

    def _explanation(self, key: object, said: str) -> str:
        context = {"term": self._known[key], "said": said}  # type: ignore[index]
        return render_to_string("articles/_term.html", context).strip()


def _note(inside: list[str], name: str, *, closing: bool) -> None:
    """Keep track of the elements whose words are left alone."""
    if name in _LEFT_ALONE and not closing:
        inside.append(name)
    elif closing and name in inside:
        inside.remove(name)

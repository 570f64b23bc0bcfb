"""HTML cut into what a reader meets: paragraphs, list items, headings, cells, and links."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import count

# No angle bracket inside: linear, whatever is fed in.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ADDRESS = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans(RAISED, "0123456789")
_RAISED = re.compile(rf"[{RAISED}]+(?:[,–-][{RAISED}]+)*")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_STARTS = {"p", "li", "td", "th", "caption", "blockquote", "figcaption", "div", *_HEADINGS}
_ENDS = _STARTS | {"ul", "ol", "table", "tr", "hr"}
_LISTS = {"ul", "ol"}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together. `kind` is paragraph, item, heading or cell."""

    kind: str
    text: str
    # Of a heading: 2 to 6. Of an item: which list it stands in, counted through the text.
    level: int = 0
    list_number: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link and where it leads."""

    text: str
    address: str


def passages(html: str) -> list[Passage]:
    """What there is to read in some HTML, in order. Takes anything."""
    return _Cutter().cut(html)


def links(html: str) -> list[Link]:
    """The links in some HTML, in order."""
    found: list[Link] = []
    address, words, end = None, "", 0
    for tag in _TAG.finditer(html):
        if address is not None:
            words += html[end : tag.start()]
        end = tag.end()
        if tag[2].lower() == "img" and address is not None:
            words += " image "
        if tag[2].lower() != "a":
            continue
        if address is not None:
            found.append(Link(_tidy(words), address))
        address, words = (None, "") if tag[1] else (_address(tag[3]), "")
    return found


class _Cutter:
    """Walks over tags and keeps the words between them."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self.words: list[str] = []
        self.kind, self.level = "paragraph", 0
        self.numbers = count(1)
        self.lists: list[int] = []

    def cut(self, html: str) -> list[Passage]:
        end = 0
        for tag in _TAG.finditer(html):
            self.words.append(html[end : tag.start()])
            end = tag.end()
            self._meet(tag[2].lower(), closing=bool(tag[1]))
        self.words.append(html[end:])
        self._finish()
        return self.found

    def _meet(self, name: str, *, closing: bool) -> None:
        if name == "br":
            self.words.append("\n")
        if name == "sup" and not closing:
            self.words.append("^")
        if name not in _ENDS:
            return
        self._finish()
        if name in _LISTS:
            if closing:
                self.lists = self.lists[:-1]
            else:
                self.lists.append(next(self.numbers))
        self._begin("" if closing else name)

    def _begin(self, name: str) -> None:
        self.level = int(name[1]) if name in _HEADINGS else 0
        if name in _HEADINGS:
            self.kind = "heading"
        elif name in {"td", "th"}:
            self.kind = "cell"
        elif name == "li" or (self.lists and name == "p"):
            self.kind = "item"
        else:
            self.kind = "paragraph"

    def _finish(self) -> None:
        text = _tidy("".join(self.words))
        self.words = []
        if text:
            number = self.lists[-1] if self.lists and self.kind == "item" else 0
            self.found.append(Passage(self.kind, text, self.level, number))


def _tidy(html: str) -> str:
    words = _RAISED.sub(_as_with_sup, unescape(_TAG.sub("", html)))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return " ".join(line for line in lines if line)


def _as_with_sup(raised: re.Match[str]) -> str:
    """Digits that are raised themselves, as those of a raised tag."""
    return "^" + raised[0].translate(PLAIN)


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return unescape(found[1] or found[2] or found[3] or "").strip() if found else ""

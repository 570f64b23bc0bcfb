"""Cleaned HTML of a guide -> the Markdown that gives exactly this HTML again, if there is any.

Every answer was read back and compared before it is given, so nothing here has to be perfect:
what does not come back as it was stands in the Markdown as HTML, or the answer is None.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from markup.guide_markdown import guide_html
from markup.problems import Unusable

_VOID = {"br", "hr", "img"}
_MARKS = {"strong": "**", "em": "*"}
_LIST = {"ul": ("-", "*"), "ol": (".", ")")}
_HEADING = {"h3": "### ", "h4": "#### "}

# What must be escaped nearly never ("[1]" is no link), and what is escaped when that failed.
_SIGNS = re.compile(r"[\\*]|<(?=[a-zA-Z/!?])|&(?=#|\w)|(?<!\w)_|_(?!\w)|\](?=\()")
_ALL_SIGNS = re.compile(r"[\\*_\[\]<>&!`|~]")
_LINE_START = re.compile(r"^(?=[#>+|-])|^(\d{1,9})(?=[.)])", re.MULTILINE)
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\]+")


class Markdown(NamedTuple):
    """Markdown, and whether `guide_html` has to put each element on a line of its own."""

    text: str
    on_lines: bool


class _Unwritable(Exception):
    """There is no mark for it: it stays HTML."""


@dataclass
class _Element:
    """One element with what it holds; `source` is all of it as it was written."""

    tag: str
    opening: str
    attributes: dict[str, str]
    children: "list[_Element | str]" = field(default_factory=list)
    begins: int = 0
    source: str = ""


def guide_markdown(html: str) -> Markdown | None:
    """Write HTML as Markdown; None where no Markdown gives exactly these bytes again."""
    if not html:
        return Markdown("", on_lines=False)
    likely = ">\n" in html
    for on_lines in (likely, not likely):
        text = _written(html, on_lines)
        if text is not None and _read(text, on_lines) == html:
            return Markdown(text, on_lines)
    return None


def _read(text: str, on_lines: bool) -> str | None:
    try:
        return guide_html(text, on_lines=on_lines)
    except Unusable:
        return None


def _written(html: str, on_lines: bool) -> str | None:
    """Each element for itself, as well as it can be written."""
    tree = _Tree(html)
    parts: list[str] = []
    before = ""
    second = False
    for child in tree.root.children:
        if isinstance(child, str):
            if child.strip():
                return None
            continue
        # Two lists in a row would be one, so the next one has other marks.
        second = child.tag in _LIST and child.tag == before and not second
        before = child.tag
        parts.append(_element(child, on_lines, second))
    return "\n\n".join(parts)


def _element(element: _Element, on_lines: bool, second: bool) -> str:
    for signs in (_SIGNS, _ALL_SIGNS):
        try:
            text = _Writer(signs).block(element, second=second)
        except _Unwritable:
            break
        if _read(text, on_lines) == element.source:
            return text
    return element.source


class _Writer:
    """Writes elements as Markdown, escaping some signs."""

    def __init__(self, signs: re.Pattern[str]) -> None:
        self.signs = signs

    def block(self, element: _Element, *, second: bool = False) -> str:
        if element.tag in _HEADING:
            return _HEADING[element.tag] + self.inline(element.children)
        write = self.blocks.get(element.tag)
        if write is None:
            raise _Unwritable
        return write(self, element) if element.tag not in _LIST else self.items(element, second)

    def paragraph(self, element: _Element) -> str:
        return _LINE_START.sub(_escaped, self.inline(element.children))

    def quotation(self, element: _Element) -> str:
        return _indented("\n\n".join(self.inside(element)), "> ", "> ")

    def rule(self, _element: _Element) -> str:
        return "---"

    def items(self, element: _Element, second: bool = False) -> str:
        """Items stand apart where each holds paragraphs, and close where each holds words."""
        items = [child for child in element.children if isinstance(child, _Element)]
        apart = any(_holds_paragraphs(item) for item in items)
        mark = _LIST[element.tag][second]
        start = int(element.attributes.get("start", "1"))
        written = []
        for number, item in enumerate(items, start=start):
            bullet = f"{number}{mark} " if element.tag == "ol" else f"{mark} "
            text = ("\n\n" if apart else "\n").join(self.inside(item))
            written.append(_indented(text, bullet, " " * len(bullet)))
        return ("\n\n" if apart else "\n").join(written)

    blocks: "dict[str, Callable[[_Writer, _Element], str]]" = {
        "p": paragraph,
        "blockquote": quotation,
        "hr": rule,
        "ul": items,
        "ol": items,
    }

    def inside(self, element: _Element) -> Iterator[str]:
        """What stands in an item or a quotation: blocks, or words with blocks behind them."""
        words: list[_Element | str] = []
        for child in element.children:
            if isinstance(child, _Element) and child.tag in {*self.blocks, *_HEADING}:
                if text := self.words(words):
                    yield text
                words = []
                yield self.block(child)
            else:
                words.append(child)
        if text := self.words(words):
            yield text

    def words(self, children: "list[_Element | str]") -> str:
        return _LINE_START.sub(_escaped, self.inline(children).strip("\n"))

    def inline(self, children: "list[_Element | str]") -> str:
        written = ""
        for child in children:
            if isinstance(child, str):
                told = child.removeprefix("\n") if written.endswith("\\\n") else child
                written += self.signs.sub(r"\\\g<0>", told)
            else:
                written += self.marked(child)
        return written

    def marked(self, element: _Element) -> str:
        if element.tag == "br":
            return "\\\n"
        if element.tag == "img":
            return element.opening
        inside = self.inline(element.children)
        if element.tag == "a":
            return f"[{inside}]({_address(element.attributes.get('href', ''))})"
        if mark := _MARKS.get(element.tag):
            return f"{mark}{inside}{mark}"
        return f"{element.opening}{inside}</{element.tag}>"


class _Tree(HTMLParser):
    """Cleaned HTML as a tree: every tag is closed, and nothing is spelt in two ways."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("", "", {})
        self._html = html
        self._open = [self.root]
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        opening = self.get_starttag_text() or ""
        made = _Element(tag, opening, {name: value or "" for name, value in attrs})
        made.begins = self._at()
        self._open[-1].children.append(made)
        if tag in _VOID:
            made.source = opening
        else:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            closed = self._open.pop()
            closed.source = self._html[closed.begins : self._at() + len(f"</{tag}>")]

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1] or ''}\\"


def _holds_paragraphs(item: _Element) -> bool:
    return any(isinstance(child, _Element) and child.tag == "p" for child in item.children)


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    rest = [f"{others}{line}" if line else others.rstrip() for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}", *rest])


def _address(href: str) -> str:
    return href if _PLAIN_ADDRESS.fullmatch(href) else f"<{href}>"

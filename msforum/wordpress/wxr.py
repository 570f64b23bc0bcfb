"""Reading a WordPress export (WXR 1.0 to 1.2) as a stream: one item in memory at a time.

Elements are matched by their local name: the namespace differs between versions, and between
http and https. Document type declarations are refused, so there are no entity bombs and nothing
is ever fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from xml.parsers import expat

CHUNK = 256 * 1024
# Longer than any text a person wrote; a file that holds more is not an export.
TEXT_AT_MOST = 8 * 1024 * 1024
DEEPEST = 40
DIGITS_AT_MOST = 18


class NotAnExport(Exception):
    """The file cannot be read as a WordPress export; the words say why."""


@dataclass
class WordPressComment:
    """One comment as exported. Address, IP and web site of its author are not even read."""

    id: int
    parent: int
    author: str
    content: str
    posted_at: datetime | None
    approved: str
    kind: str

    @property
    def is_ping(self) -> bool:
        return self.kind in {"pingback", "trackback"}


@dataclass
class Item:
    """A post, a page, an attachment or whatever else a plugin exported."""

    id: int
    kind: str
    status: str
    title: str
    slug: str
    content: str
    excerpt: str
    has_password: bool
    comments_open: bool
    posted_at: datetime | None
    attachment_url: str
    category: tuple[str, str] | None  # slug, name
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[WordPressComment] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        return self.status == "publish" and not self.has_password


@dataclass
class Element:
    """One element under construction: its text, and what stands in it."""

    name: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)
    size: int = 0

    def first(self, name: str) -> str:
        """The text of the first child of this name; empty when there is none."""
        for child in self.children:
            if child.name == name:
                return child.words
        return ""

    def all(self, name: str) -> list["Element"]:
        return [child for child in self.children if child.name == name]

    @property
    def words(self) -> str:
        return "".join(self.text).strip()


class Export:
    """An export file being read. `site` is known once the first item came."""

    def __init__(self, file: BinaryIO, on_bytes: Callable[[int], object] = int) -> None:
        self.file, self.on_bytes = file, on_bytes
        self.site = ""
        self.version = ""
        self._stack: list[Element] = []
        self._ready: list[Item] = []
        self._namespaces: dict[str, str] = {}
        self._saw_root = False

    def items(self) -> Iterator[Item]:
        """Each item in the order of the file. NotAnExport, with a line number where it helps."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            while chunk := self.file.read(CHUNK):
                self.on_bytes(len(chunk))
                parser.Parse(chunk, False)
                yield from self._hand_over()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise NotAnExport(self._why(error)) from None
        yield from self._hand_over()
        if not self.version:
            raise NotAnExport("It has no wxr_version, so it is not a WordPress export.")

    def _why(self, error: expat.ExpatError) -> str:
        if not self._saw_root:
            return "It is empty, or not XML at all."
        return f"It is broken at line {error.lineno}: {expat.ErrorString(error.code)}."

    def _hand_over(self) -> Iterator[Item]:
        ready, self._ready = self._ready, []
        if ready and not self.version:
            raise NotAnExport("It has no wxr_version, so it is not a WordPress export.")
        yield from ready

    def _refuse_doctype(self, *_: object) -> None:
        raise NotAnExport("It declares a document type, which exports never do. Nothing was read.")

    def _local(self, name: str) -> str:
        """The local name; the two `encoded` are told apart by what their prefix stands for."""
        prefix, _, local = name.rpartition(":")
        if local == "encoded" and "excerpt" in self._namespaces.get(prefix, prefix):
            return "excerpt"
        return local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._saw_root:
            self._saw_root = True
            if name.rpartition(":")[2] not in {"rss", "RDF"}:
                raise NotAnExport(f"It begins with <{name[:40]}>, where an export has <rss>.")
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self._namespaces[key[6:]] = value
        if len(self._stack) >= DEEPEST:
            raise NotAnExport("Its elements are nested deeper than in any export.")
        self._stack.append(Element(self._local(name), attributes))

    def _text(self, text: str) -> None:
        # Only leaves carry words; the white space between the items of a channel would add up.
        if len(self._stack) <= len(("rss", "channel")):
            return
        element = self._stack[-1]
        element.text.append(text)
        element.size += len(text)
        if element.size > TEXT_AT_MOST:
            raise NotAnExport("One of its texts is larger than 8 MB.")

    def _end(self, name: str) -> None:
        element = self._stack.pop()
        if element.name == "item":
            self._ready.append(item_of(element))
            return
        if element.name == "wxr_version":
            self.version = element.words
        elif element.name in {"base_blog_url", "link"} and len(self._stack) == len(
            ("rss", "channel")
        ):
            self.site = self.site or element.words
        # What stands outside of items is not kept: memory stays flat.
        if any(above.name == "item" for above in self._stack):
            self._stack[-1].children.append(element)


def item_of(element: Element) -> Item:
    """What we use of an item element."""
    first = element.first
    meta = {m.first("meta_key"): m.first("meta_value") for m in element.all("postmeta")}
    return Item(
        id=number(first("post_id")),
        kind=first("post_type") or "post",
        status=first("status") or "publish",
        title=first("title"),
        slug=first("post_name"),
        content=first("encoded"),
        excerpt=first("excerpt"),
        has_password=bool(first("post_password")),
        comments_open=first("comment_status") != "closed",
        posted_at=moment(first("post_date_gmt")) or moment(first("post_date")),
        attachment_url=first("attachment_url"),
        category=category_of(element),
        meta=meta,
        comments=[comment_of(comment) for comment in element.all("comment")],
    )


def category_of(element: Element) -> tuple[str, str] | None:
    """The first category (not tag) of an item: address and name."""
    for category in element.all("category"):
        if category.attributes.get("domain", "category") == "category" and category.words:
            return category.attributes.get("nicename", ""), category.words
    return None


def comment_of(element: Element) -> WordPressComment:
    first = element.first
    return WordPressComment(
        id=number(first("comment_id")),
        parent=number(first("comment_parent")),
        author=first("comment_author"),
        content=first("comment_content"),
        posted_at=moment(first("comment_date_gmt")) or moment(first("comment_date")),
        approved=first("comment_approved"),
        kind=first("comment_type"),
    )


def number(text: str) -> int:
    """A whole number, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_AT_MOST else 0


def moment(text: str) -> datetime | None:
    """ "2025-03-11 08:30:00" as a moment; None for WordPress's "0000-00-00 00:00:00"."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None

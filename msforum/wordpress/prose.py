"""Turning what WordPress stores into blocks and Markdown. Pure: no files, no database.

Posts come in three dialects: the block editor's (HTML between comments), the classic editor's
with paragraphs, and the classic editor's without (blank lines mean paragraphs).
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

EDITOR_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SILENT = re.compile(r"<(script|style|iframe|object|form)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I)
# [name], [name attr="…"], [/name]. A bare word in brackets, such as [sic], is left alone
# unless it is closed again or a name of WordPress itself.
SHORTCODE = re.compile(r"(?<!\[)\[(/?)([A-Za-z][\w-]*)((?:\s[^\[\]]*)?)/?\](?!\])")
OWN_SHORTCODES = {"gallery", "caption", "embed", "audio", "video", "playlist", "wp_caption"}
ESCAPED_SHORTCODE = re.compile(r"\[\[([^\[\]]+)\]\]")
BLOCK_TAGS = (
    "address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
STARTS_A_BLOCK = re.compile(rf"\s*</?(?:{BLOCK_TAGS})\b", re.I)
VOID = {"br", "hr", "img", "input", "source", "wbr", "embed", "link", "meta", "col", "area"}
SENTENCE_END = re.compile(r"([.!?][”\"’)]?)(?:\s|$)")
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass
class Picture:
    """A picture a post shows, by its address on the old site."""

    source: str
    alt: str = ""
    caption: str = ""


@dataclass
class Piece:
    """What will be one block: a heading with the words below it, or a picture."""

    heading: str = ""
    html: str = ""
    picture: Picture | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.heading or self.picture or strip_tags(self.html))


def pieces_of(content: str) -> list[Piece]:
    """A post's content as pieces in reading order. Not cleaned yet: publishing does that."""
    splitter = Splitter()
    splitter.feed(paragraphs(without_shortcodes(without_comments(content))))
    splitter.close()
    return splitter.finish()


def without_comments(content: str) -> str:
    """Without the block editor's comments, and without what is never meant to be read."""
    return SILENT.sub("", EDITOR_COMMENT.sub("", content.replace("\r\n", "\n")))


def without_shortcodes(text: str) -> str:
    """Drop shortcodes and keep the text they wrap."""
    closed = {name.lower() for slash, name, _attributes in SHORTCODE.findall(text) if slash}

    def drop(match: re.Match[str]) -> str:
        _slash, name, attributes = match.groups()
        known = name.lower() in closed | OWN_SHORTCODES or "=" in attributes or "_" in name
        return "" if known else match[0]

    return ESCAPED_SHORTCODE.sub(r"[\1]", SHORTCODE.sub(drop, text))


def paragraphs(text: str) -> str:
    """Give classic posts their paragraphs: a blank line ends one, a line end is a break."""
    if re.search(r"<p[\s>]", text, re.I):
        return text
    parts = []
    for part in BLANK_LINE.split(text.strip()):
        if not part.strip():
            continue
        if STARTS_A_BLOCK.match(part):
            parts.append(part)
        else:
            parts.append(f"<p>{part.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(parts)


class Splitter(HTMLParser):
    """Cuts HTML at its main headings and lifts the pictures out of the running text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces = [Piece()]
        self._open: list[str] = []
        self._pictures: list[Picture] = []
        self._heading: list[str] | None = None
        self._caption: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._pictures.append(Picture(values.get("src", ""), values.get("alt", "").strip()))
        elif tag in {"h1", "h2"}:
            self._close_piece()
            self._heading = []
        elif tag == "figcaption":
            self._caption = []
        elif tag != "figure":
            self._write(self.get_starttag_text() or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h1", "h2"} and self._heading is not None:
            words = " ".join("".join(self._heading).split())
            self.pieces.append(Piece(heading=words))
            self._heading = None
        elif tag == "figcaption" and self._caption is not None:
            if self._pictures:
                self._pictures[-1].caption = " ".join("".join(self._caption).split())
            self._caption = None
        elif tag != "figure" and tag not in VOID:
            self._write(f"</{tag}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if not self._open:
            self._place_pictures()

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
        elif self._caption is not None:
            self._caption.append(data)
        else:
            self._write(html.escape(data, quote=False))

    def finish(self) -> list[Piece]:
        self._place_pictures()
        return [piece for piece in self.pieces if not piece.is_empty]

    def _write(self, text: str) -> None:
        if self._heading is None and self._caption is None:
            self.pieces[-1].html += text

    def _close_piece(self) -> None:
        self._open.clear()
        self._place_pictures()

    def _place_pictures(self) -> None:
        """Pictures stand after the paragraph they were in; what follows is a piece of its own."""
        if not self._pictures:
            return
        self.pieces += [Piece(picture=picture) for picture in self._pictures if picture.source]
        self._pictures = []
        self.pieces.append(Piece())


def strip_tags(text: str) -> str:
    """The words alone, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def shorten(text: str, length: int) -> str:
    """At most `length` characters, ending at a word and an ellipsis when something is cut."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    if text[length - 1] != " ":
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:-") + "…"


def whole_sentences(text: str, length: int) -> str:
    """As many sentences as fit into `length` characters; cut at a word where not even one does."""
    text = " ".join(text.split())
    ends = [match.end(1) for match in SENTENCE_END.finditer(text[: length + 1])]
    return text[: ends[-1]] if ends else shorten(text, length)


# Comments ---------------------------------------------------------------------------------------


MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>])")
LINE_START_SIGNS = re.compile(r"^(\s*\d*)([#>+.)-])(?=\s)", re.MULTILINE)


def markdown_of(content: str) -> str:
    """A WordPress comment (a little HTML, or none) as the Markdown that reads the same."""
    writer = MarkdownWriter()
    writer.feed(SILENT.sub("", content.replace("\r\n", "\n")))
    writer.close()
    text = "".join(writer.parts)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


@dataclass
class Link:
    """A link being written."""

    href: str
    start: int = field(default=0)


class MarkdownWriter(HTMLParser):
    """Writes the small subset of HTML that comments hold as Markdown."""

    AROUND = {"b": "**", "strong": "**", "i": "*", "em": "*"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.AROUND:
            self.parts.append(self.AROUND[tag])
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"p", "div", "ul", "ol"}:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "blockquote":
            self.parts.append("\n\n> ")
        elif tag == "a":
            self._links.append(Link(dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.AROUND:
            self.parts.append(self.AROUND[tag])
        elif tag in {"p", "div", "ul", "ol", "blockquote"}:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            link = self._links.pop()
            words = "".join(self.parts[link.start :]).strip()
            del self.parts[link.start :]
            self.parts.append(link_in_markdown(words, link.href))

    def handle_data(self, data: str) -> None:
        escaped = MARKDOWN_SIGNS.sub(r"\\\1", data)
        self.parts.append(LINE_START_SIGNS.sub(r"\1\\\2", escaped))


def link_in_markdown(words: str, href: str) -> str:
    """A link, where it leads to the web; its words alone, where it does not."""
    if not href.startswith(("https://", "http://")) or re.search(r"[\s<>()]", href):
        return words
    return f"[{words}]({href})" if words else href

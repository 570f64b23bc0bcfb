"""HTML as word processors and web pages put it on a clipboard -> clean HTML that says the same.

Around the boundary, never instead of it. What others say with styles (bold, a list, a heading that
is too large for the middle of a guide) becomes a tag; what was never text (comments of colleagues,
buttons, titles of files) goes. In the editor static/js/prose-paste.js does this as one pastes.
"""

import re
from html import escape
from html.parser import HTMLParser

from markup.cleaning import clean
from markup.profiles import Profile

# Without one of these there is nothing to do: so it is with what our own editor sends.
_FROM_ELSEWHERE = re.compile(
    r"\sstyle\s*=|\sclass\s*=|<!|<(?:h[1256]|title|button|select|textarea|o:p)[\s>]", re.I
)
# How far up the open tags are asked for. Nothing that people write lies deeper.
_NEAR = 20
# More than any block may have; the boundary takes the words of it.
_MOST_CHARACTERS = 250_000
_MOST_BRACKETS = 20_000
# Declarations and what is left of comments. Python's parser may stumble over them.
_DECLARATION = re.compile(r"<[!?][^<>]*>?")

_HEADINGS = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_BOXES = _LINES | {"div", "ul", "ol", "table", "blockquote", "section", "article"}
_IN_LINE = _LINES | {"li", "td", "th", "div", "span", "a"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "source", "area", "embed"}
_NO_TEXT = {"title", "button", "select", "textarea", "script", "style"}
_COMMENT_OF_A_COLLEAGUE = {"msocomanchor", "msocommentreference"}
_NO_TEXT_STYLE = re.compile(r"mso-list:\s*ignore|mso-element:\s*comment", re.I)
_LIST_LEVEL = re.compile(r"mso-list:[^;]*level(\d)", re.I)
_MOST_LEVELS = 3
_COUNTED = re.compile(r"\(?(?:\d+|[a-z]|[ivx]+)[.)]", re.I)
_NOT_BOLD = re.compile(r"(?<!-)font-weight:\s*(?:normal|400)", re.I)
# What a style says, as a tag says it.
_SAID_BY_STYLE = {
    "strong": re.compile(r"(?<!-)font-weight:\s*(?:bold|[6-9]00)", re.I),
    "em": re.compile(r"(?<!-)font-style:\s*italic", re.I),
    "sup": re.compile(r"(?<!-)vertical-align:\s*super", re.I),
    "sub": re.compile(r"(?<!-)vertical-align:\s*sub(?!\w)", re.I),
}

_SPACE = r"(?:[ \t\n]|&nbsp;)"
# A space that binds stays between a number and its unit; others push words over the edge of a
# small screen.
_LOOSE_SPACE = re.compile(rf"{_SPACE}*&nbsp;{_SPACE}+|(?<!\d)&nbsp;(?!\d)")
_EMPTY_LINE = re.compile(rf"<(p|h3|h4)>(?:{_SPACE}|<br>)*</\1>")
_LAST_BREAK = re.compile(r"(?:<br>| )(?=</(?:p|li|h3|h4|td|th)>)")


def pasted(html: str, profile: Profile) -> str:
    """Give cleaned HTML of what was typed or pasted. Takes anything, never fails."""
    return _in_paragraphs(_settled(clean(_plain_tags(html, profile), profile)))


def _plain_tags(html: str, profile: Profile) -> str:
    """The same in plain tags. Not safe yet: the boundary follows."""
    is_too_much = len(html) > _MOST_CHARACTERS or html.count("<") > _MOST_BRACKETS
    if is_too_much or not _FROM_ELSEWHERE.search(html):
        return html
    reader = _Reader(profile)
    reader.feed(_DECLARATION.sub("", _without_comments(html)))
    return html if reader.is_lost else reader.written()


def _in_paragraphs(text: str) -> str:
    """Words that were typed without a tag: a blank line ends a paragraph, a line end is one."""
    if "<" in text or not text.strip():
        return text
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return "".join(f"<p>{words.strip()}</p>" for words in paragraphs).replace("\n", "<br>")


def _settled(html: str) -> str:
    """Cleaned HTML without the empty lines and the spaces that other programs leave."""
    return _EMPTY_LINE.sub("", _LAST_BREAK.sub("", _LOOSE_SPACE.sub(" ", html))).strip()


def _without_comments(html: str) -> str:
    """Also those that hide parts for one program only."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        kept.append(html[at:start])
        at = end + 3
    return "".join([*kept, html[at:]])


class _Reader(HTMLParser):
    """Writes the text again while it reads it. Each open tag knows what will close it."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(convert_charrefs=False)
        self.profile = profile
        self.pieces: list[str] = []
        # Of each open tag: its name, what closes it, and whether its inside is text.
        self.open: list[tuple[str, str, bool]] = []
        self.hidden = 0
        self.lists: list[str] = []
        # The place where an item begins, its level, and what stands for its bullet.
        self.item: tuple[int, int] | None = None
        self.bullet = ""

    @property
    def is_lost(self) -> bool:
        """A tag that was never closed would take the rest of the words with it."""
        return self.hidden > 0

    def written(self) -> str:
        self._close_from(0)
        return "".join([*self.pieces, self._end_of_lists(0)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag in _VOID:
            # Between paragraphs no line ends.
            if not self.hidden and (tag != "br" or self._is_in(_IN_LINE)):
                self.pieces.append(self._tag(tag, given))
            return
        if tag in _BOXES and self.open and self.open[-1][0] in _LINES:
            self._close_from(len(self.open) - 1)
        if _is_no_text(tag, given, style):
            self.hidden += 1
            self.open.append((tag, "", False))
            return
        level = _LIST_LEVEL.search(style) if tag == "p" else None
        if level and not self.hidden:
            self.item, self.bullet = (len(self.pieces), int(level[1])), ""
            self.pieces.append("")
            self.open.append((tag, "", True))
            return
        if tag in _BOXES and not self.hidden:
            self.pieces.append(self._end_of_lists(0))
        self._begin(tag, given, style)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, max(len(self.open) - _NEAR, 0) - 1, -1):
            if self.open[place][0] == tag:
                self._close_from(place)
                return

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            is_between = data.isspace() and not self._is_in(_IN_LINE)
            self.pieces.append("" if is_between else data)
        elif self.item:
            self.bullet += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _begin(self, tag: str, given: dict[str, str], style: str) -> None:
        tags = [] if tag in {"b", "strong"} and _NOT_BOLD.search(style) else [tag]
        if tag in {"span", "font"}:
            tags = [said for said, by in _SAID_BY_STYLE.items() if by.search(style)]
            if self._is_in(_LINES - {"p"}):
                tags = [said for said in tags if said != "strong"]
        if not self.hidden:
            self.pieces += [self._tag(one, given) for one in tags]
        end = "".join(f"</{_HEADINGS.get(one, one)}>" for one in reversed(tags))
        self.open.append((tag, end, True))

    def _tag(self, tag: str, given: dict[str, str]) -> str:
        names = self.profile.attributes.get(tag, frozenset()) & given.keys()
        kept = "".join(f' {name}="{escape(given[name])}"' for name in sorted(names))
        return f"<{_HEADINGS.get(tag, tag)}{kept}>"

    def _close_from(self, place: int) -> None:
        while len(self.open) > place:
            tag, end, is_text = self.open.pop()
            if not is_text:
                self.hidden -= 1
            elif not self.hidden:
                self.pieces.append(end)
            if tag == "p" and self.item:
                self._put_in_list(*self.item)
                self.item = None

    def _is_in(self, names: set[str]) -> bool:
        return any(name in names for name, _end, _is_text in self.open[-_NEAR:])

    def _put_in_list(self, begins: int, level: int) -> None:
        kind = "ol" if _COUNTED.match(self.bullet.strip()) else "ul"
        level = min(level, _MOST_LEVELS)
        start = self._end_of_lists(level)
        if len(self.lists) == level:
            start += "</li>"
            if self.lists[-1] != kind:
                start += f"</{self.lists.pop()}>"
        while len(self.lists) < level:
            start += f"<{kind}>" if len(self.lists) == level - 1 else f"<{kind}><li>"
            self.lists.append(kind)
        self.pieces[begins] = f"{start}<li>"

    def _end_of_lists(self, level: int) -> str:
        """Close what is deeper than a level."""
        ends = ""
        while len(self.lists) > level:
            ends += f"</li></{self.lists.pop()}>"
        return ends


def _is_no_text(tag: str, given: dict[str, str], style: str) -> bool:
    classes = set(given.get("class", "").lower().split())
    is_comment = bool(classes & _COMMENT_OF_A_COLLEAGUE)
    return tag in _NO_TEXT or is_comment or bool(_NO_TEXT_STYLE.search(style))

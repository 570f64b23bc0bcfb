"""Names after an "@": which ones a text may mean, and links in their place.

Who they are, and whether there is such a person at all, is for others to say.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from markup.cleaning import REL

# Nobody greets more people than this in one text, and each costs a look.
_MOST = 10
# As long as a name may be. What no name holds ends it, too.
_LONGEST = 40
_NOT_IN_A_NAME = re.compile(r"[@/\\<>\n]")
# Not inside an e-mail address.
_AT = re.compile(r"(?<![\w@.+-])@(?=\S)")
# In cleaned HTML no attribute holds an angle bracket.
_TAGS = re.compile(r"(<[^<>]*>)")


def names_after_at(html: str) -> set[str]:
    """Everything in some clean HTML that may be a name somebody is called by, in small letters:
    after "@ben said" both "ben" and "ben said". Not inside links."""
    places = [
        text[at.end() :]
        for piece, is_text in _pieces(html)
        if is_text
        for text in [unescape(piece)]
        for at in _AT.finditer(text)
    ]
    return {name.lower() for place in places[:_MOST] for name in _beginnings(place)}


def with_mentions(html: str, addresses: Mapping[str, str]) -> str:
    """The same clean HTML with links for these names (in small letters), the longest that fits."""
    if not addresses:
        return html
    return "".join(
        _linked(unescape(piece), addresses) if is_text and "@" in piece else piece
        for piece, is_text in _pieces(html)
    )


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Tags and what stands between them, each with whether it is text outside of links."""
    in_link = False
    for piece in _TAGS.split(html):
        is_tag = piece.startswith("<")
        if is_tag and re.match(r"</?a[\s>]", piece):
            in_link = not piece.startswith("</")
        yield piece, not is_tag and not in_link


def _beginnings(text: str) -> list[str]:
    """The pieces a text begins with that end where a word ends, the longest first."""
    found = _NOT_IN_A_NAME.search(text)
    text = text[: found.start() if found else None]
    return [
        text[:end]
        for end in range(min(len(text), _LONGEST), 0, -1)
        if not text[end - 1].isspace()
        and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
    ]


def _linked(text: str, addresses: Mapping[str, str]) -> str:
    done, parts = 0, list[str]()
    for at in _AT.finditer(text):
        names = _beginnings(text[at.end() :])
        name = next((name for name in names if name.lower() in addresses), "")
        if not name or at.start() < done:
            continue
        address = escape(addresses[name.lower()])
        parts.append(escape(text[done : at.start()], quote=False))
        parts.append(f'<a href="{address}" rel="{REL}">@{escape(name, quote=False)}</a>')
        done = at.end() + len(name)
    return "".join([*parts, escape(text[done:], quote=False)])

"""What there is to read in a piece of HTML or text."""

import re
import unicodedata
from html import unescape

_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
        ),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *(
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
        ),
        *("td", "th", "title", "tr", "ul"),
    }
)
# In cleaned HTML no attribute holds an angle bracket, so this finds tags and nothing but tags.
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")

# Characters that count as letters or symbols and yet show nothing: Hangul fillers, blank Braille.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_UNREADABLE_KINDS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_MARKS = frozenset("*_#>-+`~=|\\[](){}<")
_TAG_LIKE = re.compile(r"</?[a-zA-Z!][^<>]*>")


def plain_text(html: str) -> str:
    """Give the words of cleaned HTML, one block a line: for search, letters, feeds, hints."""
    words = unescape(_TAG.sub(_line_end_of_a_block, html))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def _line_end_of_a_block(tag: re.Match[str]) -> str:
    return "\n" if tag[1].lower() in _BLOCKS else ""


def can_be_seen(text: str) -> bool:
    """Tell whether an eye finds anything in the text."""
    return any(map(_is_seen, text))


def has_words(text: str) -> bool:
    """Tell whether anything is left once tags and formatting marks are taken away."""
    return any(
        _is_seen(character) and character not in _MARKS for character in _TAG_LIKE.sub("", text)
    )


def _is_seen(character: str) -> bool:
    if character.isascii():
        return character.isprintable() and character != " "
    return character not in _BLANK and unicodedata.category(character) not in _UNREADABLE_KINDS

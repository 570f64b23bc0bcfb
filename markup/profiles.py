"""What may be left in people's text: one allow-list for comments, a wider one for guides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What never belongs into an address: blanks, backslashes (browsers read them as slashes),
# control characters, and marks that cannot be seen or that turn the reading order.
_ODD = (
    r"\s\\<>\"\x00-\x20\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\uffff"
)
# A host begins with a letter or digit, and "@" before the first slash is not taken: in
# https://bank.example@evil.example the part that people read is not the part that counts.
_WEB = rf"https?://[^\W_][^{_ODD}/?#@]*(?:[/?#][^{_ODD}]*)?"
_MAIL = rf"mailto:[^{_ODD}@?]+@[^\W_][^{_ODD}@]*"
_OWN_PAGE = rf"/(?!/)[^{_ODD}]*"
_PHONE = r"tel:\+?[0-9().-]{3,20}"
_THIS_PAGE = r"#[A-Za-z][\w-]*"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Profile:
    """What one kind of text may hold: everything that is not named here is taken out."""

    name: str
    tags: frozenset[str]
    attributes: Mapping[str, frozenset[str]]
    addresses: re.Pattern[str]
    most_characters: int
    most_links: int
    most_lines: int


_WORDS = frozenset({"p", "br", "hr", "strong", "em", "b", "i", "a"})
_GROUPS = frozenset({"ul", "ol", "li", "blockquote"})

COMMENT = Profile(
    name="comment",
    tags=_WORDS | _GROUPS,
    attributes={"a": frozenset({"href"}), "ol": frozenset({"start"})},
    addresses=_any_of(_WEB, _MAIL, _OWN_PAGE),
    most_characters=10_000,
    most_links=100,
    # A long story has a hundred lines, one that only fills has thousands.
    most_lines=500,
)

_TABLES = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td"})
_FIGURES = frozenset({"figure", "figcaption", "img"})
_SPAN = frozenset({"colspan", "rowspan"})

GUIDE = Profile(
    name="guide",
    tags=COMMENT.tags | _TABLES | _FIGURES | {"h3", "h4", "sub", "sup", "cite", "abbr"},
    attributes={
        **COMMENT.attributes,
        "abbr": frozenset({"title"}),
        "img": frozenset({"src", "alt", "width", "height"}),
        "td": _SPAN,
        "th": _SPAN | {"scope"},
    },
    addresses=_any_of(_WEB, _MAIL, _PHONE, _OWN_PAGE, _THIS_PAGE),
    most_characters=200_000,
    most_links=10_000,
    most_lines=20_000,
)

PROFILES = (COMMENT, GUIDE)

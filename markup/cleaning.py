"""The boundary: whatever comes in, what leaves here is safe to put on a page.

The only module that imports bleach or nh3. nh3 always has the last word; bleach makes links of
addresses before that (docs/decisions/0002-cleaning-text.md).
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import escape, unescape

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner as FirstPass
from django.conf import settings

from markup.profiles import Profile
from markup.tidying import tidy_html
from markup.words import can_be_seen, plain_text

REL = "nofollow ugc noopener noreferrer"
_SCHEMES = {"http", "https", "mailto", "tel"}

# Their inside is code, not words: it goes with them. Of all other tags the words stay.
_CODE = {"script", "style", "template", "svg", "math", "iframe", "object"}
_CODE |= {"noscript", "noembed", "noframes"}

# Tags that end a line on a page; where one is taken out a line end must stay, or words would
# run into each other.
_LINE_BREAKING = re.compile(
    r"</?(address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|td|th|tr|ul)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)

# How much HTML is parsed at all. An HTML parser must repeat every open <b a=1> in every new
# paragraph, so cost grows with tags times open tags: both are bounded before it starts.
_MOST_CHARACTERS = 250_000
_MOST_TAGS = 10_000
_MOST_KINDS_OF_BOLD = 50
_TAG = re.compile(r"<[a-zA-Z]")
_BOLD_KIND = r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)"
_BOLD_WITH_ATTRIBUTES = re.compile(
    rf"""{_BOLD_KIND}[\s/](?:[^<>"'=]|=\s*"[^"<>]*"|=\s*'[^'<>]*'|=)*>""", re.I
)
_BOLD_LEFT = re.compile(rf"{_BOLD_KIND}[\s/]", re.I)

# What is left of a picture that was not ours, and links, to find those without address or words.
_PICTURE_HUSK = re.compile(r'<img(?: (?:alt|width|height)="[^"<>]*")*>')
_LINK = re.compile(rf'<a( href="[^"]*")? rel="{REL}">(.*?)</a>', re.DOTALL)

# Cleaned HTML that changes when cleaned again would be read in two ways by two parsers.
_ROUNDS = 4


def clean(html: str, profile: Profile) -> str:
    """Return what the profile allows of some HTML, the words of the rest, and nothing else.

    Takes anything and never fails. Cleaning what is clean changes nothing.
    """
    html = _BOLD_WITH_ATTRIBUTES.sub(r"<\1>", tidy_html(html))
    html = _LINE_BREAKING.sub(partial(_keep_line_end, profile), html)
    for _ in range(_ROUNDS):
        if _is_too_much(html):
            break
        before, html = html, _without_husks(tidy_html(_boundary(profile).clean(html))).strip()
        if html == before:
            return html
    return _words_only(html, profile)


def fits(html: str, profile: Profile) -> bool:
    """Whether a text is short enough to keep its tags, and to be kept as one.

    Cleaning makes links longer, so those without their mark count as if they had it.
    """
    unmarked = max(html.count("<a ") - html.count(REL), 0)
    length = len(html) + unmarked * len(f' rel="{REL}"')
    return length <= profile.most_characters and len(_TAG.findall(html)) <= _MOST_TAGS


def _without_husks(html: str) -> str:
    """Take away what cleaning emptied: pictures without a source, links that lead nowhere."""
    return _LINK.sub(_link_or_words, _PICTURE_HUSK.sub("", html))


def _link_or_words(link: re.Match[str]) -> str:
    shows_something = "<img" in link[2] or can_be_seen(plain_text(link[2]))
    return link[0] if link[1] and shows_something else link[2]


def with_links(html: str, profile: Profile) -> str:
    """Make links of bare addresses, and take links apart that lead nowhere good.

    A first pass for our own rendered Markdown, in bounded amounts. Not a boundary: clean follows.
    """
    if _PARAGRAPHS.fullmatch(html) and not _ADDRESS_BEGINS.search(html):
        return html
    # Made anew each time: bleach's parser keeps state and is not safe between threads.
    # Never parse_email: its pattern does not return on some input.
    linker = partial(LinkifyFilter, callbacks=[partial(_link, profile)], url_re=_ADDRESS)
    attributes = {tag: list(names) for tag, names in profile.attributes.items()}
    first_pass = FirstPass(profile.tags, attributes, _SCHEMES, strip=True, filters=[linker])
    linked: str = first_pass.clean(html.replace("&amp;", _AMPERSAND))
    return linked.replace(_AMPERSAND, "&amp;")


# Most of what is said: words with nothing in them that could become a link or be one already.
_WORDS = r"[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*"
_PARAGRAPHS = re.compile(rf"(?:<p>{_WORDS}(?:<br>{_WORDS})*</p>\n?)+")
_ADDRESS_BEGINS = re.compile(r"://|www\.", re.IGNORECASE)


# bleach reads "&amp;lt;" as "&lt;". This stands in for "&amp;" meanwhile: it is no character,
# so no tidied text holds it.
_AMPERSAND = "\ufdd0"


# Only what nobody types by accident: bleach's own pattern makes a link of "so tired.My legs",
# and takes seconds for 10,000 opening brackets. Quotes are entities at this stage.
_ADDRESS = re.compile(
    r"""(?:(?<!\()\(+|(?<![\w@./(-]))(?:https?://|www\.)[^\W_]
    (?:(?!&(?:quot|lt|gt);)[^\s<>"`{}|\\^\u3000-\u303f\uff01-\uff0f\uff1a-\uff20])*
    (?<![.,!?;:'*_~\u2026\u2019\u201d])""",
    re.IGNORECASE | re.VERBOSE,
)

_Attributes = dict[tuple[str | None, str] | str, str]


def _link(profile: Profile, attributes: _Attributes, new: bool = False) -> _Attributes | None:
    """Make links of addresses only; show where a link leads when its words say otherwise."""
    text = attributes["_text"]
    if new:
        address = f"https://{text}" if text.lower().startswith("www.") else text
        attributes[None, "href"] = address
        return attributes if profile.addresses.fullmatch(address) else None
    address = attributes.get((None, "href"), "")
    if _ADDRESS.search(text) and text.strip() not in address:
        attributes["_text"] = address
    return attributes


@cache
def _boundary(profile: Profile) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(profile.tags),
        clean_content_tags=_CODE,
        # Said for "*" too: else nh3 lets lang and title stand on every tag.
        attributes={"*": set(), **{tag: set(names) for tag, names in profile.attributes.items()}},
        attribute_filter=partial(_attribute, profile),
        link_rel=REL,
        url_schemes=_SCHEMES,
        generic_attribute_prefixes=None,
    )


def _attribute(profile: Profile, tag: str, name: str, value: str) -> str | None:
    """Return what may stay of an attribute's value, None to drop the attribute."""
    value = value.strip()
    if name == "href":
        return value if profile.addresses.fullmatch(value) else None
    if check := _VALUES.get(name):
        return value if check(value) else None
    return value.translate(_NO_BRACKETS)


_NO_BRACKETS = str.maketrans("", "", "<>")


def _is_our_picture(address: str) -> bool:
    """Pictures come from our own media only: a page tells no other host who reads it."""
    ours = settings.MEDIA_URL
    return (
        len(ours) > 1
        and address.startswith(ours)
        and ".." not in address
        and bool(re.fullmatch(r"[\w./-]+", address[len(ours) :], re.ASCII))
    )


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,9}", value, re.ASCII))


def _is_small_number(value: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d?", value, re.ASCII))


_VALUES: Mapping[str, Callable[[str], bool]] = {
    "src": _is_our_picture,
    "start": _is_number,
    "width": _is_number,
    "height": _is_number,
    "colspan": _is_small_number,
    "rowspan": _is_small_number,
    "scope": {"row", "col", "rowgroup", "colgroup"}.__contains__,
}


def _keep_line_end(profile: Profile, tag: re.Match[str]) -> str:
    return tag[0] if tag[1].lower() in profile.tags else f"\n{tag[0]}"


def _is_too_much(html: str) -> bool:
    return (
        len(unescape(html)) > _MOST_CHARACTERS
        or len(_TAG.findall(html)) > _MOST_TAGS
        or len(_BOLD_LEFT.findall(html)) > _MOST_KINDS_OF_BOLD
    )


def _words_only(html: str, profile: Profile) -> str:
    """Keep the words of HTML that is too much for a parser: every tag-like piece goes."""
    words = tidy_html(unescape(re.sub(r"<[^<>]*>", " ", html)))
    return _boundary(profile).clean(f"<p>{escape(words.strip())}</p>")

"""What somebody typed -> what readers get, or the reason why not."""

import re

from markup.cleaning import clean, with_links
from markup.markdown import to_raw_html
from markup.problems import Empty, NotText, OnlyMarks, TooLong, TooManyLines, TooManyLinks, Unusable
from markup.profiles import COMMENT, Profile
from markup.tidying import tidy
from markup.words import can_be_seen, has_words, plain_text

# What begins a line on the screen.
_LINES = ("<br", "<p>", "<li", "<hr")

# Looked at before anything else is done with the text.
_MOST_BYTES_PER_CHARACTER = 10

# What text never holds, or so rarely that one in a hundred tells a file from a slip.
_NOT_WRITTEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ufffd\ufffe\uffff\ud800-\udfff]"
)
_A_FEW = 3


def to_html(source: str, profile: Profile = COMMENT) -> str:
    """Render what was typed into finished, clean HTML; raise Unusable where that cannot be.

    The order is fixed: checks, Markdown, links, cleaning, and last our own decorations
    (mentions, anchors), which nothing typed can imitate because they come after cleaning.
    """
    text = _checked(source, profile)
    html = clean(with_links(to_raw_html(text), profile), profile)
    if not has_words(plain_text(html)):
        raise OnlyMarks
    links = html.count("<a ")
    if links > profile.most_links:
        raise TooManyLinks(number=links, limit=profile.most_links)
    lines = sum(html.count(begun) for begun in _LINES)
    if lines > profile.most_lines:
        raise TooManyLines(number=lines, limit=profile.most_lines)
    return html


def problem_with(source: str, profile: Profile = COMMENT) -> str | None:
    """Say in a sentence why a text cannot be taken; None where it can."""
    try:
        to_html(source, profile)
    except Unusable as problem:
        return str(problem.message % (problem.params or {}))
    return None


def _checked(source: str, profile: Profile) -> str:
    limit = profile.most_characters
    if len(source) > limit * _MOST_BYTES_PER_CHARACTER:
        raise TooLong(length=len(source), limit=limit)
    if len(source.encode(errors="replace")) > limit * _MOST_BYTES_PER_CHARACTER:
        raise TooLong(length=len(source), limit=limit)
    odd = _NOT_WRITTEN.findall(source)
    if "\x00" in odd or len(odd) > _A_FEW + len(source) // 100:
        raise NotText
    text = tidy(source)
    if not can_be_seen(text):
        raise Empty
    if len(text) > limit:
        raise TooLong(length=len(text), limit=limit)
    return text

"""People's text -> safe HTML. The only door: no other app cleans, and none marks text safe.

to_html(source)              Markdown as typed -> finished HTML, or an Unusable that says why not
pasted(html, profile)        HTML from the clipboard of a word processor or a web page -> the same
clean(html, profile)         HTML from anywhere -> what the profile allows
fits(html, profile)          whether some HTML is short enough to be taken as one text
guide_html(source)           Markdown of a guide's file -> clean HTML, or an Unusable
guide_markdown(html)         clean HTML of a guide -> the Markdown that gives it again, or None
names_after_at(html)         what clean HTML may call people by, after an "@"
with_mentions(html, places)  the same HTML with links in place of those names
tidy(source)                 the form in which what was typed is kept
mark_words(html, words)      the same HTML with those words inside <mark>
plain_text(html)             the words of cleaned HTML
problem_with(source)         the sentence that says why a text cannot be taken, or None
"""

from markup.cleaning import clean, fits
from markup.guide_markdown import guide_html
from markup.marking import mark_words
from markup.mentions import names_after_at, with_mentions
from markup.pasting import pasted
from markup.problems import (
    Empty,
    NotText,
    OnlyMarks,
    TooLong,
    TooManyLines,
    TooManyLinks,
    TooTangled,
    Unusable,
)
from markup.profiles import COMMENT, GUIDE, Profile
from markup.rendering import problem_with, to_html
from markup.tidying import tidy
from markup.words import plain_text
from markup.writing import Markdown, guide_markdown

__all__ = [
    "COMMENT",
    "GUIDE",
    "Empty",
    "Markdown",
    "NotText",
    "OnlyMarks",
    "Profile",
    "TooLong",
    "TooManyLines",
    "TooManyLinks",
    "TooTangled",
    "Unusable",
    "clean",
    "fits",
    "guide_html",
    "guide_markdown",
    "mark_words",
    "names_after_at",
    "pasted",
    "plain_text",
    "problem_with",
    "tidy",
    "to_html",
    "with_mentions",
]

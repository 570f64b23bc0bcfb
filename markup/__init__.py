"""People's text -> safe HTML. The only door: no other app cleans, and none marks text safe.

to_html(source)              Markdown as typed -> finished HTML, or an Unusable that says why not
clean(html, profile)         HTML from anywhere -> what the profile allows
tidy(source)                 the form in which what was typed is kept
plain_text(html)             the words of cleaned HTML
problem_with(source)         the sentence that says why a text cannot be taken, or None
"""

from markup.cleaning import clean
from markup.problems import Empty, NotText, OnlyMarks, TooLong, TooTangled, Unusable
from markup.profiles import COMMENT, GUIDE, Profile
from markup.rendering import problem_with, to_html
from markup.tidying import tidy
from markup.words import plain_text

__all__ = [
    "COMMENT",
    "GUIDE",
    "Empty",
    "NotText",
    "OnlyMarks",
    "Profile",
    "TooLong",
    "TooTangled",
    "Unusable",
    "clean",
    "plain_text",
    "problem_with",
    "tidy",
    "to_html",
]

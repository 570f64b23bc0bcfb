"""What holds for every text, tried with many made up by a machine that looks for trouble."""

import re
import unicodedata
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markup import COMMENT, Unusable, clean, plain_text, tidy, to_html
from markup.cleaning import with_links
from markup.markdown import to_raw_html
from markup.profiles import PROFILES
from markup.words import can_be_seen
from tests.markup.reading import faults_in
from tests.markup.vectors import ADDRESSES, HTML, MARKDOWN

pytestmark = pytest.mark.slow

# Letters of many scripts, and the characters that make trouble, more often than they deserve.
ODD = st.sampled_from(
    [
        *("<>&\"'`=/\\*_[]()!#-+.|~:;@ \n\t\x00\x0b\xa0\ufdd0éبकไ👩🏽⚕"),
        *("\u200b", "\u200c", "\u200d", "\u202e", "\u0301", "\u0338", "\ufe0f", "\ufeff"),
        *("\U0001f3f4", "\U000e0067"),
    ]
)
PIECES = st.sampled_from(
    HTML
    + MARKDOWN
    + [f"<a href='{address}'>x</a>" for address in ADDRESSES]
    + [
        f"<{slash}{tag}>"
        for slash in ("", "/")
        for tag in (
            "p",
            "b",
            "a",
            "ul",
            "li",
            "table",
            "tr",
            "td",
            "svg",
            "math",
            "style",
            "select",
            "h3",
            "form",
        )
    ]
    + [
        "https://a.example/",
        "www.a.example",
        "**",
        "> ",
        "- ",
        "1. ",
        "](",
        "\n\n",
        "&amp;",
        "&#60;",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, ODD, st.text(max_size=8)), max_size=14).map("".join)
MANY = settings(max_examples=150, deadline=None, print_blob=True)


def rendered(typed):
    """The HTML of a text, or nothing where the text is refused."""
    try:
        return to_html(typed)
    except Unusable:
        return ""


@MANY
@given(TEXTS, st.sampled_from(PROFILES))
def test_whatever_comes_in_only_what_is_allowed_comes_out(html, profile):
    assert faults_in(clean(html, profile), profile) == []


@MANY
@given(TEXTS, st.sampled_from(PROFILES))
def test_cleaning_what_is_clean_changes_nothing(html, profile):
    once = clean(html, profile)

    assert clean(once, profile) == once


@MANY
@given(TEXTS)
def test_whatever_is_typed_only_what_is_allowed_is_shown(typed):
    assert faults_in(rendered(typed), COMMENT) == []


@MANY
@given(TEXTS)
def test_the_same_text_has_the_same_answer_and_its_html_is_clean_already(typed):
    html = rendered(typed)

    assert html == rendered(typed)
    assert not html or html == rendered(tidy(typed))
    assert html == clean(html, COMMENT)


@MANY
@given(TEXTS)
def test_tidying_what_is_tidy_changes_nothing(typed):
    once = tidy(typed)

    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)


@MANY
@given(st.lists(st.text("abcdefghi áéß жñ 日本 ไทย क ب", min_size=1), min_size=1).map("\n\n".join))
def test_plain_words_survive_letter_for_letter(typed):
    words = tidy(typed).split()

    assert plain_text(rendered(typed)).split() == words


@MANY
@given(st.one_of(TEXTS, st.text("abé \n\r\t\x01\ufdd0<>&;*_'\"w.:/-", max_size=60)))
def test_words_without_links_are_what_looking_for_links_makes_of_them(typed):
    html = to_raw_html(typed)
    never = re.compile("(?!)")
    with mock.patch("markup.cleaning._PARAGRAPHS", never):
        looked_at = with_links(html, COMMENT)
    assert with_links(html, COMMENT) == looked_at


@given(TEXTS)
def test_no_letter_or_digit_that_was_typed_is_lost(typed):
    """Marks may vanish, addresses of links too; all that stands outside brackets stays."""
    typed = tidy(re.sub(r"[\[\]()<>&]|\b(?:https?|www|mailto)\b|\d+\.", " ", typed))
    html = rendered(typed)

    if html:
        assert letters(plain_text(html)) == letters(typed)


def letters(text):
    return [character for character in text if character.isalnum() and can_be_seen(character)]


@MANY
@given(st.text("*_[]()<>!-+ \n\\`#&a1.:/h", max_size=3_000))
def test_no_heap_of_marks_makes_anything_but_html_or_a_sentence(typed):
    assert faults_in(rendered(typed), COMMENT) == []

"""What cannot be taken, and the sentence that says so."""

import pytest
from django import forms

from markup import Empty, NotText, OnlyMarks, TooLong, TooTangled, Unusable, problem_with, to_html

FIRST = "Please write something first."
MARKS = "There are only formatting marks here. Please add some words."
FILE = "This looks like the inside of a file. Please type or paste words."
LINKS = (
    "There are 101 links in this text, and 100 fit. Please keep the ones that matter most, or "
    "send it in parts."
)
TANGLE = (
    "There are too many formatting marks or very short lines in this text. "
    "Please take some out, such as * _ > [ or -."
)


def too_long(length):
    return (
        f"This text is too long: it has {length} characters, and 10000 fit. "
        "Please shorten it or send it in parts."
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", FIRST),
        (" \t\r\n\u3000\u00a0", FIRST),
        ("\u200b\u200d\u2060\ufeff\u00ad", FIRST),
        ("\u202e\u2066\u200f", FIRST),
        ("\u3164\u2800\u115f", FIRST),
        ("\u0301\u0302", FIRST),
        ("****", MARKS),
        ("> \n>", MARKS),
        ("---", MARKS),
        ("[](https://a.example)", MARKS),
        ("[](x) []()", MARKS),
        ("<b></b><br/><!-- x -->", MARKS),
        ("- \n- \n", MARKS),
        ("# `` ~~", MARKS),
        ("x" * 10_001, too_long(10_001)),
        ("é" * 10_001, too_long(10_001)),
        ("x" * 1_000_000, too_long(1_000_000)),
        ("\u200b" * 100_001, too_long(100_001)),
        ("\u200b" * 34_000, too_long(34_000)),
        ("https://a.example " * 101, LINKS),
        ("words\0", FILE),
        ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FILE),
        ("\x01\x02\x03\x04\x05 abc", FILE),
        ("\ufffd" * 50 + "abc", FILE),
        ("\ud800\udfff" * 20, FILE),
        ("- " * 30 + "deep", TANGLE),
        (">" * 30 + "deep", TANGLE),
        ("*" * 2_000 + "a" + "*" * 2_000, TANGLE),
        ("*a* " * 2_000, TANGLE),
        ("a\n" * 4_000, TANGLE),
    ],
)
def test_each_bad_text_gets_a_plain_sentence(typed, sentence):
    assert problem_with(typed) == sentence


@pytest.mark.parametrize(
    "typed",
    [
        "?",
        "ok",
        "❤️",
        "1",
        ":-)",
        "+1",
        "...",
        "日本語",
        "👍🏽",
        "<3",
        "**!**",
        "half\ufffd a word",
        "a\x0bb",
    ],
)
def test_short_words_and_signs_are_taken(typed):
    assert problem_with(typed) is None


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Empty, " "),
        (OnlyMarks, "**"),
        (TooLong, "x" * 10_001),
        (NotText, "\0"),
        (TooTangled, ">" * 40),
    ],
)
def test_each_kind_of_problem_has_its_own_name_and_code(problem, typed):
    with pytest.raises(problem) as caught:
        to_html(typed)

    assert isinstance(caught.value, Unusable)
    assert caught.value.code == problem.code


def test_a_form_may_let_a_problem_through_as_its_own_error():
    class Form(forms.Form):
        body = forms.CharField()

        def clean_body(self):
            return to_html(self.cleaned_data["body"])

    form = Form({"body": "x" * 10_001})

    assert form.errors == {"body": [too_long(10_001)]}

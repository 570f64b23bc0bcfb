"""What typed text loses before it is kept, and what it must not lose."""

import unicodedata

import pytest

from markup import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg", "a\nb\nc\nd\ne\nf\ng"),
        ("a  \n\t\nb ", "a\n\nb"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\n\na\n", "a"),
        ("  a", "  a"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\u200b\u200c\u200db", "ab"),
        ("\ufeffa\u00adb\u2060", "ab"),
        ("a\x07\x1bb\x7f", "ab"),
        ("a\ud800b\uffff\U0001ffff", "ab"),
        ("a\u200e\u200f\u200eb", "a\u200eb"),
        ("x\U000e0068\U000e0069", "x"),
        ("a\ufe0f\ufe0f\ufe0fb", "a\ufe0fb"),
    ],
)
def test_what_no_eye_sees_is_taken_out(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "words",
    [
        "نمی‌خواهم",  # Persian: a non-joiner inside the word
        "ه‍",  # an Arabic letter in its joined form
        "ක්‍ෂ",  # Sinhala: a joiner makes the conjunct
        "ന്‍",  # Malayalam: a joiner at the end of a word
        "ภาษา\u200bไทย",  # Thai: a place where the line may break
        "👩‍⚕️ 🏳️‍🌈 👩🏽‍🦽‍➡️ 👨‍👩‍👧 ❤️‍🔥",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
        "Tiếng Việt, ǖ, Ầ",
        "בְּרֵאשִׁ֖ית",  # Hebrew with points and accents
        "བསྒྲུབས་ ཧཱུྂ",
        "हिन्दी தமிழ் ไทย 한국어 ᠮᠣᠩᠭᠣᠯ",
        "1️⃣ #️⃣",
    ],
)
def test_no_script_loses_its_letters(words):
    assert tidy(words) == unicodedata.normalize("NFC", words)


def test_a_pile_of_marks_is_cut_to_what_writing_needs():
    assert tidy("Z" + "\u0334\u0358" * 40 + "o") == "Z\u0334\u0334\u0358\u0358o"
    assert tidy("ก" + "\u0e47" * 40) == "ก" + "\u0e47" * 6


def test_a_pile_of_marks_that_sorts_badly_costs_no_more_than_other_text():
    """Composing sorts marks by comparing each with each: 80,000 of them would take minutes."""
    assert len(tidy("a" + "\u0301\u0327" * 40_000)) <= 5

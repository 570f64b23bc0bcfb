import pytest

from articles.language.differences import MOST_WORDS, differences


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Rest helps me.", "Rest helps me.", [("same", "Rest helps me.")]),
        ("", "New words.", [("new", "New words.")]),
        ("Old words.", "", [("gone", "Old words.")]),
        ("", "", []),
        (
            "Rest helps me a lot.",
            "Tea helps me a lot.",
            [("gone", "Rest "), ("new", "Tea "), ("same", "helps me a lot.")],
        ),
        ("One\ntwo.", "One two.", [("same", "One two.")]),
        ("One.\nTwo.", "One.", [("same", "One."), ("gone", "\nTwo.")]),
        (
            "One two. Three four.",
            "Two, two.",
            [("gone", "One "), ("new", "Two, "), ("same", "two."), ("gone", " Three four.")],
        ),
        (
            "See [this](https://a.example).",
            "See [this](https://b.example).",
            [
                ("same", "See "),
                ("gone", "[this](https://a.example)."),
                ("new", "[this](https://b.example)."),
            ],
        ),
    ],
)
def test_each_word_is_told_as_same_gone_or_new(old, new, told):
    assert [tuple(piece) for piece in differences(old, new)] == told


def test_the_new_text_is_what_stayed_and_what_came():
    old, new = "a b c d e\n\nf g", "a x c\n\nd e y g"

    pieces = differences(old, new)

    assert "".join(piece.words for piece in pieces if piece.kind != "gone") == new


def test_long_texts_are_compared_line_by_line():
    line = "word " * (MOST_WORDS // 2) + "\n"

    pieces = differences(line * 2 + "end", line * 2 + "other")

    assert [tuple(piece) for piece in pieces][-2:] == [("gone", "end"), ("new", "other")]


def test_a_word_said_a_thousand_times_does_not_take_a_minute():
    old, new = "x " + "word " * 1_500 + "y", "y " + "word " * 1_500 + "x"

    assert [piece.kind for piece in differences(old, new)] == ["gone", "new"]

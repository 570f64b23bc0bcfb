"""Names after an "@": found whatever stands around them, and drawn where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup import COMMENT, Unusable, clean, names_after_at, plain_text, to_html, with_mentions

PEOPLE = {"ben": "/b/", "ben ray": "/r/", "m&m": "/m/", "marigold_71": "/g/", "j.": "/j/"}


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("@ben", "@ben"),
        ("Thank you, @ben, and good night.", "@ben"),
        ("(@Ben)", "@Ben"),
        ("@ben ray said", "@ben ray"),
        ("@ben rays", "@ben"),
        ("@ben's vest", "@ben"),
        ("**@ben**", "@ben"),
        ("@m&m @M&M", "@m&m @M&M"),
        ("@marigold_71!", "@marigold_71"),
        ("@j. knows", "@j."),
        ("> @ben", "@ben"),
        ("@benny", ""),
        ("ben", ""),
        ("@ ben", ""),
        ("a@ben", ""),
        ("mail me: x.y@ben", ""),
        ("[@ben](https://example.org/)", ""),
        ("https://example.org/@ben", ""),
        ("@b\nen", ""),
    ],
)
def test_a_name_is_called_where_it_stands_as_a_word(typed, called):
    html = to_html(typed)

    drawn = with_mentions(html, PEOPLE)

    links = [piece.partition("</a>")[0] for piece in drawn.split(' href="/')[1:]]
    assert " ".join(plain_text(f"<a {link}") for link in links) == called
    assert plain_text(drawn) == plain_text(html)
    assert {name.lower() for name in called.removeprefix("@").split(" @") if name} <= (
        names_after_at(html)
    )


def test_nothing_is_drawn_where_nobody_is_meant():
    html = to_html("@ben &amp; @cy <b> &")
    assert with_mentions(html, {}) == html
    assert with_mentions(html, {"cy ": "/c/"}) == html


def test_only_so_many_are_looked_for():
    html = to_html(" ".join(f"@name{number}" for number in range(50)))
    assert {"name0", "name9"} <= names_after_at(html)
    assert "name10" not in names_after_at(html)
    assert all(len(name) <= 40 for name in names_after_at(to_html("@" + "so " * 100)))


@given(st.text(alphabet=st.sampled_from("@ben ray&<>\"'*_[]()\n/.")))
def test_what_is_drawn_stays_clean_and_keeps_the_words(typed):
    try:
        html = to_html(typed)
    except Unusable:
        return

    drawn = with_mentions(html, PEOPLE)

    assert clean(drawn, COMMENT) == drawn
    assert plain_text(drawn) == plain_text(html)

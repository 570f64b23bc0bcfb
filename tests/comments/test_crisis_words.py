"""Words of somebody in danger, told apart from pain, tiredness and everyday speech."""

from collections import Counter

import pytest

from comments.concern import crisis
from comments.concern.folding import folded
from tests.comments import worrying


def test_the_labelled_set_is_large_and_says_everything_once():
    labels = Counter(label for label, _words in worrying.sentences())
    words = [words for _label, words in worrying.sentences()]

    assert labels.keys() == {"crisis", "idiom", "others", "past", "quote", "denied", "topic"}
    assert labels["crisis"] >= 140
    assert labels.total() - labels["crisis"] >= 200
    assert len(words) == len(set(words))


# The figures of docs/moderation.md, less a little.
@pytest.mark.parametrize(
    ("held_out", "precision", "recall"), [(False, 0.97, 0.98), (True, 0.96, 0.96)]
)
def test_it_is_as_often_right_as_was_published(held_out, precision, recall):
    measured = worrying.measured(worrying.half(held_out=held_out))

    assert measured[0] >= precision
    assert measured[1] >= recall


@pytest.mark.parametrize(
    "words",
    [
        "The spasms are killing me",
        "It is a suicide headache",
        "My legs are dead",
        "I'm dying for a cup of tea",
        "My neurologist will kill me",
        "I want the pain to end",
        "",
        "😀 … !!!",
    ],
)
def test_pain_and_tiredness_are_no_alarm(words):
    assert crisis.found_in(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "I WANT TO DIE",
        "i want to díe",
        "I w\u0430nt t\u043e die",
        "I want to d\u200bi\u00ade",
        "\uff29 want to die",
        "i w@nt to d1e",
        "Nice day.\n\nI want to die",
        "**I want to die**",
        "I keep thinking “I want to die”.",
        'I told myself: "I want to kill myself"',
    ],
)
def test_another_spelling_hides_nothing(words):
    assert crisis.found_in(words) != []


def test_what_others_said_is_theirs():
    told = '> I want to die.\n\nHe wrote “I want to kill myself”. She said "I feel suicidal".'

    assert crisis.found_in(told) == []


def test_what_was_found_is_named_once_in_order():
    told = "I want to die. I really want to kill myself. I want to die."

    assert crisis.found_in(told) == ["i want to die", "i really want to kill myself"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Café", "cafe"), ("Don’t", "dont"), ("a\u200bb", "ab"), ("k1ll", "kill"), ("10 mg", "10 mg")],
)
def test_words_are_folded(typed, kept):
    assert folded(typed) == kept


@pytest.mark.parametrize(
    "piece",
    ["i ", "i want to ", "'a ", '"“‘', "> ", "i have thoughts of death ", "better my my ", "й1a "],
)
def test_long_words_are_read_in_straight_time(piece, untraced):
    """Nothing goes back and forth: the longest comment that can be posted would show it here."""
    crisis.found_in(piece * (10_000 // len(piece)))

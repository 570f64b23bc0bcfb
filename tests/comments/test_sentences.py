"""What the detectors reach on sentences labelled by hand. Figures: docs/moderation.md."""

import pytest

from comments.rules import cures
from tests.comments import sentences

# A little under what was measured, so that one sentence may go another way.
HELD = {
    ("advice", sentences.LOOKED_AT): (0.95, 0.78),
    ("advice", sentences.HELD_OUT): (0.95, 0.65),
    ("private", sentences.LOOKED_AT): (0.95, 0.87),
    ("private", sentences.HELD_OUT): (0.95, 0.78),
}


@pytest.mark.parametrize(("name", "half"), HELD)
def test_the_detectors_keep_what_they_reached(name, half):
    precision, recall, missed, wrong = sentences.measure(name, half)

    assert precision >= HELD[name, half][0], wrong
    assert recall >= HELD[name, half][1], missed


def test_every_sentence_stands_there_once():
    found = [text for _find, wanted, unwanted in sentences.TASKS.values() for text in wanted]
    found += [text for _find, _wanted, unwanted in sentences.TASKS.values() for text in unwanted]

    assert len(found) == len(set(found)) == 260


@pytest.mark.parametrize(
    "words",
    [
        "This tea will cure your MS.",
        "A natural cure for multiple sclerosis.",
        "I am completely cured.",
        "Our oil heals MS.",
        "Reverse your lesions in 30 days.",
        "It is a miracle cure.",
        "MS can be reversed.",
        "The diet got rid of my MS.",
    ],
)
def test_a_promise_of_a_cure_is_found(words):
    assert [found.words for found in cures.found_in(f"Hello. {words}")] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "There is no cure for MS.",
        "I hope they find a cure for MS one day.",
        "Will this cure my MS?",
        "Beware of anybody who promises a miracle cure.",
        "My cold is better, and the cough, too.",
        "Researchers look for a cure for multiple sclerosis.",
        "It did not cure my MS, but it helps.",
        "The wound healed well.",
    ],
)
def test_hope_and_warnings_are_no_promise(words):
    assert cures.found_in(words) == []

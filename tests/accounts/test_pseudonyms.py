"""Names to begin with, and names that tell too much."""

import pytest

from accounts import names, pseudonyms
from accounts.models import Member
from tests import make


def test_ideas_are_two_words_that_may_be_used_and_tell_nothing():
    made = pseudonyms.ideas(20)

    assert len(set(made)) == 20
    assert all(names.clean_name(name) == name for name in made)
    assert not any(pseudonyms.tells_who(name, "cas@example.org") for name in made)


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Anna Schmidt", True),
        ("anna.schmidt", True),
        ("Anna Maria Schmidt", True),
        ("sunny1974", True),
        ("Quiet Harbour", False),
        ("sunny74", False),
        ("Anna", False),
        ("slowly but surely", False),
    ],
)
def test_what_tells_who_somebody_is(name, tells):
    assert pseudonyms.tells_who(name, "anna.schmidt@example.org") is tells


def test_such_a_name_is_asked_about_once_and_taken_then(sign_up):
    first = sign_up(name="Anna Schmidt")
    second = sign_up(name="Anna Schmidt", keep_name="on")

    assert first.status_code == 422
    assert "This looks like a real name" in first.text
    assert "Use this name all the same" in first.text
    assert second.status_code == 302


@pytest.mark.parametrize("name", ["dr linden", "Dr. L1nden", "DrLinden", "Dr Lindén"])
def test_nobody_passes_for_somebody_who_works_here(db, name):
    make.moderator("Dr-Linden")

    assert Member.objects.has_name(name)


def test_letters_of_other_alphabets_look_like_ours():
    assert names.skeleton("Аdа") == names.skeleton("Ada") == names.skeleton("A-d.á")
    assert names.skeleton("Morna") == names.skeleton("Moma")
    assert names.skeleton("Otto") != names.skeleton("Ottilie")

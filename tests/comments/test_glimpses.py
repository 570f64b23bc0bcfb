"""A few words of the talk, shown elsewhere."""

import pytest

from comments import deciding
from comments.deciding import Why
from comments.glimpses import recent_words
from comments.models import Audience
from tests import make


def words():
    return [glimpse.words for glimpse in recent_words(3)]


@pytest.fixture
def talk(ada):
    """Three guides, and one comment under each."""
    guides = [make.guide(title) for title in ("Fatigue", "Sleep", "Heat")]
    return [make.comment(guide, ada, f"About **{guide.title}**") for guide in guides]


def test_the_newest_words_come_first_one_from_each_guide(talk, fatigue, ada):
    make.comment(talk[0].discussion.guide, ada, "Once more")

    assert words() == ["Once more", "About Heat", "About Sleep"]
    assert recent_words(1)[0].guide == "Fatigue"
    assert recent_words(1)[0].name == "ada"


def test_only_what_everyone_may_read_is_shown(talk, ada, mo):
    fatigue, sleep, heat = talk
    new = make.member("new")
    make.comment(fatigue.discussion.guide, new, "Waits", status="waiting")
    make.comment(fatigue.discussion.guide, ada, "Answers", parent=fatigue)
    deciding.hide(heat, Why(by=mo))
    sleep.discussion.who_may_read = Audience.MEMBERS
    sleep.discussion.save()

    assert words() == ["About Fatigue"]


def test_long_words_are_left_for_the_page_itself(talk, ada):
    make.comment(talk[2].discussion.guide, ada, "So tired. " * 60)

    assert words() == ["About Heat", "About Sleep", "About Fatigue"]


@pytest.mark.parametrize("count", [1, 3, 12])
def test_a_glimpse_is_one_query(ada, count, django_assert_num_queries):
    for number in range(count):
        make.comment(make.guide(f"Guide {number}"), ada)

    with django_assert_num_queries(1):
        assert len(words()) == min(count, 3)

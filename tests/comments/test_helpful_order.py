"""The helpful order: what helped most people first, ties by number, whole over its pages."""

import re

import pytest

from comments import reacting, reading
from comments.models import Comment
from comments.visibility import Reader
from tests import make
from tests.comments.pages import numbers_in

ANYONE = Reader()


@pytest.fixture
def readers(db):
    return [make.member(f"reader {number}") for number in range(4)]


def help_with(comment, readers):
    for reader in readers:
        reacting.react(comment, reader, "helped")


def test_what_helped_more_people_comes_first_and_ties_newest_first(client, fatigue, ada, readers):
    one, two, _three, four, _five = (make.comment(fatigue, ada) for _ in range(5))
    help_with(two, readers[:3])
    help_with(one, readers[:1])
    help_with(four, readers[:1])

    page = client.get(fatigue.get_absolute_url(), {"order": "helpful"})

    assert numbers_in(page) == [2, 4, 1, 5, 3]
    assert "most helpful first" in page.text
    assert 'href="?order=newest#talk"' in page.text
    assert 'href="?order=oldest#talk"' in page.text
    assert 'href="?order=helpful#talk"' not in page.text
    assert numbers_in(client.get(fatigue.get_absolute_url(), {"order": "helpful"})) == [
        2,
        4,
        1,
        5,
        3,
    ]


def test_ready_answers_say_nothing_about_help(fatigue, ada, readers):
    one = make.comment(fatigue, ada)
    for kind in ("same_here", "thinking_of_you", "thank_you"):
        reacting.react(one, readers[0], kind)
    one.refresh_from_db()
    assert one.score == 0


def test_replies_stay_oldest_first_inside_a_thread(client, fatigue, ada, readers):
    one = make.comment(fatigue, ada)
    make.comment(fatigue, ada, parent=one)
    help_with(make.comment(fatigue, ada, parent=one), readers)
    assert numbers_in(client.get(fatigue.get_absolute_url(), {"order": "helpful"})) == [1, 2, 3]


def walk(fatigue, between=lambda: None):
    """All numbers, page by page, with something happening between two pages."""
    numbers, after = [], ""
    while True:
        page = reading.page_of(fatigue.discussion, ANYONE, order="helpful", after=after)
        numbers += [node.comment.number for node in page.threads]
        after = page.after
        if not after:
            return numbers
        between()


@pytest.fixture
def many(fatigue, ada, readers):
    comments = [make.comment(fatigue, ada) for _ in range(50)]
    for place, comment in enumerate(comments):
        help_with(comment, readers[: place % 3])
    return comments


def test_every_thread_is_on_one_page(fatigue, many):
    assert sorted(walk(fatigue)) == list(range(1, 51))


def test_what_is_pressed_meanwhile_but_stays_on_its_side_is_neither_missed_nor_met_twice(
    fatigue, many, readers
):
    """One that was read rises, one that is still to come falls: both move away from the place."""
    first = reading.page_of(fatigue.discussion, ANYONE, order="helpful").threads[0].comment

    def between():
        reacting.react(first, readers[3], "helped")
        reacting.take_back(Comment.objects.get(number=2), readers[0], "helped")

    assert sorted(walk(fatigue, between)) == list(range(1, 51))


def test_a_thread_that_arrives_while_somebody_reads_moves_no_other(fatigue, many, ada):
    numbers = walk(fatigue, lambda: make.comment(fatigue, ada))
    assert sorted(n for n in numbers if n <= 50) == list(range(1, 51))
    assert len(numbers) == len(set(numbers))


def test_the_order_goes_along_to_the_next_page(client, fatigue, many):
    page = client.get(fatigue.get_absolute_url(), {"order": "helpful"})
    follows = re.search(r'href="(\?order=helpful&amp;after=[^"]+)#talk"', page.text)[1]
    second = client.get(fatigue.get_absolute_url() + follows.replace("&amp;", "&"))
    assert second.status_code == 200
    assert set(numbers_in(page)).isdisjoint(numbers_in(second))

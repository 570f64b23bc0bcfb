"""The helpful order: what helped most people first, ties by number, whole over its pages."""

import random
import re

import pytest

from comments import moves, reacting, reading
from comments.models import Comment, Move
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


def press_at_random(dice, comments, readers):
    """Some press, some take it back: conversations rise and fall, many of them more than once."""
    for _ in range(dice.choice([0, 1, 3, 12, 30])):
        comment, reader = dice.choice(comments), dice.choice(readers)
        verb = reacting.react if dice.random() < 0.6 else reacting.take_back
        verb(comment, reader, "helped")


def test_whatever_is_pressed_between_pages_none_is_missed_and_none_stands_twice(
    fatigue, many, ada, readers
):
    many += [make.comment(fatigue, ada) for _ in range(35)]
    dice = random.Random(4)  # noqa: S311 -- the same one each time
    for _ in range(30):
        numbers = walk(fatigue, lambda: press_at_random(dice, many, readers))
        assert sorted(numbers) == list(range(1, 86))


def test_more_than_a_page_that_moved_up_comes_on_several_pages(fatigue, many, readers):
    low = list(Comment.objects.filter(score=0)[:25])
    pages = []

    def between():
        for comment in low if not pages else []:
            help_with(comment, readers)
        pages.append(1)

    assert sorted(walk(fatigue, between)) == list(range(1, 51))


def test_what_moved_up_past_the_reader_comes_first_on_the_next_page_and_is_told(
    client, fatigue, many, readers
):
    page = client.get(fatigue.get_absolute_url(), {"order": "helpful"})
    follows = re.search(r'href="(\?order=helpful&amp;after=[^"]+)#talk"', page.text)[1]
    help_with(Comment.objects.get(number=1), readers)
    help_with(Comment.objects.get(number=4), readers)

    second = client.get(fatigue.get_absolute_url() + follows.replace("&amp;", "&"))

    assert numbers_in(second)[:2] == [4, 1]
    assert "2 conversations moved up past you since the page before" in second.text
    assert "moved up" not in page.text


def test_a_page_after_which_nothing_is_left_says_so(client, fatigue, many, readers):
    lowest = reading.page_of(fatigue.discussion, ANYONE, order="helpful")
    for _ in range(2):
        last, lowest = (
            lowest,
            reading.page_of(fatigue.discussion, ANYONE, order="helpful", after=lowest.after),
        )
    for node in lowest.threads:
        Comment.objects.filter(pk=node.comment.pk).delete()

    page = client.get(fatigue.get_absolute_url(), {"order": "helpful", "after": last.after})

    assert "That is all for now." in page.text
    assert "Back to the start" in page.text
    assert "Nobody has written here yet" not in page.text


def test_who_comes_back_after_too_many_changes_is_told_to_begin_again(
    client, fatigue, many, readers, monkeypatch
):
    first = reading.page_of(fatigue.discussion, ANYONE, order="helpful")
    monkeypatch.setattr(moves, "CHANGES_KEPT", 3)
    help_with(Comment.objects.get(number=1), readers)

    page = client.get(fatigue.get_absolute_url(), {"order": "helpful", "after": first.after})

    assert "Much has changed places since the page before." in page.text
    assert "Back to the start" in page.text
    assert Move.objects.filter(discussion=fatigue.discussion).count() == 3


def test_a_link_from_before_moves_were_known_still_leads_on(fatigue, many):
    first = reading.page_of(fatigue.discussion, ANYONE, order="helpful")
    old = "_".join(first.after.split("_")[:2])
    second = reading.page_of(fatigue.discussion, ANYONE, order="helpful", after=old)
    assert len(second.threads) == reading.THREADS_A_PAGE


def test_a_move_says_nothing_about_who_pressed():
    named = {field.name for field in Move._meta.get_fields()}
    assert named == {"id", "discussion", "version", "thread", "before", "after"}


def test_a_press_beside_a_reply_moves_no_conversation(fatigue, ada, readers):
    one = make.comment(fatigue, ada)
    help_with(make.comment(fatigue, ada, parent=one), readers)
    assert not Move.objects.exists()


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

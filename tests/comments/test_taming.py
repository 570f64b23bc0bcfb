"""Words made to deceive, to fill the screen or to advertise: refused in a sentence, or tamed."""

import html
import unicodedata

import pytest

from comments.models import Comment
from tests import make

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TOWER = "e" + "\u0301\u0488\u0489" * 300
LINK = "https://example.org/rest"


@pytest.fixture
def say(client, ada, fatigue, settings):
    """Posts words as a member whom nobody holds, and answers with the page that follows."""
    settings.COMMENTS_HELD_FIRST = 0
    client.force_login(ada)

    def post(words, *, path=None, **fields):
        path = path or f"{fatigue.get_absolute_url()}comment/"
        return client.post(path, {"body": words, **fields}, follow=True)

    return post


@pytest.fixture
def everywhere(fatigue, ada, ben):
    """The places in which a member can write."""
    return {
        "comment": f"{fatigue.get_absolute_url()}comment/",
        "reply": f"/comments/{make.comment(fatigue, ben).pk}/reply/",
        "edit": f"/comments/{make.comment(fatigue, ada).pk}/edit/",
        "topic": f"{fatigue.topic.discussion.page_url}comment/",
    }


@pytest.mark.parametrize("place", ["comment", "reply", "edit", "topic"])
def test_direction_is_never_turned_round(say, everywhere, place):
    answer = say(
        f"Take {OVERRIDES}gm 05{OVERRIDES} at night.", path=everywhere[place], title="Rest"
    )

    assert answer.status_code == 200
    assert "Take gm 05 at night." in answer.text
    assert not any(sign in answer.text for sign in OVERRIDES)
    assert Comment.objects.filter(html="<p>Take gm 05 at night.</p>").count() == 1


def test_words_that_run_from_right_to_left_stay_as_they_are(say):
    answer = say("מנוחה עוזרת לי. שָׁלוֹם")

    assert "מנוחה עוזרת לי. שָׁלוֹם" in answer.text
    assert '<div class="text prose" dir="auto">' in answer.text


@pytest.mark.parametrize("place", ["comment", "reply", "edit", "topic"])
def test_towers_of_marks_do_not_cover_what_stands_above(say, everywhere, place):
    answer = say(f"Nap h{TOWER}re.", path=everywhere[place], title="Rest")

    assert answer.status_code == 200
    said = Comment.objects.get(html__startswith="<p>Nap h")
    marks = [sign for sign in said.html if unicodedata.combining(sign) or sign in "\u0488\u0489"]
    assert len(marks) <= 6
    assert said.html.endswith("re.</p>")
    assert TOWER[:20] not in answer.text


@pytest.mark.parametrize("count", [9_000, 10_000])
def test_thousands_of_empty_lines_do_not_fill_the_screen(say, count):
    answer = say("Above." + "\n" * count + "Below.")

    if Comment.objects.exists():
        assert Comment.objects.get().html == "<p>Above.</p>\n<p>Below.</p>"
        assert Comment.objects.get().revisions.get().source.count("\n") <= 3
    else:
        assert answer.status_code == 422
        assert "This text is too long" in answer.text


@pytest.mark.parametrize("end", ["\n", "  \n", "\\\n", "<br>\n", "\r\n", "\u2028"])
def test_thousands_of_short_lines_are_tamed_or_refused(say, end):
    answer = say(("." + end) * 2_400)

    if Comment.objects.exists():
        assert len(Comment.objects.get().html) < 20_000
        assert Comment.objects.get().html.count("<br") <= 500
    else:
        assert answer.status_code == 422
        told = ("and 500 fit. Please put several into one", "or very short lines", "is too long")
        assert any(sentence in answer.text for sentence in told)


def test_five_hundred_links_are_refused_with_what_to_do_and_no_word_is_lost(say):
    words = " ".join(f"https://x.org/{number}" for number in range(500))

    answer = say(words)

    assert answer.status_code == 422
    assert "There are 500 links in this text, and 100 fit." in answer.text
    assert html.escape(words) in answer.text
    assert Comment.objects.count() == 0


def test_links_that_stay_lead_to_no_gain(say):
    answer = say(f"This helped me: {LINK}")

    assert answer.status_code == 200
    link = answer.text.partition(f'href="{LINK}"')[2].partition(">")[0]
    assert {"nofollow", "ugc"} <= set(link.partition('rel="')[2].partition('"')[0].split())

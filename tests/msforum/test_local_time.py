"""Times stand on the pages as the reader's clock shows them."""

from datetime import UTC, datetime

import pytest

from accounts.zones import zones
from comments.models import Comment
from tests import make


@pytest.fixture
def said(fatigue, ada, settings):
    settings.COMMENTS_HELD_FIRST = 0
    comment = make.comment(fatigue, ada)
    at = datetime(2026, 7, 3, 22, 30, tzinfo=UTC)
    Comment.objects.filter(pk=comment.pk).update(posted_at=at)
    return comment


def choose(client, zone):
    return client.post("/display/", {"theme": "system", "zone": zone})


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("", "3 July 2026, 22:30"),
        ("Europe/Berlin", "4 July 2026, 00:30"),
        ("America/New_York", "3 July 2026, 18:30"),
        ("Asia/Kathmandu", "4 July 2026, 04:15"),
    ],
)
def test_a_comment_is_dated_in_the_chosen_zone(client, said, zone, told):
    choose(client, zone)

    page = client.get(said.get_absolute_url()).text

    assert told in page
    assert 'datetime="2026-07-03T22:30+00:00"' in page


def test_one_reader_s_zone_is_not_another_s(client, said):
    choose(client, "Asia/Tokyo")
    client.get(said.get_absolute_url())
    client.cookies.clear()

    assert "3 July 2026, 22:30" in client.get(said.get_absolute_url()).text


def test_the_choice_is_kept_for_a_year_and_can_be_taken_back(client, db):
    cookie = choose(client, "Europe/Berlin").cookies["zone"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"]) == (
        "Europe/Berlin",
        31_536_000,
        True,
    )
    assert 'value="Europe/Berlin" selected' in client.get("/display/").text

    assert choose(client, "").cookies["zone"]["max-age"] == 0


@pytest.mark.parametrize("bad", ["Mars/Crater", "../etc/passwd", "Europe/Berlin\n", "x" * 5000])
def test_a_zone_that_does_not_exist_is_explained_and_a_cookie_with_one_not_believed(
    client, said, bad
):
    answer = choose(client, bad)
    assert answer.status_code == 422
    assert "Choose one of the places in the list." in answer.text

    client.cookies["zone"] = bad.strip()
    if bad.strip() not in zones():
        assert "3 July 2026, 22:30" in client.get(said.get_absolute_url()).text


def test_the_desk_keeps_the_time_of_the_site(client, said, mo):
    client.force_login(mo)
    choose(client, "Asia/Tokyo")

    page = client.get("/admin/comments/comment/").text

    assert "22:30" in page

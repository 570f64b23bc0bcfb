"""When the team looks: told to whoever writes, by their own clock, across changes of clocks."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from comments.duty import hours
from comments.models import DutyTime, Status
from comments.models.duty import Days
from tests import make

LONDON = ZoneInfo("Europe/London")
ADMIN = "/admin/comments/dutytime/"


def duty(at, days=Days.DAILY, zone="Europe/London"):
    return DutyTime(days=days, at=time.fromisoformat(at), zone=zone)


def at(text, zone=LONDON):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("row", "now", "following"),
    [
        (duty("08:30"), "2026-06-03T07:00", "2026-06-03T08:30"),
        (duty("08:30"), "2026-06-03T08:30", "2026-06-04T08:30"),
        # A Friday evening.
        (duty("08:30", Days.WORKDAYS), "2026-06-05T20:00", "2026-06-08T08:30"),
        (duty("10:00", Days.WEEKEND), "2026-06-05T20:00", "2026-06-06T10:00"),
        (duty("10:00", Days.WED), "2026-06-03T11:00", "2026-06-10T10:00"),
    ],
)
def test_the_next_time_is_found(row, now, following):
    assert row.next_after(at(now)) == at(following)


def test_clocks_that_change_move_nothing_by_an_hour():
    row = duty("08:30")

    # Summer time begins in the night to 29 March 2026, and ends in the night to 25 October.
    assert row.next_after(at("2026-03-28T12:00")) == datetime(2026, 3, 29, 7, 30, tzinfo=UTC)
    assert row.next_after(at("2026-10-24T12:00")) == datetime(2026, 10, 25, 8, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_comes_later_and_one_that_comes_twice_comes_first():
    row = duty("01:30")

    missing = row.next_after(at("2026-03-28T12:00")).astimezone(LONDON)
    twice = row.next_after(at("2026-10-24T12:00"))
    assert missing == at("2026-03-29T02:30")
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    # Between the two half past ones, the next is tomorrow's.
    assert row.next_after(datetime(2026, 10, 25, 0, 45, tzinfo=UTC)).day == 26


def told(now):
    hours.forget()
    return hours.in_words(now)


def test_it_is_told_by_the_clock_of_whoever_reads(db):
    duty("08:30").save()
    duty("19:00", Days.SAT, "America/New_York").save()

    with timezone.override(LONDON):
        assert told(at("2026-06-03T07:00")) == "The next check is about 08:30."
        assert told(at("2026-06-03T09:00")) == "The next check is about 08:30 tomorrow."
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert told(at("2026-06-03T07:00")) == "The next check is about 16:30."
        # 19:00 on Saturday in New York is Sunday morning in Tokyo; before it comes 08:30 in London.
        assert told(at("2026-06-06T09:00")) == "The next check is about 08:00 tomorrow."


def test_days_ahead_are_named(db):
    duty("08:30", Days.MON).save()

    with timezone.override(LONDON):
        assert told(at("2026-06-05T09:00")) == "The next check is on Monday, about 08:30."
        monday = told(at("2026-06-08T09:00"))
    assert monday == "The next check is in a week, on Monday, about 08:30."


def test_where_the_team_says_nothing_nothing_is_promised(db):
    assert told(timezone.now()) == "Often that is within a day."


@time_machine.travel(datetime(2026, 6, 3, 6, tzinfo=UTC), tick=False)
def test_it_stands_at_the_box_and_after_posting(client, fatigue, ada):
    duty("08:30").save()
    client.force_login(ada)
    client.cookies["timezone"] = "Europe/London"

    page = client.get(fatigue.get_absolute_url()).text
    made = make.comment(fatigue, ada, status=Status.WAITING)
    edit = client.get(f"/comments/{made.pk}/edit/").text
    after = client.get(fatigue.get_absolute_url()).text

    assert "A moderator reads it first. The next check is about " in page
    assert "A moderator reads the new words. Only you can see them until then. The next" in edit
    assert "Waiting for a moderator. The next check is about " in after


def test_pages_ask_for_it_once_a_minute(db, django_assert_num_queries):
    duty("08:30").save()
    with django_assert_num_queries(1):
        hours.in_words()
        hours.in_words()


def test_moderators_change_it_in_the_admin_and_it_counts_at_once(client, mo):
    client.force_login(mo)
    hours.in_words()

    bad = client.post(f"{ADMIN}add/", {"days": "daily", "at": "08:30", "zone": "Nowhere/Land"})
    good = client.post(f"{ADMIN}add/", {"days": "daily", "at": "08:30", "zone": "Europe/London"})
    row = DutyTime.objects.get()

    assert "Write a zone such as Europe/London." in bad.text
    assert good.status_code == 302
    assert hours.rows() == [row]
    assert "Every day, 08:30 (Europe/London)" in client.get(ADMIN).text
    client.post(f"{ADMIN}{row.pk}/delete/", {"post": "yes"})
    assert hours.rows() == []


@pytest.mark.parametrize("who", ["nobody", "ben", "dee"])
def test_nobody_else_changes_it(client, ben, dee, who):
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee}[who])

    client.post(f"{ADMIN}add/", {"days": "daily", "at": "08:30", "zone": "UTC"})
    assert client.get(ADMIN).status_code in {302, 403}
    assert DutyTime.objects.count() == 0


def test_every_choice_has_a_next_time():
    now = timezone.now()
    for days in Days:
        following = duty("00:00", days).next_after(now)
        assert now < following <= now + timedelta(days=7, hours=1)


def test_the_team_writes_a_time_into_one_plain_field(client, mo):
    client.force_login(mo)
    url = "/admin/comments/dutytime/add/"
    page = client.get(url).text
    field = re.search(r'<input[^>]*name="at"[^>]*>', page)[0]

    wrong = client.post(url, {"days": "every", "at": "half past", "zone": "UTC"})

    assert ('type="text"' in field, "initial-zone" in page) == (True, False)
    assert "Write a time, such as 08:30." in wrong.text
    assert not DutyTime.objects.exists()

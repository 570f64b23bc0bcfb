"""The ladder of reminders before a review is due: in time, once, and only while it holds."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from articles import publishing, reminding, reviewing
from articles.models import Guide
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

START = "2027-01-04T12:00:00+00:00"


def reviewed(owner, eve, cleo, due):
    """A live guide of which a clinician said until when it holds."""
    guide = make.draft(owner=owner)
    publishing.record(guide, by=None)
    revision = reviewing.submit(guide, by=owner or eve)
    reviewing.approve_editorial(revision, by=eve)
    reviewing.approve_clinical(revision, by=cleo, review_due_on=due, answers={})
    reviewing.publish(guide, by=eve)
    Errand.objects.exclude(kind=reminding.ERRAND).delete()
    return guide


def letters(at):
    """Who is written to when the worker looks at this moment; looked three times."""
    with time_machine.travel(at):
        for _ in range(3):
            deliver_due()
    assert not Errand.objects.exclude(error="").exists()
    found = Errand.objects.filter(kind="send_letter", key__startswith="due:")
    people = sorted(int(one.key.rpartition(":")[2]) for one in found)
    found.delete()
    return people


def morning(day):
    return reminding.morning_of(day) + timedelta(minutes=1)


@pytest.mark.parametrize(
    "due", [date(2027, 10, 31), date(2028, 2, 29), date(2028, 3, 26), date(2029, 3, 1)]
)
def test_the_owner_comes_first_then_the_editors_each_once(dee, eve, cleo, due):
    with time_machine.travel(START):
        reviewed(dee, eve, cleo, due)

    before = [letters(morning(due - timedelta(days=61)))]
    told = [letters(morning(due - timedelta(days=days))) for days in (60, 14, 0)]
    after = [letters(morning(due + timedelta(days=1)))]

    both = sorted([dee.pk, eve.pk])
    assert (before, told, after) == ([[]], [[dee.pk], both, both], [[]])


def test_nobody_s_guide_is_the_editors_from_the_start(eve, cleo):
    due = date(2028, 2, 29)
    with time_machine.travel(START):
        reviewed(None, eve, cleo, due)

    assert letters(morning(due - timedelta(days=60))) == [eve.pk]


def test_a_worker_that_was_down_tells_it_late_and_still_once(dee, eve, cleo):
    due = date(2028, 2, 29)
    with time_machine.travel(START):
        reviewed(dee, eve, cleo, due)

    assert letters(morning(due - timedelta(days=53))) == [dee.pk]
    assert letters(morning(due - timedelta(days=52))) == []


def test_a_new_date_has_a_ladder_of_its_own(dee, eve, cleo):
    due, later = date(2028, 2, 29), date(2029, 6, 1)
    with time_machine.travel(START):
        guide = reviewed(dee, eve, cleo, due)
    Guide.objects.update(review_due_on=later)
    guide.refresh_from_db()
    with time_machine.travel(START):
        reminding.remember(guide)
        reminding.remember(guide)

    assert letters(morning(due)) == []
    assert letters(morning(later - timedelta(days=60))) == [dee.pk]


def test_a_withdrawn_guide_reminds_nobody(dee, eve, cleo):
    due = date(2028, 2, 29)
    with time_machine.travel(START):
        reviewed(dee, eve, cleo, due).withdraw(reason="Out of date.")

    assert letters(morning(due)) == []


def test_a_date_that_is_near_begins_where_the_ladder_still_stands(dee, eve, cleo):
    with time_machine.travel(START):
        reviewed(dee, eve, cleo, timezone.localdate() + timedelta(days=30))
        left = Errand.objects.filter(kind=reminding.ERRAND)
        assert sorted(one.payload["days"] for one in left) == [0, 14]


# By the clock on the wall ---------------------------------------------------------------------

SPRING, AUTUMN, LEAP = date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)


@pytest.fixture
def berlin(settings):
    """The clocks change there on the last Sundays of March and October."""
    settings.TIME_ZONE = "Europe/Berlin"
    return ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("special", [SPRING, AUTUMN, LEAP])
@pytest.mark.parametrize("before", [0, 7, 14, 30, 60])
def test_each_goes_out_at_nine_by_the_clock_and_once_whatever_the_clocks_do(
    berlin, dee, eve, cleo, special, before
):
    """The change falls on a reminder, or between two of them."""
    due = special + timedelta(days=before)
    with time_machine.travel(START):
        reviewed(dee, eve, cleo, due)

    told = []
    for days in reminding.RUNGS:
        nine = datetime.combine(due - timedelta(days=days), time(9), tzinfo=berlin)
        assert letters(nine - timedelta(minutes=1)) == []
        told.append(letters(nine))
        assert letters(nine + timedelta(hours=1)) == []

    both = sorted([dee.pk, eve.pk])
    assert told == [[dee.pk], both, both]


def test_announced_twice_it_is_told_once(dee, eve, cleo):
    due = LEAP
    with time_machine.travel(START):
        guide = reviewed(dee, eve, cleo, due)

    assert letters(morning(due)) == sorted([dee.pk, dee.pk, dee.pk, eve.pk, eve.pk])
    with time_machine.travel(morning(due)):
        assert all(reminding.remind(guide.pk, due, days) for days in reminding.RUNGS)
    assert letters(morning(due)) == []


@pytest.mark.parametrize("due", [SPRING, AUTUMN, LEAP])
def test_the_page_says_so_from_the_first_minute_of_the_next_day(
    berlin, client, dee, eve, cleo, due
):
    with time_machine.travel(START):
        guide = reviewed(dee, eve, cleo, due)
    midnight = datetime.combine(due + timedelta(days=1), time(), tzinfo=berlin)

    with time_machine.travel(midnight - timedelta(minutes=1)):
        assert "A new check was due" not in client.get(guide.get_absolute_url()).text
    with time_machine.travel(midnight + timedelta(minutes=1)):
        page = client.get(guide.get_absolute_url())

    assert page.status_code == 200
    assert "A new check was due" in page.text


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), SPRING),
        (datetime(2027, 10, 30, 22, 30, tzinfo=UTC), AUTUMN),
        (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), LEAP),
    ],
)
def test_a_review_soon_after_midnight_belongs_to_the_new_day(berlin, dee, eve, cleo, moment, day):
    with time_machine.travel(moment):
        guide = reviewed(dee, eve, cleo, day + timedelta(days=200))

    assert (guide.reviewed_on, guide.changed_on) == (day, day)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_it_is_nine_in_the_morning_whatever_the_clocks_did(day, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    with timezone.override("Europe/Berlin"):
        assert timezone.localtime(reminding.morning_of(day)).time() == reminding.AT
        assert isinstance(reminding.morning_of(day), datetime)

"""What everybody reads about the team: right, without names, and without small numbers."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from accounts import suspending
from comments import deciding
from comments.deciding import Why
from comments.figures import months
from comments.figures.suppressing import LEAST, told_of
from comments.models import Comment, PublicMonth, Status
from comments.reports import asking
from outbox import clockwork, errands
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)
URL = "/transparency/"


# Keeping small numbers back ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "total", "told"),
    [
        ([0, 0, 0], 0, [0, 0, 0]),
        ([9, 0, 7], 16, [9, 0, 7]),
        ([4, 0, 0], None, [None, None, None]),
        ([2, 2, 0], None, [None, None, None]),
        # One small part alone would be the total less the others: the next goes with it.
        ([2, 9, 7], 18, [None, 9, None]),
        # Two small ones that are below five together would be told as a pair.
        ([1, 2, 9, 7], 19, [None, None, 9, None]),
        ([4, 3, 9], 16, [None, None, 9]),
        ([3, 30, 0], 33, [None, None, 0]),
    ],
)
def test_parts_are_kept_back(parts, total, told):
    found = told_of({str(place): many for place, many in enumerate(parts)})

    assert found == (total, {str(place): many for place, many in enumerate(told)})


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_nobody_can_reckon_out_a_small_number(parts):
    """Whoever tries every number that fits what is told, and knows how we keep back, is not sure of
    any small one, nor of a small sum."""
    names = [str(place) for place in range(len(parts))]
    total, told = told_of(dict(zip(names, parts, strict=True)))
    small = [place for place, many in enumerate(parts) if 0 < many < LEAST]
    assert all(told[names[place]] is None for place in small)
    if total is None:
        assert set(told.values()) == {None}
        assert sum(parts) < LEAST or small
        return
    hidden = [place for place, name in enumerate(names) if told[name] is None]
    left = total - sum(many for many in told.values() if many is not None)
    if not hidden:
        assert left == 0
        return
    assert left >= LEAST
    fits = [one for one in product(range(1, left + 1), repeat=len(hidden)) if sum(one) == left]
    for place, _where in enumerate(hidden):
        assert len({one[place] for one in fits}) > 1


# Months -------------------------------------------------------------------------------------------


@pytest.fixture
def march(fatigue, ada, ben, mo, settings):
    """A month: seven comments stay, six are not published, one is taken back; reports; a ban."""
    settings.COMMENTS_HELD_FIRST = 99
    with time_machine.travel(MARCH):
        for n in range(7):
            make.comment(fatigue, ada, f"Words {n}.")
        for n in range(6):
            bad = make.comment(fatigue, ada, f"Bad words {n}.", status=Status.WAITING)
            deciding.reject(bad, Why(by=mo, reason="unkind"))
        make.comment(fatigue, ada, status=Status.WITHDRAWN)
        for comment in Comment.objects.filter(status=Status.PUBLISHED)[:5]:
            asking.report(comment, ben, reason="medical")
        suspending.remind(ada, mo, suspending.Words("unkind", "Please be kinder."))
    return date(2026, 4, 2)


def groups():
    return PublicMonth.objects.get().groups


def test_a_month_is_told_when_it_is_over(march):
    assert months.tell_missing(date(2026, 3, 31)) == 0
    assert months.tell_missing(march) == 1
    assert months.tell_missing(march) == 0

    told = groups()
    assert PublicMonth.objects.get().first_on == date(2026, 3, 1)
    parts = told["comments"]["parts"]
    assert told["comments"]["total"] == 14
    assert (parts["published"], parts["removed"], parts["waiting"]) == (7, None, 0)
    assert parts["withdrawn"] is None
    assert told["reasons"]["parts"]["unkind"] == 6
    assert told["reports"]["parts"]["medical"] == 5
    assert told["sanctions"] == {
        "total": None,
        "parts": {"reminder": None, "suspension": None, "ban": None},
    }
    # All that was written; the reports wait.
    assert told["speed"] == {"total": 14, "parts": {"day": 14, "later": 0}}


def test_what_was_told_stays_so_when_somebody_leaves(march, ada):
    months.tell_missing(march)
    before = groups()

    Comment.objects.filter(number=1).update(status=Status.WITHDRAWN)
    months.tell_missing(march + timedelta(days=1))

    assert groups() == before


def test_the_edges_of_a_month_follow_the_clock_of_the_site(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    begin, end = months.bounds_of(date(2026, 3, 1))

    assert begin.astimezone(UTC) == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 3, 31, 22, tzinfo=UTC)  # summer time by then


def test_the_worker_does_it_every_day(march):
    with time_machine.travel(datetime(2026, 4, 2, 5, tzinfo=UTC)):
        Errand.objects.all().delete()
        clockwork._wound.clear()
        clockwork.wind()
        assert Errand.objects.filter(kind=months.ERRAND).count() == 1
        errands.handler_for(months.ERRAND)()
        deliver_due()

    assert PublicMonth.objects.count() == 1


# The page ----------------------------------------------------------------------------------------


def test_everybody_reads_it_without_names(
    client, march, ada, ben, mo, django_assert_num_queries, writes_nothing
):
    months.tell_missing(march)
    client.get(URL)

    with django_assert_num_queries(1), writes_nothing():
        answer = client.get(URL)

    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 200
    assert main.count("<table>") == 6
    assert "March 2026" in main
    assert main.count('<span class="vh">not told</span>') > 2
    for name in ("ada", "ben", ">mo<", "Please be kinder."):
        assert name not in main


def test_it_says_when_there_is_nothing_yet_and_takes_no_post(client, db):
    assert "No month is over yet." in client.get(URL).text
    assert client.post(URL).status_code == 405
    assert 'href="/transparency/"' in client.get("/about/help/").text

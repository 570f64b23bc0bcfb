"""The team's figures: what they count, how they are drawn, who reads them, what they cost."""

import re
from datetime import date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from comments import deciding
from comments.deciding import Why
from comments.figures import agreement, counting
from comments.figures.agreement import Agreement
from comments.figures.counting import Span
from comments.figures.plots import Plot
from comments.hearing import appeals
from comments.models import (
    Case,
    CaseKind,
    Cause,
    Decision,
    Outcome,
    Reason,
    Rule,
    RuleKind,
    RuleState,
    SecondLook,
    Status,
)
from comments.rules import switching
from tests import make
from tests.comments import desk

URL = f"{desk.LIST}figures/"
NOW = datetime(2026, 3, 25, 12, tzinfo=timezone.get_default_timezone())  # a Wednesday


@pytest.fixture
def made(fatigue, ada, ben, mo):
    """Cases of known ages: two open, three decided in two weeks, one worry."""
    lena = make.moderator("lena")
    with time_machine.travel(NOW - timedelta(days=9)):
        slow = make.comment(fatigue, ada, status=Status.WAITING)
    with time_machine.travel(NOW - timedelta(days=8)):
        deciding.reject(slow, Why(by=mo, reason="unkind"))
        quick = make.comment(fatigue, ben, status=Status.WAITING)
    with time_machine.travel(NOW - timedelta(days=8) + timedelta(hours=2)):
        deciding.publish(quick, Why(by=mo))
    with time_machine.travel(NOW - timedelta(hours=30)):
        make.comment(fatigue, ada, status=Status.WAITING)
        bad = make.comment(fatigue, ben)
        wrong = deciding.hide(bad, Why(by=mo, reason="medical"))
        appeal = appeals.make(wrong, ben, "Please.")
    with time_machine.travel(NOW - timedelta(hours=29)):
        appeals.decide(appeal, lena, Outcome.OVERTURNED, "Sorry.", version=1)
    with time_machine.travel(NOW - timedelta(minutes=5)):
        make.comment(fatigue, ada, status=Status.WAITING)
        Case.objects.open_for_member(ben, Cause.CONCERN, kind=CaseKind.CONCERN, at=timezone.now())
    return Span.until(NOW)


def test_weeks_begin_on_their_monday():
    span = Span.until(NOW)

    assert span.mondays[-1] == date(2026, 3, 23)
    assert len(span.mondays) == counting.WEEKS
    assert {day.weekday() for day in span.mondays} == {0}


def test_ages_times_volume_reasons_and_appeals_are_counted_right(made):
    this, last = made.mondays[-1], made.mondays[-2]

    assert counting.ages(NOW) == [1, 0, 0, 1, 0, 0]
    assert counting.volume(made)[last] == (2, 2)
    assert counting.volume(made)[this] == (4, 2)
    half, most = counting.times(made)[last]
    assert (round(half, 1), round(most, 1)) == (13, 21.8)
    assert [round(hours, 1) for hours in counting.times(made)[this]] == [0.5, 0.9]
    assert counting.times(made)[made.mondays[0]] == (None, None)
    told = counting.reasons(made)
    assert told[str(Reason.UNKIND.label)] == 1
    assert told[str(Reason.MEDICAL.label)] == 0  # overturned
    assert list(counting.appeals(made).values()) == [1, 0, 0]


def test_a_plot_is_drawn_to_its_highest_number_and_is_a_table_too():
    plot = Plot(
        "p", "P", "", ["Week", "a", "b"], [("1", [2, None]), ("2", [4, 1.5]), ("3", [0, 1])]
    )

    heights = {shape.told: shape.height for shape in plot.columns}
    assert heights == {"1: a 2": 30, "2: a 4": 60, "2: b 1.5": 22.5, "3: b 1": 15}
    assert {shape.y + shape.height for shape in plot.columns} == {60}
    assert plot.table == [("1", ["2", "–"]), ("2", ["4", "1.5"]), ("3", ["0", "1"])]
    assert [part for _label, _numbers, part in plot.lying] == [50, 100, 0]
    assert Plot("p", "P", "", ["Week", "a"], [("1", [0])]).is_empty


def test_the_page_shows_each_plot_with_its_table_and_no_inline_style(client, made, mo):
    client.force_login(mo)
    with time_machine.travel(NOW):
        page = client.get(URL).text

    assert page.count('<section class="plot"') == 7
    assert "100 % of the decided ones were overturned." in page
    main = page.partition('id="content-main"')[2]
    assert "style=" not in main
    assert "mo" not in re.findall(r">([^<]*)<", main)
    # Every section is a table, or says that there is nothing.
    assert main.count("<table>") + main.count("Nothing to count yet.") == 7


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_whatever_was_done(
    client, fatigue, ada, ben, mo, many, django_assert_num_queries, writes_nothing
):
    rule = Rule(name="Tea", kind=RuleKind.WORDS, words="tea", state=RuleState.ON)
    switching.save(rule, by=mo)
    for _ in range(many):
        found = make.comment(fatigue, ada, "My tea.", status=Status.WAITING)
        decision = deciding.reject(found, Why(by=mo, reason="unkind"))
        appeals.make(decision, ada, "Please.")
        SecondLook.objects.create(decision=decision, by=ben, readers_get_it=False)
    client.force_login(mo)
    client.get(URL)

    with django_assert_num_queries(11), writes_nothing():
        page = client.get(URL).text
    assert f'<td class="number">{many}</td>' in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("ben", 302), ("dee", 403), ("cleo", 403), ("mo", 200)],
)
def test_only_moderators_read_them(client, ben, dee, cleo, mo, who, status):
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "cleo": cleo, "mo": mo}[who])

    assert client.get(URL).status_code == status
    assert client.post(URL).status_code in {302, 403, 405}


# How alike the team decides -----------------------------------------------------------------------


def test_kappa_is_what_the_textbook_says():
    # A well-known worked example: 20 + 15 agree, 5 + 10 do not.
    found = Agreement(both=20, first_only=5, second_only=10, neither=15)

    assert found.share == 0.7
    assert found.by_chance == 0.5
    assert round(found.kappa, 10) == 0.4
    low, high = found.interval
    assert (round(low, 3), round(high, 3)) == (0.146, 0.654)


def test_kappa_is_not_told_of_few_or_of_what_is_all_alike():
    assert Agreement(10, 0, 0, 9).kappa is None
    assert Agreement(40, 0, 0, 0).kappa is None
    assert Agreement(0, 0, 0, 0).share == 0
    assert Agreement(10, 0, 0, 10).kappa == 1
    assert Agreement(0, 10, 10, 0).interval == (-1, -1)


def test_looks_are_counted_by_both_verdicts(fatigue, ada, ben, mo):
    for verb, second in product(["publish", "reject"], [True, False]):
        comment = make.comment(fatigue, ada, status=Status.WAITING)
        decision = getattr(deciding, verb)(comment, Why(by=mo, reason="unkind"))
        SecondLook.objects.create(decision=decision, by=ben, readers_get_it=second)

    assert agreement.since(NOW - timedelta(days=9999)) == Agreement(1, 1, 1, 1)
    assert Decision.objects.filter(second_look=None).count() == 0

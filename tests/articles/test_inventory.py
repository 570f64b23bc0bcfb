"""The inventory: which guides are shown, in what order, and the same as a file."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import inventory, publishing, reviewing, spreadsheets, usefulness
from articles.models import Approval, Contribution, Guide, GuideQuestion, Person, Step, Verdict
from articles.review_ages import ages, months_since
from articles.reviewing import months_after
from tests import make

PAGE = "/admin/articles/guide/inventory/"
FILE = f"{PAGE}guides.csv"
TODAY = date(2026, 11, 24)


@pytest.fixture
def today():
    with time_machine.travel("2026-11-24 12:00", tick=False):
        yield TODAY


def reviewed(title, on, due, **fields):
    guide = make.guide(title, **fields)
    Guide.objects.filter(pk=guide.pk).update(reviewed_on=on, review_due_on=due)
    return guide


@pytest.fixture
def shelf(db, today):
    """A guide in each standing."""
    return {
        "overdue": reviewed("Overdue", date(2023, 11, 1), date(2026, 11, 23)),
        "today": reviewed("Due today", date(2025, 11, 24), TODAY),
        "soon": reviewed("Due soon", date(2026, 1, 1), TODAY + inventory.SOON),
        "later": reviewed("Due later", date(2026, 11, 1), TODAY + timedelta(days=61)),
        "never": make.guide("Never reviewed"),
        "draft": make.draft("A draft"),
    }


def titles(page):
    return [row.guide.title for row in page.context["rows"]]


def read(answer):
    told = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(told, newline="")))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("due=overdue", {"Overdue"}),
        ("due=soon", {"Due today", "Due soon"}),
        ("due=overdue&due=soon", {"Overdue", "Due today", "Due soon"}),
        ("due=never", {"Never reviewed"}),
        ("state=draft", {"A draft"}),
        ("due=overdue&state=draft", set()),
        ("owner=nobody&due=never", {"Never reviewed"}),
    ],
)
def test_what_is_chosen_is_shown(client, eve, shelf, query, shown):
    client.force_login(eve)

    assert set(titles(client.get(f"{PAGE}?{query}"))) == shown


def test_a_withdrawn_guide_is_not_overdue(client, eve, shelf):
    shelf["overdue"].refresh_from_db()
    shelf["overdue"].withdraw(reason="Old.")
    client.force_login(eve)

    assert titles(client.get(f"{PAGE}?due=overdue")) == []
    assert titles(client.get(f"{PAGE}?state=withdrawn")) == ["Overdue"]


def test_topic_owner_stage_clinician_and_questions_are_chosen_together(client, eve, dee, shelf):
    checked = make.draft("Checked", owner=dee, topic=make.topic("Vision"))
    make.approved(checked, by=dee)
    person = Person.objects.create(name="Clara", credentials="neurologist")
    Contribution.objects.create(guide=checked, person=person, role=Contribution.Role.CLINICAL)
    GuideQuestion.objects.create(guide=checked, words="May I swim?")
    GuideQuestion.objects.create(guide=shelf["never"], words="Old?", state="declined")
    client.force_login(eve)

    def shown(query):
        return titles(client.get(f"{PAGE}?{query}"))

    assert shown("topic=vision") == ["Checked"]
    assert shown(f"owner={dee.pk}") == ["Checked"]
    assert shown("stage=checked&questions=on") == ["Checked"]
    assert shown("questions=on") == ["Checked"]
    assert "Checked" not in shown("no_clinician=on")
    assert shown("no_statement=on") == ["Checked"]
    Person.objects.update(declared_on=TODAY)
    assert shown("no_statement=on") == []
    assert shown(f"topic=vision&owner={dee.pk}&no_clinician=on") == []


def test_waiting_for_me_is_what_i_can_take_further_or_what_came_back_to_me(client, dee, eve, cleo):
    waits = make.draft("Waits", owner=dee)
    reviewing.submit(waits, by=dee)
    back = make.draft("Came back", owner=dee)
    revision = reviewing.submit(back, by=dee)
    reviewing.reject(revision, by=eve, reason="Name the source.")
    make.draft("Still being written", owner=dee)
    live = make.draft("Live all the same", owner=dee)
    reviewing.reject(reviewing.submit(live, by=dee), by=eve, reason="No.")
    publishing.publish(live, by=None)

    def shown(member):
        client.force_login(member)
        return titles(client.get(f"{PAGE}?waiting=on"))

    assert shown(dee) == ["Came back"]
    assert shown(eve) == ["Waits"]
    assert shown(cleo) == []


def test_a_row_says_everything_about_a_guide(client, eve, dee, shelf):
    guide = shelf["overdue"]
    Guide.objects.filter(pk=guide.pk).update(owner=dee)
    sam = Person.objects.create(name="Sam", credentials="nurse")
    Contribution.objects.create(guide=guide, person=sam)
    for useful in (True, True, False):
        usefulness.take(guide.live_revision, useful=useful, lack="" if useful else "hard")
    GuideQuestion.objects.create(guide=guide, words="May I swim?")
    for answer in ("no", "yes"):
        Approval.objects.create(
            revision=guide.live_revision,
            step=Step.CLINICAL,
            verdict=Verdict.APPROVED,
            review_due_on=TODAY,
            sha256=guide.live_revision.sha256,
            answers={"purpose": answer, "words": "yes", "steps": "na"},
        )
    client.force_login(eve)

    page = client.get(f"{PAGE}?due=overdue")
    (line,) = read(client.get(f"{FILE}?due=overdue"))

    row = " ".join(page.text.split('class="inventory"')[1].split("</tbody>")[0].split())
    assert "Overdue" in row
    assert "36 months ago" in row
    assert "2 yes, 1 no" in row
    assert "understand 100 %" in row
    assert "Written by Sam, nurse" in row
    assert line == {
        "Guide": "Overdue",
        "Topic": "Fatigue and energy",
        "State": "Live",
        "Stage": "",
        "Owner": "dee",
        "Reviewed on": "2023-11-01",
        "Review due": "2026-11-23",
        "Review is": "Overdue",
        "Months since the review": "36",
        "Last major change": line["Last major change"],
        "Readers: useful": "2",
        "Readers: not useful": "1",
        "Open questions": "1",
        "Easy to understand (%)": "100",
        "Easy to act on (%)": "",
        "Byline": "Written by Sam, nurse",
        "Address": line["Address"],
    }
    assert line["Address"].endswith("/guides/fatigue-and-energy/overdue/")


def test_a_row_leads_to_what_may_be_read_there(client, eve, dee, cleo, shelf):
    own = shelf["never"]
    Guide.objects.filter(pk=own.pk).update(owner=dee)
    for guide in (own, shelf["later"]):
        usefulness.take(guide.live_revision, useful=True)
        GuideQuestion.objects.create(guide=guide, words="May I swim?")

    def linked(member):
        client.force_login(member)
        page = client.get(PAGE).text
        paths = re.findall(r'href="(/admin/articles/guide[^"]+(?:readers/|exact=\d+))"', page)
        for path in paths:
            assert client.get(path.replace("&amp;", "&")).status_code == 200
        return len(paths)

    assert linked(eve) == 4
    assert linked(dee) == 3
    assert linked(cleo) == (2 if cleo.has_perm("articles.view_guidequestion") else 0)


def test_the_file_holds_exactly_what_is_chosen_all_pages_of_it_in_the_same_order(
    client, eve, shelf, monkeypatch
):
    monkeypatch.setattr("articles.admin.inventory.GUIDES_A_PAGE", 2)
    monkeypatch.setattr("articles.admin.inventory.GUIDES_A_CHUNK", 2)
    client.force_login(eve)
    query = "due=overdue&due=soon&sort=-due"

    first = titles(client.get(f"{PAGE}?{query}"))
    second = titles(client.get(f"{PAGE}?{query}&page=2"))
    answer = client.get(f"{FILE}?{query}&page=2")

    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="guides-2026-11-24.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert [line["Guide"] for line in read(answer)] == first + second
    assert first + second == ["Due soon", "Due today", "Overdue"]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_is_only_words(client, eve, begins, db):
    make.draft("A draft", topic=make.topic(), owner=make.author("dee"))
    Guide.objects.update(title=f'{begins}HYPERLINK("x")', withdrawn_at=timezone.now())
    Contribution.objects.create(
        guide=Guide.objects.get(), person=Person.objects.create(name="Zoë, Łódź “MS”")
    )
    client.force_login(eve)

    (line,) = read(client.get(FILE))

    assert line["Guide"] == f'\'{begins}HYPERLINK("x")'
    assert line["Byline"] == "Written by Zoë, Łódź “MS”"


def test_numbers_and_plain_words_stay_as_they_are():
    assert [spreadsheets.harmless(cell) for cell in ("a-b", -3, 2.5, None, "", "é")] == [
        *("a-b", -3, 2.5, "", "", "é"),
    ]


@pytest.mark.parametrize("name", inventory.ORDERS)
def test_each_order_goes_both_ways_and_puts_what_is_unknown_last(client, eve, shelf, name):
    usefulness.take(shelf["soon"].live_revision, useful=True)
    client.force_login(eve)

    up = client.get(f"{PAGE}?sort={name}")
    down = client.get(f"{PAGE}?sort=-{name}")

    assert sorted(titles(up)) == sorted(titles(down)) == sorted(g.title for g in shelf.values())
    assert up.text.count('aria-sort="ascending"') == 1
    assert down.text.count('aria-sort="descending"') == 1
    if name in {"due", "reviewed"}:
        assert {*titles(up)[-2:]} == {*titles(down)[-2:]} == {"Never reviewed", "A draft"}
    if name == "useful":
        assert titles(up)[0] == titles(down)[0] == "Due soon"


def test_a_head_keeps_what_is_chosen_and_turns_the_order_round(client, eve, shelf):
    client.force_login(eve)

    page = client.get(f"{PAGE}?due=soon&sort=title&page=1")
    heads = {column.label: column for column in page.context["columns"]}

    assert heads["Guide"].href == "?due=soon&sort=-title"
    assert heads["Review due"].href == "?due=soon&sort=due"
    assert heads["Self-score"].href == ""


def test_what_is_not_offered_is_told_and_gives_no_file(client, eve, shelf):
    client.force_login(eve)

    page = client.get(f"{PAGE}?due=forged&owner=999999&sort=password")

    assert page.status_code == 200
    assert len(titles(page)) == len(shelf)
    assert "guides.csv" not in page.text
    assert client.get(f"{FILE}?owner=x").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("dee", 200), ("eve", 200), ("cleo", 200), ("mo", 403)]
)
def test_authors_editors_and_reviewers_see_it(client, db, who, status, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == status
    assert client.get(FILE).status_code == status
    found = "Inventory of guides" in client.get("/admin/").text
    assert found == (status == 200)


def test_strangers_and_members_do_not(client, ada):
    assert client.get(PAGE).status_code == 302
    client.force_login(ada)
    assert client.get(FILE).status_code == 302


def test_it_is_reached_from_the_list_of_guides(client, dee, mo):
    client.force_login(dee)
    assert PAGE in client.get("/admin/articles/guide/").text
    client.force_login(mo)
    assert PAGE not in client.get("/admin/articles/guide/").text


def test_it_costs_the_same_for_5_and_500_guides(client, eve, db):
    topic, sam = make.topic(), Person.objects.create(name="Sam")
    counts = []
    for many in (5, 495):
        made = Guide.objects.bulk_create(
            Guide(topic=topic, title=f"Guide {n}", slug=f"g{many}-{n}", summary="S.", owner=eve)
            for n in range(many)
        )
        Contribution.objects.bulk_create(Contribution(guide=one, person=sam) for one in made)
        client.force_login(eve)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as page:
            assert client.get(PAGE).status_code == 200
        with CaptureQueriesContext(connection) as file:
            lines = read(client.get(FILE))
        counts.append((len(page), len(file)))
    assert len(lines) == 500
    assert counts[0] == counts[1]
    assert counts[0] == (9, 8)


def test_ages_are_counted_in_steps_of_half_a_year(shelf):
    told = {age.label: age.count for age in ages(Guide.objects.all(), TODAY)}

    assert told == {
        "0 to 5": 1,
        "6 to 11": 1,
        "12 to 17": 1,
        "18 to 23": 0,
        "24 to 29": 0,
        "30 to 35": 0,
        "36 and more": 1,
        "Never reviewed": 1,
    }


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 11, 24), 0),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 24), 1),
        (date(2023, 11, 25), 35),
        (date(2023, 11, 24), 36),
        (date(2027, 1, 1), 0),
    ],
)
def test_months_are_full_ones(day, months):
    assert months_since(day, TODAY) == months


@pytest.mark.parametrize(
    "today", [TODAY, date(2027, 2, 28), date(2028, 2, 29), date(2027, 3, 31), date(2027, 1, 1)]
)
def test_the_months_of_a_row_name_the_step_that_it_is_counted_in(today):
    """Also at the ends of months and in leap years."""
    for back in range(1500):
        day = today - timedelta(days=back)
        months = months_since(day, today)

        assert months_after(today, -months - 1) < day <= months_after(today, -months)

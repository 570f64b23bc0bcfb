""" "How we write guides" is made from what the site does: change that, and the page changes."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from django.utils.html import escape

from articles import checks
from articles.checks import Severity
from articles.models import Contribution, Guide, Lack, Medicine, Override
from articles.self_score import QUESTIONS
from msforum import how_we_write
from tests import make
from tests.browser import BOTH_LOOKS

pytestmark = pytest.mark.django_db

PAGE = "/about/how-we-write-guides/"


@pytest.fixture
def words(client):
    """What the page says, without its tags."""

    def read():
        page = client.get(PAGE).text.split("<main")[1].split("</main>")[0]
        return " ".join(re.sub(r"<[^>]*>", " ", page).split())

    return read


@pytest.mark.parametrize(
    ("constant", "value", "says"),
    [
        ("articles.reviewing.MOST_MONTHS", 25, "25 months at most"),
        ("articles.reminding.RUNGS", (77, 5), "so many days before that date: 77, 5"),
        ("notifications.desk.EDITORS_TOO", 19, "from 19 days on the editors"),
        ("articles.fact_checking.HOLDS_FOR", timedelta(days=9), "works for 9 days"),
        ("articles.usefulness.WORDS_KEPT", timedelta(days=44), "erased after 44 days"),
        ("articles.language.grade.AIM", 5, "school grade 5 or less"),
        ("articles.checks.sentences.MOST_WORDS", 13, "at most 13 words"),
        ("articles.checks.paragraphs.MOST_SENTENCES", 4, "at most 4 sentences"),
        ("articles.checks.lists.MOST_ITEMS", 9, "at most 9 items"),
        ("msforum.how_we_write.WORDS_A_MINUTE", 99, "count 99 words a minute"),
    ],
)
def test_a_changed_constant_changes_the_page(words, monkeypatch, constant, value, says):
    assert says not in words()

    monkeypatch.setattr(constant, value)

    assert says in words()


def test_every_check_stands_under_its_weight(words, monkeypatch):
    told = {group.name: group.lines for group in how_we_write.weights()}

    assert sum(map(len, told.values())) == len(checks.CHECKS)
    assert all(escape(check.about()) in words() for check in checks.CHECKS)
    before, after = words().split("Before readers see it")
    assert checks.numbers.about() in before
    assert checks.medicines.about() in after
    monkeypatch.setattr(checks.medicines, "WEIGHT", Severity.SUBMIT)
    assert checks.medicines.about() in words().split("Before readers see it")[0]
    monkeypatch.setattr(checks, "CHECKS", [checks.voice])
    assert checks.medicines.about() not in words()


def test_the_handbook_gives_each_check_the_weight_that_it_has():
    page = Path("docs/authors.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE))
    named = {
        Severity.SUBMIT: "before review",
        Severity.PUBLISH: "before it goes live",
        Severity.ADVICE: "advice",
    }

    assert rows == {c.__name__.rpartition(".")[2]: named[c.WEIGHT] for c in checks.CHECKS}


def test_who_approves_is_whoever_has_the_right(words):
    assert "Editorial review, by: Editors" in words()
    assert "Clinical review, by: Clinical reviewers" in words()
    assert "Publishing, by: Editors" in words()
    nurses = Group.objects.create(name="Nurses")
    nurses.permissions.add(Permission.objects.get(codename="approve_clinical"))

    assert "Clinical review, by: Clinical reviewers, Nurses" in words()


def test_questions_reasons_and_roles_are_all_there(words):
    said = words()

    assert all(str(escape(question)) in said for _part, question in QUESTIONS.values())
    assert all(str(escape(reason)) in said for reason in Lack.labels)
    assert all(str(escape(role)) in said for role in Contribution.Role.labels)


def test_medicines_are_those_of_the_table(words):
    Medicine.objects.all().delete()
    assert "must not be stopped suddenly:" not in words()
    Medicine.objects.create(name="Baclofen & co", safety_line="Never stop at once.")

    assert "must not be stopped suddenly: Baclofen &amp; co." in words()


def test_it_says_honestly_how_many_guides_are_reviewed(words, eve):
    today = timezone.localdate()
    for title, on, due in (
        ("Reviewed", today, today),
        ("Overdue", date(2020, 1, 1), today - timedelta(days=1)),
        ("Never", None, None),
    ):
        guide = make.guide(title)
        Guide.objects.filter(pk=guide.pk).update(reviewed_on=on, review_due_on=due)
    make.draft("Nobody reads it")
    gone = make.guide("Gone")
    gone.withdraw(reason="Old.")

    assert "Today there are 3 guides here." in words()
    assert "holds for 1 of them, and is overdue for 1." in words()
    assert "came from another site" not in words()
    assert "It was used 0 times." in words()
    Guide.objects.filter(pk=gone.pk).update(source_key="wordpress:x:1")
    Override.objects.create(revision=guide.live_revision, by=eve, reason="Recall.")
    assert "It was used 1 time." in words()
    assert "1 guide came from another site" not in words()  # withdrawn: readers are not offered it
    Guide.objects.filter(title="Never").update(source_key="wordpress:x:2")
    assert "1 guide came from another site" in words()


def test_it_costs_four_queries_and_is_linked_from_each_guide(
    client, fatigue, django_assert_num_queries
):
    with django_assert_num_queries(4):
        assert client.get(PAGE).status_code == 200

    page = client.get(fatigue.get_absolute_url()).text
    assert PAGE in page.split('class="byline"')[1].split("</header>")[0]


@BOTH_LOOKS
def test_it_pleases_axe_and_fits(page, visit, axe, theme, width):
    visit(PAGE)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

"""What readers may know about how a guide changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Contribution, Kind, Person, Significance
from tests import make

HISTORY = "/guides/fatigue-and-energy/living-with-fatigue/history/"


def change(guide, words, days_ago, **told):
    guide.blocks.filter(kind=Kind.TEXT).update(html=f"<p>{words}</p>")
    at = timezone.now() - timedelta(days=days_ago)
    return publishing.publish(guide, by=None, at=at, **told)


@pytest.fixture
def guide(db):
    made = make.draft()
    ann = Person.objects.create(name="Ann Nurse")
    Contribution.objects.create(guide=made, person=ann, role=Contribution.Role.CLINICAL)
    change(made, "Take 10 mg.", 30)
    change(made, "Take 100 mg.", 20, change_note="A dose was wrong.")
    return made


def test_versions_stand_with_date_note_weight_and_who_checked(client, guide, writes_nothing):
    change(guide, "Take 100 mg. Rest.", 10, significance=Significance.MINOR)
    guide.blocks.update(html="<p>Never published.</p>")
    publishing.record(guide, by=None, note="for colleagues")

    with writes_nothing():
        page = client.get(HISTORY).text

    assert page.count("<time") == 3
    assert page.count("Checked by Ann Nurse") == 3
    assert (
        page.index("This is what you read now")
        < page.index("Small corrections")
        < page.index("What it says has changed")
        < page.index("A dose was wrong.")
        < page.index("First version")
    )
    assert "Never published" not in page
    assert "for colleagues" not in page


def test_the_guide_leads_to_its_history(client, guide):
    assert (
        f'href="{HISTORY}">What changed, and when</a>' in client.get(guide.get_absolute_url()).text
    )


def test_each_change_can_be_seen_word_by_word(client, guide, writes_nothing):
    with writes_nothing():
        page = client.get(f"{HISTORY}2/").text

    assert "Take <del>10 </del><ins>100 </ins>mg." in page
    assert "Look at these first" in page
    assert client.get(f"{HISTORY}2/").text == page


def test_what_was_only_saved_is_not_public(client, guide):
    guide.blocks.update(html="<p>Secret draft.</p>")
    saved = publishing.record(guide, by=None)

    assert client.get(f"{HISTORY}1/").status_code == 404
    assert client.get(f"{HISTORY}{saved.number}/").status_code == 404
    change(guide, "Fourth.", 0)
    page = client.get(f"{HISTORY}4/").text
    assert "Secret" not in page
    assert "<del>Take 100 mg.</del><ins>Fourth.</ins>" in page


def test_a_draft_has_no_history(client, db):
    draft = make.draft("Never live")

    assert client.get(f"{draft.get_absolute_url()}history/").status_code == 404
    assert client.get(f"{draft.get_absolute_url()}history/1/").status_code == 404


def test_the_history_of_a_withdrawn_guide_says_so(client, guide):
    guide.withdraw(reason="It was wrong.")

    for path in (HISTORY, f"{HISTORY}2/"):
        page = client.get(path).text
        assert "It was wrong." in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_history_costs_the_same_whatever_its_length(
    client, db, count, django_assert_num_queries
):
    guide = make.draft()
    for number in range(count):
        change(guide, f"Words {number}.", 40 - number)

    with django_assert_num_queries(2):
        page = client.get(HISTORY).text

    assert page.count("<h2>") == min(count, 20)


def test_old_versions_are_on_further_pages(client, db):
    guide = make.draft()
    for number in range(21):
        change(guide, f"Words {number}.", 40 - number)

    first, second = (client.get(f"{HISTORY}?page={page}").text for page in (1, 2))

    assert "Show earlier versions" in first
    assert "First version" not in first
    assert "First version" in second
    assert client.get(f"{HISTORY}?page=3").status_code == 404

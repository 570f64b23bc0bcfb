"""A guide for paper: what is live, everything open, addresses written out, nobody's talk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import merging, publishing
from articles.models import Contribution, GlossaryTerm, Kind, Person
from articles.printing import on_paper
from tests import make

PRINT = "/guides/fatigue-and-energy/living-with-fatigue/print/"


@pytest.fixture
def guide(db):
    """A live guide with everything that looks another way on paper, and a comment."""
    GlossaryTerm.objects.create(term="Spasticity", definition="Muscles that are stiff.")
    made = make.draft()
    made.blocks.update(
        html='<p>Spasticity tires [1]. <a href="https://example.org/x?a=1&amp;b=2">Read more</a>, '
        '<a href="/guides/">all guides</a>, <a href="tel:111">call</a>.</p>'
    )
    make.block(made, Kind.DETAILS, heading="For the curious", html="<p>Nerves.</p>")
    make.block(made, Kind.REFERENCES, items="A work. doi:10.1000/1\nhttps://example.org/two")
    ann = Person.objects.create(
        name="Ann Nurse", interests="Paid for a talk.", declared_on=date(2026, 1, 2)
    )
    Contribution.objects.create(guide=made, person=ann, role=Contribution.Role.CLINICAL)
    publishing.publish(made, by=None)
    made.reviewed_on = timezone.localdate()
    made.review_due_on = made.reviewed_on + timedelta(days=300)
    made.save()
    make.comment(made, make.member("zoe"), "A cool scarf helps me.")
    return made


def test_the_print_page_is_the_live_guide_with_its_facts_and_without_the_talk(
    client, guide, writes_nothing
):
    guide.blocks.filter(kind=Kind.TEXT).update(html="<p>Unready.</p>")

    with writes_nothing():
        page = client.get(PRINT)

    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert '<meta name="robots" content="noindex">' in page.text
    address = f"http://localhost:8000{guide.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in page.text
    for told in ("Reviewed ", "due again ", "Last changed ", "Version 1, published ", address):
        assert told in page.text
    assert "Paid for a talk." in page.text
    assert "cool scarf" not in page.text
    assert "Unready" not in page.text
    assert "Was this page useful?" not in page.text


def test_addresses_are_written_out_and_what_opens_stands_open(client, guide):
    page = client.get(PRINT).text

    assert '<span class="address">(https://example.org/x?a=1&amp;b=2)</span>' in page
    assert '<span class="address">(http://localhost:8000/guides/)</span>' in page
    assert '<span class="address">(111)</span>' in page
    assert '<span class="address">(https://doi.org/10.1000/1)</span>' in page
    assert "(https://example.org/two)" not in page  # its words are the address already
    assert '<details class="more" open>' in page
    assert "<li><strong>Spasticity</strong>: Muscles that are stiff.</li>" in page
    assert "popover" not in page
    assert "Spasticity tires [<a" in page.replace("<p>Spasticity", "Spasticity")


def test_the_guide_leads_to_its_print_page(client, guide):
    assert f'href="{PRINT}">This guide to print</a>' in client.get(guide.get_absolute_url()).text


def test_a_withdrawn_guide_says_so_on_paper_and_a_merged_one_leads_on(client, guide, eve):
    guide.withdraw(reason="The dose was wrong.")

    assert "Please do not rely on it." in client.get(PRINT).text
    assert "The dose was wrong." in client.get(PRINT).text
    guide.put_back()
    other = make.guide("Hot days")
    merging.merge(guide, other, by=eve)
    led = client.get(PRINT)
    assert (led.status_code, led.headers["Location"]) == (
        301,
        "/guides/fatigue-and-energy/hot-days/print/",
    )


def test_a_draft_has_no_print_page(client, db):
    make.draft()

    assert client.get(PRINT).status_code == 404


@pytest.mark.parametrize("blocks", [1, 20])
def test_a_print_page_costs_the_same_however_long_it_is(
    client, guide, blocks, django_assert_num_queries
):
    for _one in range(blocks):
        make.block(guide)
    publishing.publish(guide, by=None)

    with django_assert_num_queries(1):
        client.get(PRINT)


@pytest.mark.parametrize(
    "html",
    [
        '<a class="cite" href="#reference-1" aria-label="reference 1">1</a>',
        '<a href="https://example.org/">example.org</a>',
        '<a href="mailto:ms@example.org">ms@example.org</a>',
    ],
)
def test_what_needs_no_address_gets_none(html):
    assert on_paper(html).html == html

"""Guides that lead to other guides: only to what readers are offered, and never a moment longer
than the worker needs."""

import pytest
from django.utils import timezone

from articles import moving, publishing
from articles.admin.chosen import ChosenGuides
from articles.checks import Draft, Piece, links
from articles.models import Block, Guide, Kind
from articles.rendering import render
from outbox import delivery
from outbox.models import Errand
from tests import make
from tests.articles.filling import address, fill, posted


@pytest.fixture
def heat(db):
    return make.guide("Hot days", topic=make.topic("Heat"), summary="What cools.")


@pytest.fixture
def leading(heat):
    """A live guide that leads to `heat`."""
    guide = make.draft("Pacing a day")
    make.block(guide, Kind.RELATED_GUIDES, guides=heat.get_absolute_url())
    publishing.publish(guide, by=None)
    settle()
    return guide


def settle():
    """Let the worker do all that there is."""
    while delivery.deliver_due():
        pass


def page_of(client, guide):
    return client.get(guide.get_absolute_url()).text


def test_chosen_guides_are_links_with_what_they_are_about(client, leading, heat):
    page = page_of(client, leading)

    assert '<section class="related" aria-labelledby="related-guides">' in page
    assert '<li><a href="/guides/heat/hot-days/">Hot days</a><p>What cools.</p></li>' in page
    leading.refresh_from_db()
    assert "Hot days" not in leading.live_revision.text


def test_a_draft_and_what_nobody_has_written_are_never_linked(client, heat):
    draft = make.draft("Secret plans")
    guide = make.draft("Pacing a day")
    told = [draft.get_absolute_url(), "/guides/no/such/", "/admin/", "javascript:alert(1)"]
    make.block(guide, Kind.RELATED_GUIDES, heading="Read on", guides="\n".join(told))
    revision = publishing.record(guide, by=None)
    publishing.go_live(revision, by=None)

    revision.refresh_from_db()
    assert "Secret" not in revision.html
    assert "Read on" not in revision.html
    assert revision.contents == []

    publishing.publish(draft, by=None)
    settle()
    assert page_of(client, guide).count(">Secret plans</a>") == 1


def test_a_guide_that_is_withdrawn_is_no_longer_linked_until_it_is_put_back(client, leading, heat):
    heat.withdraw(reason="Out of date.")
    settle()
    assert "Hot days" not in page_of(client, leading)
    assert "Related guides" not in page_of(client, leading)

    heat.put_back()
    settle()
    assert ">Hot days</a>" in page_of(client, leading)


def test_a_new_title_a_new_address_and_a_new_topic_are_followed(client, leading, heat):
    heat.title = "Days of heat"
    heat.save()
    publishing.publish(heat, by=None)
    settle()
    assert ">Days of heat</a>" in page_of(client, leading)

    moving.move(heat, topic=heat.topic, slug="days-of-heat")
    settle()
    assert '<a href="/guides/heat/days-of-heat/">' in page_of(client, leading)

    heat.topic.slug = "summer"
    heat.topic.save()
    moving.renamed(heat.topic, was="heat")
    settle()
    assert '<a href="/guides/summer/days-of-heat/">' in page_of(client, leading)


def test_only_what_names_a_guide_is_drawn_again(leading, heat):
    other = make.draft("Rest")
    make.block(other, Kind.RELATED_GUIDES, guides=leading.get_absolute_url())
    publishing.publish(other, by=None)
    settle()
    kept = other.live_revision
    type(kept).objects.filter(pk=kept.pk).update(html="as it was")

    heat.withdraw(reason="Out of date.")
    settle()

    kept.refresh_from_db()
    assert kept.html == "as it was"


def test_a_change_of_words_alone_draws_nothing_else_again(heat):
    settle()
    make.block(heat, html="<p>Drink.</p>")
    publishing.publish(heat, by=None)

    assert not Errand.objects.open().filter(kind="draw_guides_that_name").exists()


@pytest.mark.parametrize("count", [1, 4])
def test_drawing_asks_the_same_however_many_guides_are_named(
    db, count, django_assert_max_num_queries
):
    guides = [make.guide(f"Guide {number}") for number in range(count)]
    blocks = [Block(kind=Kind.RELATED_GUIDES, guides=one.get_absolute_url()) for one in guides]
    told = [publishing.told(block) for block in blocks]

    with django_assert_max_num_queries(2):
        page = render({"blocks": told})

    assert page.html.count("<li>") == count


def test_the_author_is_told_what_readers_are_not_offered():
    block = Block(kind=Kind.RELATED_GUIDES, guides="/guides/a/b/\n/guides/c/d/")
    found = list(links.findings(Draft([Piece(block)], offered={"/guides/a/b/"})))

    assert [(one.field, one.quote) for one in found] == [("guides", "/guides/c/d/")]
    assert list(links.findings(Draft([Piece(block)]))) == []


def test_an_author_chooses_from_lists_of_what_readers_are_offered(client, dee, heat):
    make.draft("Secret plans")
    guide = make.draft("Pacing a day", owner=dee)
    client.force_login(dee)
    page = client.get(address(guide))
    assert "Secret plans" not in page.text
    assert page.text.count('<option value="/guides/heat/hot-days/">Hot days</option>') == 8

    one = posted("blocks-1", kind="related_guides", guides_0=heat.get_absolute_url())
    client.post(address(guide), fill(page, **one))

    block = guide.blocks.get(kind=Kind.RELATED_GUIDES)
    assert block.guides == "/guides/heat/hot-days/"
    version = Guide.objects.get(pk=guide.pk).version
    client.post(address(guide), fill(client, address(guide)))
    assert Guide.objects.get(pk=guide.pk).version == version


def test_what_was_chosen_stays_chosen_when_it_is_withdrawn_or_one_too_many(client, dee, heat):
    guide = make.draft("Pacing a day", owner=dee)
    told = [heat.get_absolute_url(), *(f"/guides/x/{n}/" for n in range(5))]
    block = make.block(guide, Kind.RELATED_GUIDES, guides="\n".join(told))
    heat.withdraw(reason="Old.")
    client.force_login(dee)

    client.post(address(guide), fill(client, address(guide), title="Pacing"))

    block.refresh_from_db()
    assert block.guides.splitlines() == told


def test_a_choice_is_kept_in_order_and_once():
    words = {"guides_0": "/b/", "guides_1": "", "guides_2": "/a/", "guides_3": "/b/"}

    assert ChosenGuides().value_from_datadict(words, None, "guides") == "/b/\n/a/"


def test_what_was_withdrawn_while_a_guide_went_live_is_left_out_by_the_worker(client, heat):
    guide = make.draft("Pacing a day")
    make.block(guide, Kind.RELATED_GUIDES, guides=heat.get_absolute_url())
    publishing.publish(guide, by=None)
    # As if it had been withdrawn at the same moment, unseen by the drawing.
    Guide.objects.filter(pk=heat.pk).update(withdrawn_at=timezone.now())
    assert ">Hot days</a>" in page_of(client, guide)

    settle()

    assert "Hot days" not in page_of(client, guide)

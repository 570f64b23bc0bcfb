"""Hard words: explained once on a page, listed on one of their own."""

import pytest
from django.db import IntegrityError
from playwright.sync_api import expect

from articles import publishing
from articles.glossary import Explainer
from articles.models import GlossaryTerm, Kind
from outbox import delivery
from tests import make
from tests.articles.filling import fill
from tests.browser import BOTH_LOOKS, ending


def term(word="spasticity", **fields):
    fields = {"slug": word.replace(" ", "-"), "definition": "Muscles that stay on."} | fields
    return GlossaryTerm.objects.create(term=word, **fields)


def explained(html):
    """The words that became buttons."""
    import re

    return re.findall(r'<button type="button" class="term"[^>]*>([^<]*)</button>', html)


def test_the_first_use_of_a_term_is_explained_and_no_other(db):
    term()
    explainer = Explainer.of_the_glossary()

    first = explainer.explain("<p>Spasticity hurts. So spasticity is &amp; stays.</p>")
    second = explainer.explain("<p>More spasticity.</p>")

    assert explained(first) == ["Spasticity"]
    assert "So spasticity is &amp; stays.</p>" in first
    assert second == "<p>More spasticity.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Spasticity</h2>",
        "<h3>On <em>spasticity</em></h3>",
        '<p><a href="/x">spasticity</a></p>',
        '<p><a href="/x">on <b>spasticity</b></a></p>',
        "<p>spasticityless antispasticity</p>",
        '<p><img src="/media/x.png" alt="spasticity"></p>',
        "<table><tr><th>spasticity</th></tr></table>",
    ],
)
def test_nothing_is_explained_in_headings_links_and_attributes(db, html):
    term()

    assert Explainer.of_the_glossary().explain(html) == html


def test_the_longest_term_goes_first_and_words_after_a_heading_count(db):
    term("optic")
    term("optic neuritis")

    html = Explainer.of_the_glossary().explain(
        "<h2>Optic</h2><p>Optic <b>x</b> optic neuritis.</p>"
    )

    assert explained(html) == ["Optic", "optic neuritis"]


def test_other_forms_share_the_explanation_of_their_term(db):
    term("relapse", other_forms="relapses\nflare")

    html = Explainer.of_the_glossary().explain("<p>Two relapses, a relapse, a flare.</p>")

    assert explained(html) == ["relapses"]


def test_what_an_editor_writes_is_no_code(db):
    term("a<b>", slug="ab", definition="<script>alert(1)</script>", other_forms="bold")

    html = Explainer.of_the_glossary().explain("<p>Be bold &lt;now&gt;.</p>")

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&lt;now&gt;" in html


def test_a_published_guide_explains_its_words_but_its_text_stays_as_written(db):
    term()
    term("fatigue")
    guide = make.draft()
    make.block(guide, Kind.KEY_POINTS, items="spasticity comes\nand goes\nagain")
    make.block(guide, html="<p>Spasticity and fatigue.</p>")
    make.block(
        guide, Kind.CARE_CARD, heading="Call 999 if:", level="emergency", items="fatigue kills"
    )
    make.block(guide, Kind.REFERENCES, items="Fatigue in MS.")

    revision = publishing.publish(guide, by=None)

    assert explained(revision.html) == ["spasticity", "fatigue"]
    assert "Muscles that stay on." not in revision.text


def test_a_page_is_read_without_asking_the_glossary(client, db, django_assert_num_queries):
    guide = make.guide()
    client.get(guide.get_absolute_url())
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(guide.get_absolute_url())

    assert [query for query in seen if "glossaryterm" in query["sql"]] == []


def test_a_changed_word_is_drawn_into_the_live_guides_by_the_worker(client, eve):
    guide = make.draft()
    make.block(guide, html="<p>Spasticity.</p>")
    before = publishing.publish(guide, by=None)
    client.force_login(eve)
    page = "/admin/articles/glossaryterm/add/"

    client.post(page, fill(client, page, term="spasticity", slug="spasticity", definition="Tight."))
    delivery.deliver_due()

    guide.refresh_from_db()
    assert explained(guide.live_revision.html) == ["Spasticity"]
    assert guide.live_revision.pk == before.pk
    assert guide.live_revision.sha256 == before.sha256


def test_the_glossary_lists_every_term_for_everybody(client, db, django_assert_num_queries):
    term("Zinc")
    term("acid", plain_word="sour stuff")

    with django_assert_num_queries(1):
        page = client.get("/glossary/").text

    assert page.index("acid") < page.index("sour stuff") < page.index("Zinc")
    assert 'id="acid"' in page
    assert 'href="/glossary/"' in client.get("/guides/").text


def test_an_empty_glossary_says_so(client, db):
    assert "No words are explained here yet." in client.get("/glossary/").text


def test_a_term_is_explained_in_one_way_only(db):
    term("Relapse")
    with pytest.raises(IntegrityError):
        term("relapse", slug="other")


def test_editors_keep_the_words_and_authors_read_them(client, dee, eve):
    kept = term()
    for path in ("glossaryterm", "medicine"):
        client.force_login(dee)
        assert client.get(f"/admin/articles/{path}/").status_code == 200
        assert client.get(f"/admin/articles/{path}/add/").status_code == 403
        client.force_login(eve)
        assert client.get(f"/admin/articles/{path}/add/").status_code == 200
    client.force_login(dee)
    client.post(f"/admin/articles/glossaryterm/{kept.pk}/delete/", {"post": "yes"})
    assert GlossaryTerm.objects.count() == 1


@BOTH_LOOKS
def test_a_word_opens_its_meaning_by_keyboard(page, visit, axe, theme, width):
    term(plain_word="tight muscles")
    guide = make.draft()
    make.block(guide, html="<p>At night spasticity can wake you, and that is hard.</p>")
    publishing.publish(guide, by=None)
    visit(guide.get_absolute_url())
    word = page.get_by_role("button", name="spasticity")
    meaning = page.locator("#term-spasticity")
    expect(meaning).to_be_hidden()

    word.focus()
    page.keyboard.press("Enter")

    expect(meaning).to_be_visible()
    assert meaning.bounding_box()["x"] >= 0
    axe(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "All words explained"
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    visit("/glossary/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("javascript", [False])
def test_a_word_opens_its_meaning_without_javascript(page, visit):
    term()
    guide = make.draft()
    make.block(guide, html="<p>At night spasticity can wake you.</p>")
    publishing.publish(guide, by=None)
    visit(guide.get_absolute_url())

    page.get_by_role("button", name="spasticity").click()
    page.get_by_role("link", name="All words explained").click()

    expect(page).to_have_url(ending("/glossary/#spasticity"))

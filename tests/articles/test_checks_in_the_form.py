"""What to look at, in the form: after each save, and while somebody writes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from articles.models import Kind, Medicine
from tests import make
from tests.articles.filling import address, fill, posted
from tests.browser import BOTH_LOOKS
from tests.growth import grows_with_its_length

CLAIM = "About 8 in 10 people tire."


def sent(*blocks):
    """What the browser sends while somebody types."""
    data = {"blocks-TOTAL_FORMS": len(blocks)}
    for place, fields in enumerate(blocks):
        data |= posted(f"blocks-{place}", **{"kind": "text", **fields})
    return data


def targets(page):
    """Where the lines of the panel lead."""
    panel = page[page.index("findings-now") : page.index("</form-findings>")]
    return re.findall(r'<a href="#([^"]+)">', panel)


def test_after_a_save_the_form_quotes_what_to_mend_and_leads_there(client, dee):
    guide = make.draft(owner=dee)
    client.force_login(dee)
    made = fill(client, address(guide), **{"blocks-0-html": f"<p>{CLAIM}</p>"}, _continue="1")

    page = client.post(address(guide), made, follow=True).text

    assert f"<q>{CLAIM}</q>" in page
    assert "1 thing to mend." in page
    assert "Mend before it goes to review" in page
    assert targets(page) == ["id_blocks-0-html"]
    assert all(f'id="{target}"' in page for target in targets(page))
    assert "Reading grade" in page


def test_a_form_that_comes_back_looks_at_what_was_typed(client, dee):
    guide = make.draft(owner=dee)
    client.force_login(dee)
    made = fill(client, address(guide), title="", **{"blocks-0-html": f"<p>{CLAIM}</p>"})

    page = client.post(address(guide), made).text

    assert f"<q>{CLAIM}</q>" in page


def test_a_new_guide_has_nothing_to_mend_yet(client, dee):
    client.force_login(dee)

    page = client.get("/admin/articles/guide/add/").text

    assert "Write, and save." in page
    assert targets(page) == []


def test_the_answer_while_typing_is_that_of_the_form(client, dee, writes_nothing):
    guide = make.draft(owner=dee)
    client.force_login(dee)
    blocks = [{"html": f"<p>{CLAIM}</p>"}, {"html": ""}, {"html": "<p>Away</p>", "DELETE": "on"}]

    with writes_nothing():
        answer = client.post(f"/admin/articles/guide/{guide.pk}/look/", sent(*blocks))

    assert answer.status_code == 200
    assert f"<q>{CLAIM}</q>" in answer.text
    assert "Away" not in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert guide.blocks.get().html == "<p>Rest before you must.</p>"


def test_no_source_needed_settles_a_number(client, dee):
    client.force_login(dee)
    block = {"html": f"<p>{CLAIM}</p>", "no_source_needed": "on"}

    assert "0 things to mend." in client.post("/admin/articles/guide/look/", sent(block)).text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"blocks-TOTAL_FORMS": "many"},
        {"blocks-TOTAL_FORMS": "99999999"},
        {"blocks-TOTAL_FORMS": "-1"},
        {"blocks-TOTAL_FORMS": "1", "blocks-0-kind": "nonsense", "blocks-0-html": "x"},
        {"blocks-TOTAL_FORMS": "1", "blocks-0-kind": "figure", "blocks-0-image": "x' OR 1"},
        {"blocks-TOTAL_FORMS": "1", "blocks-0-kind": "care_card", "blocks-0-level": "no"},
        {"blocks-TOTAL_FORMS": "1", "blocks-0-kind": "text", "blocks-0-position": "9" * 400},
    ],
)
def test_a_form_made_by_hand_is_no_fault(client, dee, data):
    client.force_login(dee)

    assert client.post("/admin/articles/guide/look/", data).status_code == 200


def test_nothing_typed_becomes_code_in_the_answer(client, dee):
    client.force_login(dee)
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> 8 in 10 people."
    blocks = [{"html": evil, "heading": evil}, {"kind": "do_list", "items": evil}]

    answer = client.post("/admin/articles/guide/look/", sent(*blocks)).text

    assert "<script" not in answer
    assert "<img" not in answer


def test_only_those_who_may_write_are_answered(client, ada, ben, mo, dee):
    guide = make.draft(owner=make.author("other"))
    path = f"/admin/articles/guide/{guide.pk}/look/"

    assert client.post(path, sent()).status_code == 302
    client.force_login(ada)
    assert client.post(path, sent()).status_code == 302
    for member in (mo, dee):
        client.force_login(member)
        assert client.post(path, sent()).status_code == 403
    client.force_login(mo)
    assert client.post("/admin/articles/guide/look/", sent()).status_code == 403
    client.force_login(dee)
    assert client.get("/admin/articles/guide/look/").status_code == 405
    assert client.post("/admin/articles/guide/999999/look/", sent()).status_code == 404


def test_the_answer_wants_a_token(ada, dee):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(dee)

    assert client.post("/admin/articles/guide/look/", sent()).status_code == 403


@pytest.mark.parametrize("page", ["form", "look"])
def test_looking_costs_the_same_queries_whatever_the_size(client, dee, page):
    asked = []
    for count in (1, 12):
        guide = make.draft(f"Guide {count}", owner=dee)
        for _ in range(count):
            make.block(guide, html=f"<p>{CLAIM}</p><p>Baclofen helps.</p>")
        client.force_login(dee)
        client.get(address(guide))
        with CaptureQueriesContext(connection) as seen:
            if page == "form":
                client.get(address(guide))
            else:
                blocks = [{"html": f"<p>{CLAIM}</p>"}] * count
                client.post(f"/admin/articles/guide/{guide.pk}/look/", sent(*blocks))
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_publishing_waits_until_what_stops_it_is_mended(client, db):
    guide = make.draft()
    client.force_login(make.member("boss", is_staff=True, is_superuser=True))
    html = f"<p>{CLAIM}</p><p>Baclofen helps. The scan was read.</p>"

    page = client.post(
        address(guide),
        fill(client, address(guide), **{"blocks-0-html": html}, _override="1", override_reason="!"),
    )

    guide.refresh_from_db()
    assert guide.live_revision is None
    assert "Who counted this?" in page.text
    assert f"“{CLAIM}”" in page.text
    line = Medicine.objects.get(name="Baclofen").safety_line
    assert line in page.text

    html = f"<p>Most people tire.</p><p>Baclofen helps. The scan was read.</p><p>{line}</p>"
    client.post(
        address(guide),
        fill(client, address(guide), **{"blocks-0-html": html}, _override="1", override_reason="!"),
    )
    guide.refresh_from_db()
    assert guide.live_revision is not None


def test_saving_never_waits_for_what_is_to_mend(client, dee):
    guide = make.draft(owner=dee)
    client.force_login(dee)
    made = fill(client, address(guide), **{"blocks-0-html": f"<p>{CLAIM}</p>"}, _continue="1")

    assert client.post(address(guide), made).status_code == 302
    assert CLAIM in guide.blocks.get().html


@pytest.mark.slow
def test_a_block_of_200_kb_costs_as_much_as_it_is_long(client, dee, untraced):
    """What it costs is told by benchmarks/saving.py."""
    guide = make.draft(owner=dee)
    client.force_login(dee)
    words = "<p>The nerve was harmed, so about 8 in 10 people with MS tire. It hurts a lot.</p>"

    def save_and_look(text):
        made = fill(client, address(guide), _continue="1")
        made["blocks-0-html"] = text
        assert client.post(address(guide), made).status_code == 302
        page = client.get(address(guide))
        assert "And 2" in page.text or "more, once these are mended" in page.text

    assert grows_with_its_length(save_and_look, words * (200_000 // len(words)))
    assert len(guide.blocks.get().html) > 199_000


@BOTH_LOOKS
def test_the_panel_follows_the_typing_and_leads_to_the_words(page, visit, axe, dee, theme, width):
    guide = make.draft(owner=dee)
    make.block(guide, Kind.DO_LIST, heading="Do", items="rest\nThe scan was read by a nurse.")
    visit.as_(dee)
    visit(address(guide))
    panel = page.locator("form-findings")
    expect(panel.get_by_text("0 things to mend.").first).to_be_visible()
    axe(page)

    page.locator("#blocks-0 summary").click()
    page.locator("#blocks-0").get_by_role("textbox", name="Words").press("Control+End")
    page.keyboard.type(f" {CLAIM}")
    panel.locator("q", has_text=CLAIM).wait_for()

    expect(panel.get_by_role("status")).to_have_text("1 thing to mend.")
    focused = "document.activeElement.getAttribute('contenteditable')"
    assert page.evaluate(focused) == "true"
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    page.locator("#blocks-0 summary").click()
    panel.get_by_role("link", name="Go to").first.click()
    assert page.evaluate(focused) == "true"
    panel.get_by_role("link", name="Go to “Do”").click()
    expect(page.locator("#id_blocks-1-items")).to_be_focused()
    assert guide.blocks.first().html == "<p>Rest before you must.</p>"


@pytest.mark.parametrize("javascript", [False])
def test_the_panel_leads_to_the_words_without_javascript(page, visit, dee):
    guide = make.draft(owner=dee)
    guide.blocks.update(html=f"<p>{CLAIM}</p>")
    visit.as_(dee)
    visit(address(guide))

    page.locator("form-findings").get_by_role("link", name="Go to").click()

    expect(page.locator("#id_blocks-0-html")).to_be_visible()

"""Autosave, compare, restore and the history, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles import publishing
from articles.models import GuideDraft, Kind
from tests import make
from tests.articles.filling import address
from tests.browser import BOTH_LOOKS


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    make.block(made, heading="Why", html="<p>Warm <b>nerves</b> are slow.</p>")
    publishing.record(made, by=dee)
    return made


def test_words_outlive_a_closed_tab(page, visit, axe, dee, draft):
    visit.as_(dee)
    visit(address(draft))
    page.get_by_label("Title").fill("Fatigue in summer")
    page.get_by_text("not saved yet.").wait_for()
    second = page.context.new_page()
    page.close()

    second.goto(visit.url + address(draft))
    axe(second)
    second.get_by_role("link", name="Restore").click()
    second.get_by_text("are in the form").wait_for()
    expect(second.get_by_label("Title")).to_have_value("Fatigue in summer")
    axe(second)
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("was changed successfully").wait_for()
    draft.refresh_from_db()
    assert draft.title == "Fatigue in summer"
    assert not GuideDraft.objects.unsaved().exists()


def test_opening_and_leaving_a_form_keeps_nothing(page, visit, dee, draft):
    visit.as_(dee)
    visit(address(draft))
    page.get_by_text("Edit “Why”").click()
    page.wait_for_timeout(4_000)
    visit("/admin/")
    page.wait_for_timeout(500)

    assert not GuideDraft.objects.exists()


def test_leaving_at_once_keeps_the_last_words(page, visit, dee, draft):
    visit.as_(dee)
    visit(address(draft))
    page.get_by_label("Title").fill("Heat!")
    visit("/admin/")
    page.wait_for_timeout(1_000)

    assert "title=Heat%21" in GuideDraft.objects.get().form


@BOTH_LOOKS
def test_the_history_and_its_comparisons_please_axe(page, visit, axe, eve, draft, theme, width):
    publishing.publish(draft, by=eve)
    make.block(draft, Kind.CARE_CARD, heading="Call 999 if:", level="emergency", items="it hurts")
    draft.blocks.filter(kind=Kind.TEXT).update(html="<p>Take 10 mg, and rest.</p>")
    publishing.record(draft, by=eve, note="Doses")
    visit.as_(eve)

    for path in ("revisions/", "compare/", "revisions/1/restore/"):
        visit(address(draft).replace("change/", path))
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"


@pytest.mark.parametrize("width", [320, 1280])
def test_unsaved_words_are_previewed_in_another_tab(page, visit, axe, dee, draft, width):
    visit.as_(dee)
    visit(address(draft))
    page.get_by_label("Title").fill("Warm days")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    preview.get_by_role("heading", name="Warm days").wait_for()
    axe(preview)
    overflow = preview.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    preview.get_by_role("link", name="Phone").click()
    preview.get_by_role("link", name="Dim (Night)").click()
    frame = preview.frame_locator("iframe")

    frame.get_by_role("heading", name="Warm days").wait_for()
    expect(frame.locator("html")).to_have_attribute("data-theme", "night")
    assert frame.locator("html").evaluate("html => html.clientWidth") <= 390
    expect(page.get_by_label("Title")).to_have_value("Warm days")
    axe(preview)
    overflow = preview.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0


@BOTH_LOOKS
def test_the_public_history_pleases_axe(page, visit, axe, eve, draft, theme, width):
    publishing.publish(draft, by=eve)
    draft.blocks.filter(kind=Kind.TEXT).update(html="<p>Take 10 mg, and rest.</p>")
    publishing.publish(draft, by=eve, change_note="A dose was added.")

    for path in ("history/", "history/2/"):
        visit(draft.get_absolute_url() + path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0


def test_the_keyboard_goes_past_a_preview_and_through_it(page, visit, eve):
    guide = make.guide(owner=eve)
    visit.as_(eve)
    visit(f"/admin/articles/guide/{guide.pk}/revisions/1/preview/?width=desktop")
    page.frame_locator("iframe").get_by_role("heading", name=guide.title).wait_for()
    past = page.get_by_role("link", name="Skip the preview")
    back = page.get_by_role("link", name="Back to the top")

    past.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(back).to_be_focused()

    past.focus()
    stops = 0
    while not back.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 100


def test_a_form_that_is_sent_while_the_site_is_away_stays_with_all_its_words(page, visit, dee):
    guide = make.draft(owner=dee)
    visit.as_(dee)
    visit(address(guide))
    page.route("**/livez", lambda route: route.abort())
    page.route("**/keep/", lambda route: route.abort())
    page.get_by_label("Summary").fill("Typed while nobody was there.")

    page.get_by_role("button", name="Save", exact=True).last.click()
    told = page.get_by_text("Not sent: the site does not answer just now")
    expect(told).to_be_visible()
    page.wait_for_timeout(4_000)  # what is typed was to be kept meanwhile, and was not
    expect(told).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("Typed while nobody was there.")

    page.unroute("**/livez")
    page.unroute("**/keep/")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    guide.refresh_from_db()
    assert guide.summary == "Typed while nobody was there."
    page.reports.clear()  # the browser reports what was not sent

"""Being told what changed since one read a guide, in a browser, with and without scripts."""

from datetime import date

import pytest
from playwright.sync_api import expect

from articles import publishing, remembering
from articles.models import Kind, LastRead
from tests import make
from tests.browser import BOTH_LOOKS, ending


@pytest.fixture
def guide(transactional_db):
    made = make.draft()
    make.block(made, Kind.KEY_POINTS, items="Rest early\nPlan a pause")
    make.block(made, heading="Sleep and rest", html="<p>Rest early.</p>" * 20)
    make.block(made, heading="Going out", html="<p>Plan a pause.</p>" * 20)
    publishing.publish(made, by=None)
    return made


@pytest.fixture
def ada(transactional_db):
    return make.member("ada")


def change(guide):
    for block in guide.blocks.exclude(heading=""):
        block.html += "<p>And more.</p>"
        block.save()
    make.block(guide, heading="At night", html="<p>Dark and cool.</p>")
    guide.blocks.filter(kind=Kind.KEY_POINTS).update(items="Rest early")
    publishing.publish(guide, by=None, change_note="New advice on sleep.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_asks_reads_what_changed_says_so_and_ends_it(
    page, visit, axe, javascript, guide, ada
):
    visit.as_(ada)
    visit(guide.get_absolute_url())
    page.get_by_text("Shall we tell you next time").click()
    page.get_by_role("button", name="Tell me what changes").click()
    expect(page.locator("main")).to_contain_text("From now on we tell you")
    LastRead.objects.update(read_on=date(2026, 5, 3))
    change(guide)

    visit(guide.get_absolute_url())
    box = page.get_by_role("region", name="Since you last read this on 3 May 2026")
    expect(box).to_contain_text("New advice on sleep.")
    expect(box).to_contain_text("4 parts are different")
    if javascript:
        axe(page)
    box.get_by_role("link", name="At night").click()
    expect(page).to_have_url(ending("#changed-4"))
    page.locator("#changed-2").get_by_role("link", name="Next change").click()
    expect(page).to_have_url(ending("#changed-3"))
    box.get_by_role("button", name="I have seen this").click()
    expect(page.get_by_role("region", name="Since you last read")).to_have_count(0)
    assert LastRead.objects.get().revision == guide.live_revision

    page.get_by_role("link", name="What we remember").click()
    if javascript:
        axe(page)
    page.get_by_label("No, remember nothing").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("We remember 0 guides of yours now.")
    assert not LastRead.objects.exists()


def test_reading_to_the_end_is_noticed_and_skipping_there_is_not(page, visit, guide, ada):
    remembering.remember(ada, guide.live_revision, begin=True)
    LastRead.objects.update(read_on=date(2026, 5, 3))
    page.clock.install()
    visit.as_(ada)
    visit(guide.get_absolute_url())
    keeper = page.locator("reading-keeper")
    keeper.scroll_into_view_if_needed()
    page.clock.run_for(3_000)
    expect(keeper).to_contain_text("3 May 2026")

    with page.expect_response(lambda answer: answer.url.endswith("/read/")):
        page.clock.run_for(30_000)

    page.get_by_text("Remembered: you read this today.").wait_for()
    assert LastRead.objects.get().read_on != date(2026, 5, 3)


def test_a_page_left_open_at_its_top_is_not_read(page, visit, guide, ada):
    remembering.remember(ada, guide.live_revision, begin=True)
    LastRead.objects.update(read_on=date(2026, 5, 3))
    page.clock.install()
    visit.as_(ada)
    visit(guide.get_absolute_url())

    page.clock.run_for(120_000)

    assert LastRead.objects.get().read_on == date(2026, 5, 3)


@BOTH_LOOKS
def test_the_box_and_the_marks_please_axe(page, visit, axe, guide, ada, width, theme):
    remembering.remember(ada, guide.live_revision, begin=True)
    change(guide)
    visit.as_(ada)
    for path in (guide.get_absolute_url(), "/settings/reading/"):
        visit(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

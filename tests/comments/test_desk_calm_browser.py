"""The desk in a real browser: what is veiled, what a colleague saved, and pages that say no."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from comments import deciding
from comments.concern import raising
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.desk import advising
from comments.hearing import appeals
from comments.models import DutyTime, Status
from comments.reports import asking
from tests import make
from tests.browser import BOTH_LOOKS
from tests.comments import desk

DANGER = "I want to end my life tonight."
REFUSED = "Somebody changed this meanwhile, so nothing was saved."


@pytest.fixture
def talk(ada):
    return talking.begin(ada, "My comment", Said(DANGER))


@pytest.mark.parametrize("javascript", [True, False])
def test_words_that_are_hard_to_read_open_with_one_press(page, visit, talk, mo, javascript):
    visit.as_(mo)
    visit(talk.desk_url())
    words = page.get_by_text(DANGER)
    veil = page.locator("details.veil > summary")
    expect(words).to_be_hidden()
    expect(veil).to_contain_text("These words can be hard to read. Show them: ada")

    veil.focus()
    page.keyboard.press("Enter")

    expect(words).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_moderators_change_a_time_and_both_understand(page, visit, mo, javascript):
    duty = DutyTime.objects.create(at="08:30", zone="UTC")
    visit.as_(mo)
    visit(f"/admin/comments/dutytime/{duty.pk}/change/")
    DutyTime.objects.update(at="09:45")

    page.get_by_label("About when").fill("12:00")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("main")).to_contain_text(REFUSED)
    expect(page.get_by_label("What stands there now")).to_contain_text("09:45")
    expect(page.get_by_label("About when")).to_have_value("12:00")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert f"{DutyTime.objects.get().at:%H:%M}" == "12:00"


@BOTH_LOOKS
def test_these_pages_please_axe(page, visit, axe, talk, fatigue, ada, ben, mo, cleo, theme, width):
    mo.groups.add(Group.objects.get(name="Safety"))
    lena = make.moderator("lena")
    hidden = deciding.hide(make.comment(fatigue, ada), deciding.Why(by=lena, reason="unkind"))
    appeal = appeals.make(hidden, ada, DANGER)
    reported = make.comment(fatigue, ada)
    report = asking.report(reported, ben, reason="other", words="She will kill herself.")
    worry = raising.worry(reported, ben, words="She sounds low.").case
    asked = desk.case_of(make.comment(fatigue, ben, status=Status.WAITING))
    advising.ask(asked, mo, "Is it safe?", version=asked.version)
    duty = DutyTime.objects.create(at="08:30", zone="UTC")
    visit.as_(mo)

    for path in (
        talk.desk_url(),
        "/admin/comments/conversation/",
        "/admin/comments/report/",
        f"/admin/comments/report/{report.pk}/change/",
        f"{desk.LIST}appeals/{appeal.case_id}/",
        desk.case_url(reported),
        f"{desk.LIST}?member=ada&since=2026-01-01",
    ):
        visit(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
    visit(f"{desk.LIST}undo/", status=405)
    axe(page)
    visit(f"{desk.LIST}concerns/{worry.pk}/")
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("Open to you in this browser until").wait_for()
    axe(page)
    visit(f"/admin/comments/dutytime/{duty.pk}/change/")
    DutyTime.objects.update(at="09:45")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text(REFUSED).wait_for()
    axe(page)
    visit.as_(cleo)
    visit(f"{desk.LIST}{asked.pk}/")
    page.get_by_role("heading", name="What you are asked").wait_for()
    axe(page)

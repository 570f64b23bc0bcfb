"""Reporting, worrying and finding help, in a browser: whole ways, and what axe says of them."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from comments.models import Worry
from comments.reports import asking
from tests import make

DANGER = "I want to die. I can't do this any more."


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.mark.parametrize("width", [320, 1280])
def test_from_a_worry_to_those_who_look_after_it(page, visit, axe, ada, ben, fatigue, width):
    comment = make.comment(fatigue, ada)
    asking.report(make.comment(fatigue, ada), ben, reason="unkind")
    sam = make.member("sam", is_staff=True)
    sam.groups.add(Group.objects.get(name="Safety"))
    visit.as_(ben)
    visit(comment.get_absolute_url())
    page.locator(f"#comment-{comment.pk} a", has_text="I’m worried about this person").click()
    axe(page)
    page.get_by_role("button", name="Tell the team").click()
    expect(page.locator("main")).to_contain_text("Thank you for looking out")
    for path in ("/settings/reports/", "/members/ada/report/", "/support/"):
        visit(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    visit.as_(sam)
    visit("/admin/moderation/concerns/")
    axe(page)
    page.get_by_role("link", name="ada").click()
    page.get_by_role("button", name="Open it").click()
    axe(page)

    assert Worry.objects.get().case.steps.count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_whoever_may_be_in_danger_sees_whom_to_call_and_can_go_on(
    page, visit, axe, ada, fatigue, javascript
):
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill(DANGER)
    page.get_by_role("button", name="Post comment").click()
    page.get_by_role("heading", name="You do not have to be alone with this").wait_for()
    if javascript:
        axe(page)
    page.get_by_role("link", name="Close this and go to my comment").click()

    expect(page.locator("#support")).to_have_count(0)
    expect(page.locator("main")).to_contain_text(DANGER)

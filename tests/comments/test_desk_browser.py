"""The moderators' desk in a real browser: keyboard alone, no JavaScript, axe."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments import deciding, posting
from comments.deciding import Why
from comments.figures import months
from comments.hearing import appeals
from comments.models import AtDesk, Comment, Status
from comments.reports import asking
from tests import make
from tests.browser import BOTH_LOOKS, Visit
from tests.comments import desk


@pytest.fixture
def reported(fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "This tea cured my cousin.")
    make.comment(fatigue, ben, "It did not help me.", parent=comment)
    asking.report(comment, ben, reason="medical", words="It could hurt somebody.")
    posting.edit(comment, "This tea helped my cousin.")
    return comment


def tab_to(page, name, most=80):
    """Press Tab until something with these words has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        words = "document.activeElement.textContent.trim()"
        if page.evaluate(words) == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def is_in_sight(page):
    """Whether what has the focus lies wholly in the window."""
    return page.evaluate(
        "(() => { const box = document.activeElement.getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight; })()"
    )


def test_the_desk_is_worked_through_by_keyboard_alone(page, visit, fatigue, ada, ben, mo):
    first = make.comment(fatigue, ada, "Cold water helps.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Buy my tea.", status=Status.WAITING)
    one, two = desk.case_url(first), desk.case_url(second)
    visit.as_(mo)

    visit("/admin/")
    tab_to(page, "Waiting 2")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.LIST}")
    tab_to(page, "Begin with the first")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{one}")
    tab_to(page, "Publish")
    assert is_in_sight(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{two}")
    expect(page.get_by_text("Published: comment 1 by ada.")).to_be_visible()

    tab_to(page, "Undo last (published)")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{one}")
    tab_to(page, "Skip")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{two}")

    tab_to(page, "Do not publish")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert is_in_sight(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Please do not sell here.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{one}")

    first.refresh_from_db()
    second.refresh_from_db()
    decision = second.decisions.get()
    assert (first.status, second.status) == (Status.WAITING, Status.REJECTED)
    assert (decision.reason, decision.note) == ("advertising", "Please do not sell here.")


def test_letters_decide_only_when_switched_on_and_never_while_one_types(
    page, visit, fatigue, ada, ben, mo
):
    first = make.comment(fatigue, ada, "Cold water helps.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Buy my tea.", status=Status.WAITING)
    one, two = desk.case_url(first), desk.case_url(second)
    visit.as_(mo)

    visit(one)
    page.keyboard.press("k")
    visit(desk.LIST)
    page.get_by_role("button", name="Switch one-letter keys on").click()
    visit(one)
    expect(page.get_by_role("button", name="Publish K", exact=True)).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url(f"**{two}")
    page.keyboard.press("e")
    field = page.get_by_label("What should the author change?")
    expect(field).to_be_focused()
    page.keyboard.type("Skip the shop, please.")
    expect(field).to_have_value("Skip the shop, please.")
    page.get_by_role("button", name="Ask for an edit", exact=True).click()
    page.wait_for_url(f"**{one}")
    page.keyboard.press("k")
    page.wait_for_url(f"**{desk.LIST}")

    decided = {comment.number: comment.decisions.get().verb for comment in Comment.objects.all()}
    assert decided == {1: "publish", 2: "ask"}


def test_two_moderators_collide_and_both_understand_what_happened(
    page, visit, browser, fatigue, ada, mo
):
    kit = make.moderator("kit")
    comment = make.comment(fatigue, ada, "Buy my tea.", status=Status.WAITING)
    url = desk.case_url(comment)
    visit.as_(mo)
    visit(url)
    mine = page.locator(".hands", has_text="You have this case.")
    expect(mine).to_be_visible()
    page.locator("summary", has_text="Do not publish").click()
    page.get_by_label("It advertises something").check()
    page.get_by_label("Note to the author").fill("Please sell elsewhere.")

    other = browser.new_context(reduced_motion="reduce").new_page()
    Visit(other, visit.url).as_(kit)
    other.goto(visit.url + url)
    told = "mo has this case until"
    expect(other.locator(".hands", has_text=told)).to_be_visible()
    other.get_by_role("button", name="Publish", exact=True).click()
    expect(other.get_by_text("Published: comment 1 by ada.")).to_be_visible()
    other.context.close()
    page.get_by_role("button", name="Do not publish", exact=True).click()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Decided meanwhile by kit")
    expect(alert).to_contain_text("Published. Nothing was changed by you.")
    expect(page.get_by_label("Your note, to copy")).to_have_value("Please sell elsewhere.")
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED
    assert [decision.by for decision in comment.decisions.all()] == [kit]


@pytest.mark.parametrize("javascript", [False])
def test_the_desk_works_without_javascript(page, visit, fatigue, ada, ben, mo):
    first = make.comment(fatigue, ada, "Cold water helps.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Buy my tea.", status=Status.WAITING)
    two = desk.case_url(second)
    visit.as_(mo)

    visit(desk.LIST)
    page.get_by_role("link", name="Cold water helps.").click()
    page.get_by_role("button", name="Take it for ten minutes").click()
    expect(page.get_by_text("You have this case.")).to_be_visible()
    assert desk.case_of(first).claimed_by == mo
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator("summary", has_text="Do not publish").click()
    page.get_by_role("button", name="Do not publish").click()
    expect(page.get_by_text("Choose a reason. The author reads it.")).to_have_count(2)
    page.get_by_label("It advertises something").check()
    page.get_by_role("button", name="Do not publish").click()
    page.get_by_role("button", name="Undo last (not published)").click()
    page.wait_for_url(f"**{two}")
    page.goto(visit.url + desk.LIST)
    page.get_by_label("Choose comment 2").check()
    page.get_by_role("button", name="Spam").click()
    page.get_by_role("button", name="Remove as spam").click()

    standings = [comment.status for comment in Comment.objects.order_by("number")]
    expect(page.get_by_text("1 comment done.")).to_be_visible()
    assert standings == [Status.PUBLISHED, Status.REJECTED]


@BOTH_LOOKS
def test_the_desk_pleases_axe(page, visit, axe, reported, mo, theme, width):
    visit.as_(mo)
    AtDesk.objects.set_keys(mo, True)
    case = desk.case_url(reported)
    discussion = f"/admin/comments/discussion/{reported.discussion_id}/change/"

    for path in ("/admin/", desk.LIST, f"{desk.LIST}?member=ada", case, desk.COMMENTS, discussion):
        visit(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"
    visit(case)
    page.locator("summary", has_text="Take down").click()
    page.get_by_role("button", name="Take down").click()
    page.locator("#errors").wait_for()
    expect(page.locator("#errors")).to_be_focused()
    axe(page)


@BOTH_LOOKS
def test_figures_second_looks_and_appeals_please_axe(
    page, visit, axe, fatigue, ada, ben, mo, theme, width
):
    lena = make.moderator("lena")
    comment = make.comment(fatigue, ada, "This tea cured my cousin.")
    make.comment(fatigue, ben, status=Status.WAITING)
    appeal = appeals.make(deciding.hide(comment, Why(by=lena, reason="unkind")), ada, "Please.")
    months.tell_missing(timezone.localdate() + timedelta(days=31))
    visit.as_(mo)

    for path in (
        f"{desk.LIST}figures/",
        f"{desk.LIST}second/",
        f"{desk.LIST}appeals/{appeal.case_id}/",
        "/transparency/",
    ):
        visit(path)
        for folded in page.locator("#content-main details").all():
            folded.evaluate("part => { part.open = true; }")
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"

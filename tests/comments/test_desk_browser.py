"""The moderators' desk in a real browser: keyboard alone, no JavaScript, axe."""

import pytest
from playwright.sync_api import expect

from comments import posting
from comments.models import Comment, Status
from tests import make
from tests.comments import desk


@pytest.fixture
def reported(fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "This tea cured my cousin.")
    make.comment(fatigue, ben, "It did not help me.", parent=comment)
    posting.report(comment, ben, reason="medical", words="It could hurt somebody.")
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


def test_a_moderator_publishes_and_declines_by_keyboard_alone(page, visit, fatigue, ada, ben, mo):
    first = make.comment(fatigue, ada, "Cold water helps.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Buy my tea.", status=Status.WAITING)
    visit.as_(mo)

    visit("/admin/")
    tab_to(page, "Waiting")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.LIST}")
    tab_to(page, "First comments of a new member (comment 1 by ada)")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.case_url(first)}")
    tab_to(page, "Publish")
    assert is_in_sight(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.case_url(second)}")
    assert page.get_by_text("Published: comment 1 by ada.").is_visible()

    tab_to(page, "Do not publish")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert is_in_sight(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Please do not sell here.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.LIST}")

    first.refresh_from_db()
    second.refresh_from_db()
    decision = second.decisions.get()
    assert (first.status, second.status) == (Status.PUBLISHED, Status.REJECTED)
    assert (decision.reason, decision.note) == ("advertising", "Please do not sell here.")


@pytest.mark.parametrize("javascript", [False])
def test_the_desk_works_without_javascript(page, visit, fatigue, ada, ben, mo):
    make.comment(fatigue, ada, "Cold water helps.", status=Status.WAITING)
    make.comment(fatigue, ben, "Buy my tea.", status=Status.WAITING)
    visit.as_(mo)

    visit(desk.LIST)
    page.get_by_role("link", name="First comments of a new member (comment 1 by ada)").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator("summary", has_text="Do not publish").click()
    page.get_by_role("button", name="Do not publish").click()
    assert page.get_by_text("Choose a reason. The author reads it.").count() == 2
    page.get_by_label("It advertises something").check()
    page.get_by_role("button", name="Do not publish").click()
    page.goto(visit.url + desk.COMMENTS)
    page.get_by_label("Choose comment 1").check()
    page.get_by_role("combobox").select_option("Take down")
    page.get_by_role("button", name="Run").click()
    page.get_by_label("It is unkind to a person").check()
    page.get_by_role("button", name="Take down").click()

    standings = [comment.status for comment in Comment.objects.order_by("number")]
    assert page.get_by_text("1 comment done.").is_visible()
    assert standings == [Status.HIDDEN, Status.REJECTED]


@pytest.mark.parametrize("theme", ["paper", "night"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_desk_pleases_axe(page, visit, axe, reported, mo, theme, width):
    visit.as_(mo)
    case = desk.case_url(reported)
    discussion = f"/admin/comments/discussion/{reported.discussion_id}/change/"

    for path in ("/admin/", desk.LIST, case, desk.COMMENTS, discussion):
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

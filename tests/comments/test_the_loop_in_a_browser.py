"""Both fair loops from end to end, members and moderators in their browsers; the moderators by
keyboard alone."""

import pytest
from playwright.sync_api import expect

from comments.models import Appeal, Comment, Status
from outbox.delivery import deliver_due
from tests import make
from tests.browser import Visit
from tests.comments import desk
from tests.comments.test_desk_browser import tab_to

BOX = "#compose textarea[name=body]"


@pytest.fixture
def lena(db):
    return make.moderator("lena")


@pytest.fixture
def other(browser, visit):
    """A second browser, for somebody else at the same time."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    yield page
    page.context.close()


def enter(page, visit, who):
    Visit(page, visit.url).as_(who)
    page.goto(visit.url + desk.LIST)


def begin(page):
    tab_to(page, "Begin with the first")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/moderation/*/**")


def test_held_told_why_changed_and_published(page, visit, other, fatigue, ada, mo):
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    page.locator(BOX).fill("Buy my tea.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_text("Thank you. A moderator will look first.")).to_be_visible()

    enter(other, visit, mo)
    begin(other)
    tab_to(other, "Do not publish")
    other.keyboard.press("Enter")
    other.keyboard.press("Tab")
    other.keyboard.press("ArrowDown")  # It advertises something
    other.keyboard.press("Tab")
    other.keyboard.type("Please leave the shop out.")
    other.keyboard.press("Tab")
    other.keyboard.press("Enter")
    expect(other.get_by_text("Not published: comment 1 by ada.")).to_be_visible()
    deliver_due()

    visit("/inbox/")
    page.get_by_role("link", name="What you can do now").click()
    main = page.locator("main")
    expect(main).to_contain_text("It advertises something")
    expect(main).to_contain_text("Please leave the shop out.")
    page.get_by_role("link", name="Change it and send it in").click()
    page.get_by_label("Your comment, to change").fill("Tea helps me.")
    page.get_by_role("button", name="Send it in again").click()
    expect(main).to_contain_text("It waits for a moderator.")

    other.goto(visit.url + desk.LIST)
    begin(other)
    expect(other.get_by_role("heading", level=1)).to_have_text(
        "Sent in again by its author, in new words"
    )
    tab_to(other, "Publish")
    other.keyboard.press("Enter")
    expect(other.get_by_text("Published: comment 1 by ada.")).to_be_visible()
    visit(fatigue.get_absolute_url())
    said = Comment.objects.get()
    expect(page.locator(f"#comment-{said.pk}")).to_contain_text("Tea helps me.")


def test_taken_down_asked_about_and_put_back(page, visit, other, fatigue, ada, mo, lena):
    said = make.comment(fatigue, ada, "As my doctor said.")
    enter(other, visit, mo)
    other.goto(visit.url + desk.comment_url(said))
    tab_to(other, "Take down")
    other.keyboard.press("Enter")
    other.keyboard.press("Tab")
    other.keyboard.press("Space")  # It could harm somebody who follows it
    for _field in range(3):  # the note, how much, the button
        other.keyboard.press("Tab")
    other.keyboard.press("Enter")
    expect(other.get_by_text("Taken down: comment 1 by ada.")).to_be_visible()
    deliver_due()

    visit.as_(ada)
    visit("/inbox/")
    page.get_by_role("link", name="What you can do now").click()
    page.get_by_role("link", name="Ask for a second look").click()
    page.get_by_label("Why should we look again?").fill("I quoted the guide.")
    page.get_by_role("button", name="Ask for a second look").click()
    expect(page.locator("main")).to_contain_text("Somebody who did not decide it reads it.")

    other.goto(visit.url + desk.LIST)
    expect(other.get_by_text("Nothing waits. Thank you.")).to_be_visible()
    enter(other, visit, lena)
    begin(other)
    expect(other.locator("#content-main")).to_contain_text("I quoted the guide.")
    expect(other.get_by_text("You have this case.")).to_be_visible()
    for _press in range(60):
        other.keyboard.press("Tab")
        if other.evaluate("document.activeElement.name") == "outcome":
            break
    other.keyboard.press("ArrowDown")
    other.keyboard.press("Tab")
    other.keyboard.type("You quoted it rightly.")
    other.keyboard.press("Tab")
    other.keyboard.press("Enter")
    expect(other.get_by_text("Decided. The author is told.")).to_be_visible()
    deliver_due()

    visit("/inbox/")
    page.get_by_role("link", name="Read the outcome").click()
    expect(page.locator("main")).to_contain_text("You quoted it rightly.")
    visit(fatigue.get_absolute_url())
    expect(page.locator(f"#comment-{said.pk}")).to_contain_text("As my doctor said.")
    said.refresh_from_db()
    assert said.status == Status.PUBLISHED
    assert Appeal.objects.get().decided_by == lena


def test_a_break_is_one_press_away(page, visit, fatigue, ada, mo):
    make.comment(fatigue, ada, status=Status.WAITING)
    visit.as_(mo)
    visit(desk.LIST)
    begin(page)
    expect(page.get_by_text("You have this case.")).to_be_visible()
    tab_to(page, "I need a break")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Take your time")
    assert desk.case_of(Comment.objects.get()).claimed_by is None

"""The fair loop as members and moderators walk it, and how its pages look to axe."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts import suspending
from comments import deciding
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.deciding import Why
from comments.hearing import appeals, returning
from comments.models import Status
from outbox.delivery import deliver_due
from tests import make

WHY = suspending.Words("unkind", "Please be kinder to each other.")


@pytest.fixture
def lena(db):
    return make.moderator("lena")


def press(page, name):
    page.get_by_role("button", name=name).click()


def test_what_was_held_is_changed_and_published(page, visit, fatigue, ada, mo):
    said = make.comment(fatigue, ada, "Take 20 mg of it.", status=Status.WAITING)
    returning.ask(said, Why(by=mo, note="Please leave the dose out."))
    deliver_due()

    visit.as_(ada)
    visit("/inbox/")
    page.get_by_role("link", name="What you can do now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The team asks you to change comment 1"
    )
    expect(page.locator("main")).to_contain_text("Please leave the dose out.")
    expect(page.locator("main")).to_contain_text("Take 20 mg of it.")
    page.get_by_role("link", name="Change it and send it in").click()
    page.get_by_label("Your comment, to change").fill("It helped me a lot.")
    press(page, "Send it in again")
    expect(page.locator("main")).to_contain_text("It waits for a moderator.")

    said.refresh_from_db()
    deciding.publish(said, Why(by=mo), revision=2)
    visit(fatigue.get_absolute_url())
    expect(page.locator(f"#comment-{said.pk}")).to_contain_text("It helped me a lot.")


def test_what_was_taken_down_comes_back_by_a_second_look(page, visit, fatigue, ada, mo, lena):
    said = make.comment(fatigue, ada, "As my doctor said.")
    decision = deciding.hide(said, Why(by=mo, reason="medical"))
    visit.as_(ada)
    visit(f"/decisions/{decision.pk}/")
    page.get_by_role("link", name="Ask for a second look").click()
    page.get_by_label("Why should we look again?").fill("I quoted the guide.")
    press(page, "Ask for a second look")
    expect(page.locator("main")).to_contain_text("Somebody who did not decide it reads it.")

    visit.as_(mo)
    visit("/admin/comments/appeal/")
    page.locator("#result_list th a").click()
    expect(page.locator("#content-main")).to_contain_text("somebody else takes the second look")
    visit.as_(lena)
    page.reload()
    page.get_by_label("The decision was wrong").check()
    page.get_by_label("Answer to the author").fill("You quoted it rightly.")
    press(page, "Decide, and tell the author")
    deliver_due()

    visit.as_(ada)
    visit("/inbox/")
    page.get_by_role("link", name="Read the outcome").click()
    expect(page.locator("main")).to_contain_text("You quoted it rightly.")
    page.get_by_role("link", name="Read your comment in the discussion").click()
    expect(page.locator(f"#comment-{said.pk}")).to_contain_text("As my doctor said.")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_members_please_axe(page, visit, axe, fatigue, ada, ben, mo):
    said = make.comment(fatigue, ada)
    decision = deciding.hide(said, Why(by=mo, reason="unkind", note="Be kind."))
    found = talking.begin(ada, "A question", Said("Why was that?"))
    talking.answer(found, mo, Said("Because."), version=found.version)
    other = make.comment(fatigue, ben)
    suspending.remind(ada, mo, WHY)
    visit.as_(ada)

    for path, status in [
        (f"/decisions/{decision.pk}/", 200),
        (f"/decisions/{decision.pk}/appeal/", 200),
        (f"/decisions/{decision.pk}/revise/", 403),
        ("/inbox/team/", 200),
        ("/inbox/team/new/", 200),
        (f"/inbox/team/{found.pk}/", 200),
        ("/inbox/standing/", 200),
        (f"/comments/{other.pk}/reply/", 403),
        (fatigue.get_absolute_url(), 200),
    ]:
        visit(path, status=status)
        axe(page)
    visit.as_(mo)
    visit(f"/comments/{other.pk}/context/")
    page.get_by_label("Note beside the comment").fill("True for some only.")
    press(page, "Put it beside the comment")
    axe(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_team_please_axe(page, visit, axe, fatigue, ada, ben, mo, lena):
    made = appeals.make(
        deciding.hide(make.comment(fatigue, ada), Why(by=mo, reason="unkind")), ada, "Look again."
    )
    found = talking.begin(ada, "A question", Said("Why was that?"))
    waits = make.comment(fatigue, ben, status=Status.WAITING)
    until = timezone.now() + timedelta(days=3)
    row = suspending.suspend(ada, mo, WHY, until=until)
    root = "/admin/accounts/suspension/"
    visit.as_(lena)

    for path in (
        f"/admin/comments/appeal/{made.pk}/change/",
        "/admin/comments/conversation/",
        f"/admin/comments/conversation/{found.pk}/change/",
        root,
        f"{root}member/?q=a",
        f"{root}member/{ada.pk}/",
        f"{root}{row.pk}/lift/",
        "/admin/comments/newcomer/?wants=welcome",
        f"/admin/comments/newcomer/{waits.pk}/change/",
        "/admin/comments/contextnote/",
        f"{root}member/{ada.pk}/do/",
    ):
        visit(path)
        axe(page)
    page.get_by_label("Ban them").check()
    page.get_by_label("Advertising").check()
    page.get_by_label("Words to the member").fill("You sold things here.")
    press(page, "Look at it first")
    expect(page.locator("#content-main")).to_contain_text("You sold things here.")
    axe(page)

"""Replying under the comment that is answered, where a script brings the place to write."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from comments.models import Comment, Draft
from tests import make
from tests.browser import BOTH_LOOKS, ending

TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


@pytest.fixture
def there(page, visit, fatigue, ada, ben, settings):
    """Two comments of ben's on the page of a guide, read by ada."""
    settings.COMMENTS_HELD_FIRST = 0
    said = [make.comment(fatigue, ben, "Rest helps me."), make.comment(fatigue, ben, "Naps.")]
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    page.wait_for_function("!!customElements.get('reply-here')")
    return said


def reply_to(page, comment):
    return page.get_by_role("link", name=f"Reply to ben, comment {comment.number}")


@BOTH_LOOKS
def test_the_place_to_write_comes_under_the_comment(page, axe, there):
    first, second = there
    address = page.url

    for comment in there:
        reply_to(page, comment).click()
        expect(page.locator(f"#comment-{comment.pk}").get_by_label("Your reply")).to_be_focused()

    assert page.url == address
    assert page.evaluate(TWICE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    place = page.locator(f"#comment-{second.pk}")
    place.get_by_label("Your reply").fill("An hour of sleep.")
    place.get_by_role("button", name="Post reply").click()
    expect(page.get_by_text("Your reply is posted.")).to_be_in_viewport()
    assert Comment.objects.get(parent=second).html == "<p>An hour of sleep.</p>"
    assert not Comment.objects.filter(parent=first).exists()


def test_to_close_it_throws_nothing_away_and_leads_back(page, there):
    first, _second = there
    reply_to(page, first).focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Your reply")
    expect(field).to_be_focused()
    page.keyboard.type("An hour of")
    page.keyboard.press("Escape")
    expect(field).to_have_value("An hour of")

    with page.expect_response("**/reply/draft/"):
        page.get_by_role("button", name="Close this, and keep my words").click()

    expect(field).to_have_count(0)
    expect(reply_to(page, first)).to_be_focused()
    assert Draft.objects.get(parent=first).body == "An hour of"
    reply_to(page, first).click()
    expect(field).to_have_value("An hour of")
    reply_to(page, first).click()  # it is there already
    expect(field).to_be_focused()
    expect(field).to_have_count(1)


def test_names_quotations_and_a_look_at_it_work_there_too(page, there):
    first, _second = there
    reply_to(page, first).click()
    place = page.locator(f"#comment-{first.pk}")
    field = place.get_by_label("Your reply")

    field.press_sequentially("@b")
    expect(place.get_by_role("option")).to_have_text(["ben"])
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("@ben ")
    place.get_by_text("What ben wrote, comment 1").click()
    place.locator(".answered blockquote p").select_text()
    place.get_by_role("button", name="Quote what I selected").click()
    expect(field).to_have_value("@ben\n\n> Rest helps me.\n\n")

    place.get_by_role("button", name="Look at it first").click()
    expect(page).to_have_url(ending("/reply/#preview"))
    expect(page.locator("#preview")).to_be_focused()


def test_the_link_leads_to_its_page_when_anything_goes_wrong(page, there):
    first, _second = there
    aborted = lambda route: (  # noqa: E731 -- a fetch alone, not the page
        route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.route("**/reply/", aborted)

    reply_to(page, first).click()

    expect(page).to_have_url(ending(f"/comments/{first.pk}/reply/"))
    page.reports.clear()


def test_whoever_was_logged_out_meanwhile_is_asked_to_log_in(page, there):
    Session.objects.all().delete()

    reply_to(page, there[0]).click()

    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_visitors_are_led_to_log_in_as_ever(page, visit, fatigue, ben):
    make.comment(fatigue, ben)
    visit(fatigue.get_absolute_url())

    assert page.locator("reply-here").count() == 0

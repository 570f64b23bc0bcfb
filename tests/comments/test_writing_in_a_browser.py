"""Writing in a real browser: the site goes away and comes back, the end is near, a quotation."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from comments.models import Comment
from tests import make
from tests.browser import BOTH_LOOKS


@pytest.fixture
def at_the_form(page, visit, fatigue, ada, settings):
    settings.COMMENTS_HELD_FIRST = 0
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    return page.get_by_label("Your comment")


def test_words_stay_while_the_site_does_not_answer_and_go_out_when_it_does(page, at_the_form):
    page.clock.install()
    page.route("**/livez", lambda route: route.abort())
    at_the_form.fill("Rest helps me.")
    page.get_by_role("button", name="Post comment").click()

    expect(page.get_by_text("The site does not answer just now.")).to_be_visible()
    expect(at_the_form).to_have_value("Rest helps me.")
    assert Comment.objects.count() == 0

    page.unroute("**/livez")
    page.clock.fast_forward(16_000)

    expect(page.get_by_text("Your comment is posted.")).to_be_visible()
    assert Comment.objects.count() == 1


def test_a_site_that_takes_the_question_and_never_answers_is_away_too(page, at_the_form):
    page.evaluate("AbortSignal.timeout = () => AbortSignal.abort()")
    page.route("**/livez", lambda route: None)
    at_the_form.fill("Rest helps me.")
    page.get_by_role("button", name="Post comment").click()

    expect(page.get_by_text("The site does not answer just now.")).to_be_visible()
    expect(at_the_form).to_have_value("Rest helps me.")


def test_whoever_is_logged_out_while_typing_is_told_that_not_that_the_site_is_away(
    page, at_the_form
):
    Session.objects.all().delete()
    at_the_form.fill("An hour of slow typing.")

    expect(page.locator("words-keeper")).to_contain_text("You may be logged out")
    assert all("403" in report for report in page.reports)
    page.reports.clear()


def test_the_button_that_was_pressed_reaches_the_site(page, at_the_form):
    at_the_form.fill("Rest **helps**.")
    page.get_by_role("button", name="Look at it first").click()

    expect(page.get_by_text("This is how it will look. It is not posted yet.")).to_be_visible()
    assert Comment.objects.count() == 0


def test_the_count_is_silent_until_the_end_is_near(page, at_the_form):
    at_the_form.fill("Rest. " * 10)
    expect(page.locator("words-left")).to_be_hidden()

    at_the_form.fill("x" * 9_900)
    expect(page.get_by_text("100 more characters fit.")).to_be_visible()

    at_the_form.fill("x" * 10_002)
    expect(page.get_by_text("2 characters too many.")).to_be_visible()


@pytest.mark.parametrize("knows_how", [True, False])
def test_the_field_grows_with_the_words_in_every_browser(page, visit, fatigue, ada, knows_how):
    if not knows_how:
        page.add_init_script("CSS.supports = () => false")
    visit.as_(ada)
    visit(f"{fatigue.get_absolute_url()}comment/")
    field = page.get_by_label("Your comment")
    if not knows_how:
        field.evaluate("field => field.style.setProperty('field-sizing', 'fixed')")
    before = field.bounding_box()["height"]

    field.fill("Rest helps.\n" * 30)

    assert field.bounding_box()["height"] > before + 100


def test_a_selected_passage_is_quoted(page, visit, fatigue, ada, ben, axe):
    above = make.comment(fatigue, ben, "Rest helps me. Swimming does not.")
    visit.as_(ada)
    visit(f"/comments/{above.pk}/reply/")
    button = page.get_by_role("button", name="Quote what I selected")
    button.click()
    expect(page.get_by_text("Select some of the words above first.")).to_be_visible()

    page.locator("#answered p").select_text()
    button.click()

    expect(page.get_by_label("Your reply")).to_have_value("> Rest helps me. Swimming does not.\n\n")
    expect(page.get_by_label("Your reply")).to_be_focused()
    axe(page)


@BOTH_LOOKS
def test_what_is_asked_and_shown_before_posting_pleases_axe(
    page, visit, axe, fatigue, ada, theme, width
):
    visit.as_(ada)
    visit(f"{fatigue.get_absolute_url()}comment/")
    page.get_by_text("Name, readers, answers").click()
    page.get_by_label("Your comment").fill("Stop taking baclofen. Mail me: ann@example.org")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("heading", name="Before it is posted")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Leave it out for me").click()
    expect(page.get_by_label("Your comment")).to_have_value(
        "Stop taking baclofen. Mail me: [left out]"
    )
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("It is not posted yet.")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("javascript", [False, True])
def test_what_comes_back_unposted_says_so_first(page, visit, fatigue, ada, ben, javascript):
    long = make.comment(fatigue, ben, "Rest helps me. " * 60)
    visit.as_(ada)
    visit(f"/comments/{long.pk}/reply/")
    page.get_by_label("Your reply").fill("Mail me: ann@example.org")

    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("heading", name="Before it is posted")).to_be_in_viewport()
    expect(page.locator("#offers")).to_be_focused()
    assert page.title().startswith("Not posted yet: Reply to ben")

    page.get_by_role("button", name="Leave it out for me").click()
    expect(page.locator("#offers")).to_have_text(re.compile("We left it out. It is not posted yet"))
    expect(page.locator("#offers")).to_be_focused()

    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator("#preview")).to_be_focused()
    expect(page.locator("#preview")).to_be_in_viewport()
    assert page.title().startswith("Not posted yet: Reply to ben")


@pytest.mark.parametrize("javascript", [False, True])
def test_enter_in_a_line_or_a_box_posts_and_changes_nothing(
    page, visit, fatigue, ada, settings, javascript
):
    settings.COMMENTS_HELD_FIRST = 0
    visit.as_(ada)
    visit(fatigue.topic.discussion.page_url)
    title = page.get_by_label("What is it about, in one line?")
    title.fill("Resting, mail ann@example.org")
    page.get_by_label("Your comment").fill("Rest helps me.")
    title.press("Enter")
    expect(page.get_by_text("This is how it will look. It is not posted yet.")).to_be_visible()

    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("heading", name="Before it is posted")).to_be_visible()
    page.get_by_text("Name, readers, answers").click()
    page.get_by_label("Leave my name out").press("Enter")
    expect(page.get_by_text("This is how it will look. It is not posted yet.")).to_be_visible()
    expect(title).to_have_value("Resting, mail ann@example.org")
    assert Comment.objects.count() == 0

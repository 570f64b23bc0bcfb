"""The pages about letters in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from notifications.models import LetterWish, Postbox


@pytest.mark.parametrize(("width", "theme"), [(320, "night"), (1280, "paper")])
def test_letters_are_chosen_and_stopped(page, visit, axe, ada, width, theme):
    visit.as_(ada)
    visit("/settings/letters/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Something new in what you follow").select_option("Never: only in the inbox")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Letters come as you chose from now on.").wait_for()
    expect(page.get_by_label("Something new in what you follow")).to_have_value("never")
    assert LetterWish.objects.get(about="follows").rhythm == "never"

    page.context.clear_cookies()
    token = Postbox.objects.get(member=ada).token
    visit(reverse("stop_letters", args=[token, "replies"]))
    axe(page)
    page.get_by_role("button", name="Stop them").click()
    page.get_by_role("heading", name="These letters have stopped").wait_for()
    axe(page)

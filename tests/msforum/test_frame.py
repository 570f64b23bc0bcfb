"""The frame of every page, seen in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser import BOTH_LOOKS


@BOTH_LOOKS
def test_a_missing_page_is_told_in_our_own_design(page, visit, axe, theme):
    visit("/nowhere/", status=404)

    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    axe(page)


def test_a_blocked_style_is_reported(page, visit):
    visit("/nowhere/", status=404)

    page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert [line for line in page.reports if "Content Security Policy" in line]
    page.reports.clear()


def test_a_request_to_another_host_is_reported(page, visit):
    visit("/nowhere/", status=404)

    page.evaluate("{ const i = new Image(); i.src = 'http://127.0.0.1:9/i.png'; }")

    assert [line for line in page.reports if "Content Security Policy" in line]
    page.reports.clear()


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_migrations_wrote_is_there_for_each_test_that_commits(turn):
    from django.contrib.auth.models import Group

    assert Group.objects.filter(name="Moderators").count() == 1

"""Changing one's own words: a look at them first, what is asked once, and coming too late."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment
from tests import make
from tests.browser import BOTH_LOOKS

MAIL = "Write to ann@example.org"


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def mine(client, fatigue, ada):
    client.force_login(ada)
    return make.comment(fatigue, ada, "Rest helps me.")


def at(comment):
    return f"/comments/{comment.pk}/edit/"


def words_of(comment):
    return Comment.objects.get(pk=comment.pk).newest_words()


def test_new_words_can_be_looked_at_first(client, mine):
    page = client.post(at(mine), {"body": "Rest **helps** me.", "preview": "1"})

    assert page.status_code == 200
    assert "This is how it will look. It is not saved yet." in page.text
    assert "<p>Rest <strong>helps</strong> me.</p>" in page.text
    assert "<title>Not saved yet: Edit comment 1" in page.text
    assert words_of(mine) == "Rest helps me."


def test_new_words_are_asked_about_once_and_never_stopped(client, mine):
    page = client.post(at(mine), {"body": MAIL})

    assert "Before it is saved" in page.text
    assert words_of(mine) == "Rest helps me."
    offered = page.context["form"]["offered"].value()
    blank = client.post(at(mine), {"body": MAIL, "offered": offered, "leave_out": "1"})
    assert blank.context["form"]["body"].value() == "Write to [left out]"
    assert "It is not saved yet" in blank.text
    assert client.post(at(mine), {"body": MAIL, "offered": offered}).status_code == 302
    assert words_of(mine) == MAIL


def test_what_the_old_words_were_asked_about_is_not_asked_again(client, fatigue, ada):
    made = make.comment(fatigue, ada, MAIL)
    client.force_login(ada)

    assert client.post(at(made), {"body": f"{MAIL}, or ring."}).status_code == 302


def test_whoever_is_too_late_reads_that_nothing_was_saved(client, mine):
    before = timezone.now() - timedelta(days=3)
    Comment.objects.filter(pk=mine.pk).update(posted_at=before)

    page = client.post(at(mine), {"body": "Sleep helps me."})

    assert page.status_code == 409
    assert "<h1>Your new words were not saved</h1>" in page.text
    assert "Sleep helps me." in page.text
    assert "<h1>Your new words were not saved</h1>" in client.get(at(mine)).text  # kept as a draft


@BOTH_LOOKS
def test_looking_at_new_words_pleases_axe(page, visit, axe, fatigue, ada):
    made = make.comment(fatigue, ada, "Rest helps me.")
    visit.as_(ada)
    visit(at(made))
    expect(page.get_by_text("Name, readers, answers")).to_have_count(0)
    page.fill("[name=body]", MAIL)

    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator("#preview")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Save the new words").click()
    expect(page.locator("#offers")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Save the new words").click()
    expect(page.get_by_text("Your comment is changed.")).to_be_in_viewport()

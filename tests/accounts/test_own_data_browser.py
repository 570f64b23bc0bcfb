"""Taking a copy, and leaving, as somebody does it: in a browser."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import Member, Profile, SeenBy
from comments.models import Comment
from outbox.delivery import deliver_due
from tests import make
from tests.accounts.conftest import confirmed


def confirmed_as(visit, member):
    """Logged in just now, as these acts ask for."""
    name = settings.SESSION_COOKIE_NAME
    value = confirmed(member).cookies[name].value
    visit.page.context.add_cookies([{"name": name, "value": value, "url": visit.url}])


@pytest.mark.parametrize("javascript", [False])
def test_somebody_takes_a_copy_of_everything(page, visit, fatigue, ada):
    make.comment(fatigue, ada, "My own quokka.")
    confirmed_as(visit, ada)
    visit("/settings/")

    page.get_by_role("main").get_by_role("link", name="My data").first.click()
    page.get_by_role("button", name="Make a copy").click()
    expect(page.get_by_text("Your copy is being made")).to_be_visible()
    deliver_due()
    visit("/inbox/")
    page.get_by_role("link", name="Go to my data").click()
    with page.expect_download() as got:
        page.get_by_role("link", name="Download your copy").click()

    archive = ZipFile(BytesIO(Path(got.value.path()).read_bytes()))
    assert "My own quokka." in archive.read("words.html").decode()
    assert ada.email in archive.read("account.json").decode()


def test_somebody_leaves_and_their_words_go(page, visit, axe, fatigue, ada, ben):
    said = make.comment(fatigue, ada, "My own quokka.")
    make.comment(fatigue, ben, "I answer that.", parent=said)
    confirmed_as(visit, ada)
    visit("/settings/data/")

    page.get_by_role("link", name="Close my account").click()
    page.get_by_role("button", name="Close my account").click()
    expect(page.get_by_role("alert")).to_contain_text("There are 2 problems")
    page.get_by_label("Remove my words").check()
    page.get_by_label("Now. It cannot be undone.").check()
    axe(page)
    page.get_by_role("button", name="Close my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is closed")
    axe(page)
    for _turn in range(3):
        deliver_due()

    assert not Member.objects.filter(pk=ada.pk).exists()
    assert Comment.objects.get(pk=said.pk).html == ""
    visit(fatigue.get_absolute_url())
    expect(page.get_by_text("was taken back by its author")).to_be_visible()
    expect(page.get_by_text("I answer that.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(320, "night"), (1280, "paper")])
def test_the_pages_about_oneself_please_axe(page, visit, axe, fatigue, ada, width, theme):
    make.comment(fatigue, ada, "My own quokka.")
    about = "I like the sea, and quiet mornings."
    facts = {"about_for": SeenBy.MEMBERS, "comments_for": SeenBy.MEMBERS}
    Profile(member=ada, about=about, since_year=2014, role="person", **facts).keep()
    visit.as_(ada)

    for path in ("", "profile/", "profile/picture/", "privacy/", "data/", "data/leave/"):
        visit(f"/settings/{path}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    visit("/members/ada/")
    axe(page)
    expect(page.get_by_text(about)).to_be_visible()

"""Following, energy mode and muting in a real browser: with and without JavaScript, and axe."""

import pytest
from playwright.sync_api import expect

from comments import following, posting
from tests import make


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_follows_reads_a_few_and_stops(page, visit, ada, ben, fatigue, javascript):
    make.comment(fatigue, ben)
    visit.as_(ada)
    visit(fatigue.get_absolute_url())

    page.get_by_role("button", name="Follow this discussion").click()
    for number in range(6):
        make.comment(fatigue, ben, f"Words number {number}.")
    visit("/inbox/new/")
    expect(page.get_by_role("article")).to_have_count(5)
    page.get_by_role("button", name="I have read these. Show the next").click()
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("button", name="I have read these. Enough for today").click()
    page.get_by_role("link", name="New in what I follow").click()

    expect(page.get_by_text("Nothing is new. That is all for now.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_is_muted_and_unmuted(page, visit, ada, ben, fatigue, javascript):
    make.comment(fatigue, ben, "Loud words.")
    visit.as_(ada)
    visit(fatigue.get_absolute_url())

    page.locator("summary", has_text="More for ben").click()
    page.get_by_role("link", name="Follow or mute").click()
    page.get_by_role("button", name="Mute them").click()
    expect(page.get_by_text("Loud words.")).to_be_hidden()
    page.get_by_text("Somebody you muted. Show their words").click()
    expect(page.get_by_text("Loud words.")).to_be_visible()
    visit("/settings/muted/")
    page.get_by_role("button", name="Show their comments again").click()

    expect(page.get_by_text("You have muted nobody.")).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), [("paper", 320), ("night", 1280)])
def test_these_pages_please_axe(page, visit, axe, ada, ben, mo, fatigue, theme, width):
    head = make.comment(fatigue, ben)
    following.follow(ada, fatigue.discussion)
    following.follow(ada, mo)
    make.comment(fatigue, mo, "New words.", parent=head)
    following.mute(ada, ben)
    visit.as_(ada)

    paths = ["/inbox/new/", "/inbox/following/", "/settings/muted/"]
    for path in [*paths, f"/comments/{head.pk}/follow/", head.get_absolute_url()]:
        visit(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"


@pytest.mark.parametrize(("theme", "width"), [("paper", 320), ("night", 1280)])
def test_a_topic_s_discussion_and_the_list_of_all_please_axe(
    page, visit, axe, ada, ben, fatigue, theme, width
):
    place = fatigue.topic.discussion
    words = posting.Words("I never know when.", title="How do you rest?")
    head = posting.post(place, ben, words)
    posting.post(place, ada, posting.Words("At noon."), parent=head)
    posting.post(place, ben, posting.Words("Another thing."))
    visit.as_(ada)

    for path in [
        "/discussions/",
        place.page_url,
        head.get_absolute_url(),
        f"{place.page_url}comment/",
    ]:
        visit(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"

"""A question goes from a comment to the authors and comes back as a link, in a browser."""

import pytest
from playwright.sync_api import expect

from articles import publishing
from articles.models import GuideQuestion
from comments.models import Comment
from comments.questions import pass_on
from tests import make
from tests.browser import BOTH_LOOKS, ending


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def comment(transactional_db, dee):
    guide = make.guide(owner=dee)
    make.block(guide, heading="Sleep and rest")
    publishing.record(guide, by=dee)
    return make.comment(guide, make.member("ada"), "Is ten hours too much?")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_moderator_passes_on_and_an_author_answers(
    page, visit, axe, mo, dee, comment, javascript
):
    guide = comment.discussion.guide
    visit.as_(mo)
    visit(guide.get_absolute_url())
    page.locator(f"#comment-{comment.pk} summary", has_text="More").click()
    page.get_by_role("link", name="The guide should answer comment 1").click()
    if javascript:
        axe(page)
    page.get_by_role("button", name="Pass it on").click()
    expect(page.locator("#id_words[aria-invalid=true]")).to_have_count(1)
    page.get_by_label("The question, in your own words").fill("How much sleep is enough?")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.locator("main")).to_contain_text("Passed on to the authors")

    visit.as_(dee)
    visit("/admin/")
    page.get_by_role("link", name="Readers ask 1 question").click()
    page.get_by_role("link", name="How much sleep is enough?").click()
    if javascript:
        axe(page)
    page.get_by_role("link", name="Answer it in the guide").click()
    page.get_by_label("How much sleep is enough?").select_option(label="Text: Sleep and rest")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("It is closed when that goes live")
    if javascript:
        axe(page, "section[aria-labelledby=answers-h]")

    publishing.publish(guide, by=dee)
    visit(guide.get_absolute_url())
    page.get_by_role("link", name="Answered in the guide").click()

    expect(page).to_have_url(ending("#sleep-and-rest"))
    expect(page.locator("#sleep-and-rest")).to_have_count(1)


@BOTH_LOOKS
def test_the_page_of_what_was_passed_on_pleases_axe(page, visit, axe, mo, comment, width, theme):
    pass_on(comment, by=mo, guide=comment.discussion.guide, words="How much sleep is enough?")
    visit.as_(mo)
    visit(f"/comments/{comment.pk}/pass-on/")
    axe(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Comment.objects.get().question == GuideQuestion.objects.get()

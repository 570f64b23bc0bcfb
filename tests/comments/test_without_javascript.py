"""One member's way through everything a discussion offers, with JavaScript off."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment, Status
from tests import make

pytestmark = pytest.mark.parametrize("javascript", [False])


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


def test_somebody_reads_pages_replies_edits_reacts_follows_and_withdraws(
    page, visit, ada, ben, fatigue, javascript
):
    for number in range(21):
        make.comment(fatigue, ben, f"Conversation {number}.")
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    expect(page.get_by_text("Conversation 0.")).to_be_visible()

    # Pages.
    page.get_by_role("link", name="Show the next 20 conversations").click()
    expect(page.get_by_text("Conversation 20.")).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()

    # Writes: looks first, then posts.
    page.locator("#compose [name=body]").fill("I lie down at *noon*.")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.locator("em", has_text="noon")).to_be_visible()
    page.get_by_role("button", name="Post comment").click()
    mine = Comment.objects.get(author=ada)
    expect(page.locator(f"#comment-{mine.pk}")).to_be_visible()

    # Replies.
    first = Comment.objects.get(number=1)
    visit(first.get_absolute_url())
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Reply").click()
    page.locator("#compose [name=body]").fill("So do I.")
    page.get_by_role("button", name="Post reply").click()
    reply = Comment.objects.get(author=ada, parent=first)
    expect(page.locator(f"#comment-{reply.pk}", has_text="So do I.")).to_be_visible()

    # Reacts, and takes it back.
    visit(first.get_absolute_url())
    page.locator(f"#comment-{first.pk}").get_by_role("button", name="This helped").click()
    expect(page.get_by_text("You: this helped")).to_be_visible()
    page.locator(f"#comment-{first.pk}").get_by_role("button", name="This helped").click()
    expect(page.get_by_text("You: this helped")).to_be_hidden()

    # Edits.
    visit(reply.get_absolute_url())
    page.locator(f"#comment-{reply.pk} summary", has_text="More").click()
    page.get_by_role("link", name=f"Edit comment {reply.number}").click()
    page.locator("#compose [name=body]").fill("So do I, at one.")
    page.locator("#compose button.primary").click()
    expect(page.locator(f"#comment-{reply.pk}", has_text="So do I, at one.")).to_be_visible()

    # Follows, is told, and catches up.
    visit(fatigue.get_absolute_url())
    page.get_by_role("button", name="Follow this discussion").click()
    make.comment(fatigue, ben, "Something new.")
    visit("/inbox/new/")
    expect(page.get_by_text("Something new.")).to_be_visible()
    page.get_by_role("button", name="I have read these. Enough for today").click()

    # Looks for what came, and finds it by a link.
    visit(fatigue.get_absolute_url())
    expect(page.get_by_role("link", name="Look for new comments").first).to_be_visible()

    # Takes a comment back.
    visit(mine.get_absolute_url())
    page.locator(f"#comment-{mine.pk} summary", has_text="More").click()
    page.get_by_role("link", name=f"Take back comment {mine.number}").click()
    page.get_by_role("button", name="Take it back").click()
    mine.refresh_from_db()
    assert mine.status == Status.WITHDRAWN


def test_somebody_begins_a_conversation_in_a_topic(page, visit, ada, fatigue, javascript):
    visit.as_(ada)
    visit(fatigue.topic.get_absolute_url())
    page.get_by_role("link", name="Ask the community").click()
    page.get_by_label("What is it about, in one line?").fill("How do you rest?")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_label("What is it about, in one line?")).to_have_value("How do you rest?")

    page.locator("#compose [name=body]").fill("I never know when.")
    page.get_by_role("button", name="Post comment").click()
    visit("/discussions/")
    page.get_by_role("link", name="How do you rest?").click()

    expect(page.get_by_text("I never know when.")).to_be_visible()

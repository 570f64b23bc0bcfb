"""The inbox in a real browser: in two looks and widths, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from comments import deciding, posting
from notifications.models import Notice
from outbox.delivery import deliver_due
from tests import make
from tests.browser import BOTH_LOOKS


@pytest.fixture
def full_inbox(fatigue, ada, ben, mo, settings):
    """Notices of every kind, and one about something that vanished."""
    settings.COMMENTS_HELD_FIRST = 0
    fatigue.discussion.hold = "everyone"
    fatigue.discussion.save()
    first, second = (make.comment(fatigue, ada) for _ in range(2))
    make.comment(fatigue, ben, parent=first)
    gone = make.comment(fatigue, ben, parent=first)
    deciding.hide(second, deciding.Why(by=mo, reason="medical", note="Please leave doses out."))
    waiting = posting.post(fatigue.discussion, ada, posting.Words("Buy this."))
    deciding.reject(waiting, deciding.Why(by=mo, reason="advertising"))
    deliver_due()
    deciding.withdraw(gone, deciding.Why(by=ben))
    assert len(set(Notice.objects.of(ada).values_list("kind", flat=True))) == 4
    return Notice.objects.of(ada)


@BOTH_LOOKS
def test_the_inbox_pleases_axe_unread_read_and_empty(
    page, visit, axe, full_inbox, ada, mo, theme, width
):
    visit.as_(ada)
    visit("/inbox/")
    expect(page.get_by_text("Unread", exact=True)).to_have_count(full_inbox.count())
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="Mark all as read").click()
    page.get_by_text("notices are marked as read.").wait_for()
    axe(page)

    visit.as_(mo)
    visit("/inbox/")
    axe(page)


@pytest.mark.parametrize("javascript", [False])
def test_the_inbox_works_without_javascript(page, visit, full_inbox, ada):
    count = full_inbox.count()
    visit.as_(ada)
    visit("/")
    page.get_by_role("link", name=f"Inbox {count} unread").click()
    expect(page).to_have_url(f"{visit.url}/inbox/")

    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text(f"{count} notices are marked as read.")).to_be_visible()
    expect(page.get_by_role("link", name="Inbox", exact=True)).to_be_visible()
    expect(page.get_by_text("Unread", exact=True)).to_have_count(0)

    page.get_by_role("link", name="Read comment 3 in “Living with fatigue”").click()
    expect(page.get_by_role("heading", level=1, name="Comment 3 by ben")).to_be_visible()

"""What was said and decided long ago keeps its times, wherever it comes from."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments import deciding, posting
from comments.models import Comment, Hold
from comments.reports import asking
from comments.shown import written
from tests import make

LONG_AGO = timezone.now() - timedelta(days=90)
DAY = timedelta(days=1)


def test_an_older_comment_and_all_that_happened_to_it_keep_their_times(ada, ben, mo, fatigue):
    comment = posting.post(fatigue.discussion, ada, posting.Words("Rest helps.", at=LONG_AGO))
    deciding.publish(comment, deciding.Why(by=mo, at=LONG_AGO + DAY))
    posting.edit(comment, "Rest helps me.", at=LONG_AGO + 2 * DAY)
    deciding.publish(comment, deciding.Why(by=mo, at=LONG_AGO + 3 * DAY))
    report = asking.report(comment, ben, reason="unkind", at=LONG_AGO + 4 * DAY)
    deciding.hide(comment, deciding.Why(by=mo, at=LONG_AGO + 5 * DAY))

    comment.refresh_from_db()
    days = [LONG_AGO + number * DAY for number in range(6)]
    assert (comment.posted_at, comment.edited_at) == (days[0], days[2])
    second, first = comment.revisions.all()
    assert (first.created_at, first.approved_at) == (days[0], days[1])
    assert (second.created_at, second.approved_at) == (days[2], days[3])
    assert report.made_at == days[4]
    assert [d.at for d in comment.decisions.order_by("id")] == [days[1], days[3], days[5]]
    cases = comment.cases.order_by("id").values_list("opened_at", "closed_at")
    assert list(cases) == [(days[0], days[1]), (days[2], days[3]), (days[4], days[5])]


def test_a_comment_that_nobody_holds_is_published_when_it_was_said(ada, fatigue):
    fatigue.discussion.hold = Hold.NOBODY
    fatigue.discussion.save()

    comment = posting.post(fatigue.discussion, ada, posting.Words("Rest helps.", at=LONG_AGO))

    assert [decision.at for decision in comment.decisions.all()] == [LONG_AGO]


def test_words_that_were_declined_long_ago_say_when(ada, mo, fatigue):
    comment = posting.post(fatigue.discussion, ada, posting.Words("Buy this.", at=LONG_AGO))

    deciding.reject(comment, deciding.Why(by=mo, at=LONG_AGO + DAY))

    assert comment.revisions.get().declined_at == LONG_AGO + DAY


# How long ago -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ago", "told"), [(3 * 86_400 + 60, " (3 days ago)"), (5, "")])
def test_a_script_adds_how_long_ago_it_was_to_the_written_date(
    page, visit, fatigue, ada, ago, told
):
    when = timezone.now() - timedelta(seconds=ago)
    said = make.comment(fatigue, ada)
    Comment.objects.update(posted_at=when)
    visit(fatigue.get_absolute_url())

    link = page.locator(f"#comment-{said.pk} .who a")
    expect(link.locator("time")).to_have_text(written(when))
    expect(link).to_have_text(f"{written(when)}{told}, comment 1")


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_date_stands_alone(page, visit, fatigue, ada):
    said = make.comment(fatigue, ada)
    Comment.objects.update(posted_at=timezone.now() - timedelta(days=3))
    visit(fatigue.get_absolute_url())

    expect(page.locator(f"#comment-{said.pk}")).not_to_contain_text(" ago")

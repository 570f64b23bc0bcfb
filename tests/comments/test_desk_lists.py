"""The lists at the desk: what waits, all comments, decisions, reports, discussions."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from comments import posting
from comments.models import Case, Cause, Comment, CommentRevision, Decision, Status
from tests import make
from tests.comments import desk


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def many_waiting(guide, author, count):
    """Comments that wait, written straight into the tables: five hundred would take a while."""
    rows = Comment.objects.bulk_create(
        Comment(
            discussion=guide.discussion,
            number=n,
            author=author,
            submission=uuid4(),
            latest_number=1,
            pending_number=1,
            html=f"<p>Words {n}.</p>",
        )
        for n in range(1, count + 1)
    )
    CommentRevision.objects.bulk_create(
        CommentRevision(comment=row, number=1, source="Words", html=row.html) for row in rows
    )
    Case.objects.bulk_create(
        Case(comment=row, causes=[Cause.NEW_MEMBER], opened_at=timezone.now()) for row in rows
    )
    return rows


def rows_of(page):
    """The first column of a list, from top to bottom."""
    body = page.text.partition("<tbody>")[2]
    return re.findall(r'<th class="field-\w+">(?:<a[^>]*>)?([^<]*)', body)


@pytest.mark.parametrize("count", [5, 500])
@pytest.mark.parametrize(("url", "queries"), [(desk.LIST, 6), (desk.COMMENTS, 6)])
def test_the_lists_cost_the_same_whatever_their_length(
    moderator, fatigue, ada, count, url, queries, django_assert_num_queries
):
    many_waiting(fatigue, ada, count)
    moderator.get(url)

    with django_assert_num_queries(queries):
        page = moderator.get(url)

    assert len(rows_of(page)) == min(count, 100 if url == desk.LIST else 50)


def test_who_has_waited_longest_comes_first(moderator, fatigue, ada, ben):
    first = make.comment(fatigue, ada, "One.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Two.", status=Status.WAITING)
    Case.objects.filter(comment=second).update(opened_at=timezone.now() - timezone.timedelta(1))

    page = moderator.get(desk.LIST).text

    assert page.index("Two.") < page.index("One.")
    assert desk.case_url(first) in page


def test_the_list_says_why_who_where_and_how_many_reports(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "<b>Bold</b> & **words**")
    posting.report(comment, ben, reason="unkind", words="Not nice.")

    page = moderator.get(desk.LIST).text

    assert "Reported by a member" in page
    assert "ada" in page
    assert "Living with fatigue" in page
    assert '<td class="field-reported">1</td>' in page
    assert "<b>Bold</b>" not in page
    assert "ben" not in page
    assert "@example.org" not in page


def test_the_list_is_filtered_by_cause_and_by_guide_and_searched(moderator, fatigue, ada, ben):
    other = make.guide("Hot days")
    make.comment(fatigue, ada, "New here.", status=Status.WAITING)
    reported = make.comment(other, ben, "Reported words.")
    posting.report(reported, ada, reason="unkind")

    by_cause = moderator.get(desk.LIST, {"cause": "reported"}).text
    by_guide = moderator.get(desk.LIST, {"discussion": fatigue.discussion.pk}).text
    by_words = moderator.get(desk.LIST, {"q": "here"}).text
    by_nonsense = moderator.get(desk.LIST, {"cause": "nonsense", "discussion": "9" * 40}).text

    assert ("Reported words." in by_cause, "New here." in by_cause) == (True, False)
    assert ("Reported words." in by_guide, "New here." in by_guide) == (False, True)
    assert ("Reported words." in by_words, "New here." in by_words) == (False, True)
    assert ("Reported words." in by_nonsense, "New here." in by_nonsense) == (True, True)


def test_the_admin_shows_moderators_first_what_waits(moderator):
    page = moderator.get("/admin/").text

    names = re.findall(r'<th scope="row" id="[^"]+">\s*<a [^>]+>([^<]+)</a>', page)
    assert names[0] == "Waiting"


def test_many_are_published_at_once_under_one_decision(moderator, fatigue, ada, ben, mo):
    comments = [make.comment(fatigue, who, status=Status.WAITING) for who in (ada, ben)]
    cases = [desk.case_of(comment) for comment in comments]

    page = desk.choose(moderator, desk.LIST, "publish", cases, follow=True)

    first, second = Decision.objects.order_by("pk")
    assert [c.status for c in Comment.objects.all()] == [Status.PUBLISHED] * 2
    assert (first.parent, second.parent) == (None, first)
    assert {first.by, second.by} == {mo}
    assert "2 comments done." in page.text


def test_what_cannot_be_done_is_left_and_told(moderator, fatigue, ada, ben, mo):
    waiting = make.comment(fatigue, ada, status=Status.WAITING)
    changed = make.comment(fatigue, ben, status=Status.WAITING)
    own = make.comment(fatigue, mo, status=Status.HIDDEN)
    rows = [waiting, changed, own]
    seen = [f"{waiting.pk}:1", f"{changed.pk}:1", f"{own.pk}:1"]
    posting.edit(changed, "Buy my tea.")

    page = desk.choose(moderator, desk.COMMENTS, "publish", rows, seen=seen, follow=True).text

    assert "1 comment done." in page
    assert "1 left alone: The author has changed the words meanwhile." in page
    assert "1 left alone: You wrote it yourself." in page
    assert [d.comment_id for d in Decision.objects.filter(by=mo)] == [waiting.pk]


def test_taking_down_many_asks_for_the_reason_once(moderator, fatigue, ada, ben, mo):
    comments = [make.comment(fatigue, who) for who in (ada, ben)]

    asked = desk.choose(moderator, desk.COMMENTS, "hide", comments)
    missing = desk.choose(moderator, desk.COMMENTS, "hide", comments, post="1", note="Kept.")
    desk.choose(moderator, desk.COMMENTS, "hide", comments, post="1", reason="advertising")

    assert asked.status_code == 200
    assert "This is about 2 comments:" in asked.text
    assert missing.status_code == 422
    assert "Kept." in missing.text
    assert [c.status for c in Comment.objects.all()] == [Status.HIDDEN] * 2
    assert [d.reason for d in Decision.objects.filter(by=mo)] == ["advertising"] * 2


def test_many_are_put_back_at_once(moderator, fatigue, ada, ben):
    comments = [make.comment(fatigue, who, status=Status.HIDDEN) for who in (ada, ben)]

    desk.choose(moderator, desk.COMMENTS, "restore", comments)

    assert [c.status for c in Comment.objects.all()] == [Status.PUBLISHED] * 2


def test_more_than_a_hundred_at_once_are_refused(moderator, fatigue, ada):
    many_waiting(fatigue, ada, 101)
    rows = Case.objects.all()

    page = desk.choose(moderator, desk.LIST, "publish", rows, select_across="1", follow=True)

    assert "Choose 100 at most. Nothing was done." in page.text
    assert Decision.objects.count() == 0


def test_what_was_taken_back_is_not_read_at_the_desk(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, "My secret.", status=Status.WITHDRAWN)

    pages = [
        moderator.get(desk.COMMENTS),
        moderator.get(desk.COMMENTS, {"q": "secret"}),
        moderator.get(desk.comment_url(comment)),
    ]

    assert ["My secret." in page.text for page in pages] == [False] * 3
    assert rows_of(pages[1]) == []


def test_reports_and_decisions_are_read_without_who_reported(moderator, fatigue, ada, mo):
    zoe = make.member("zoe")
    comment, own = make.comment(fatigue, ada), make.comment(fatigue, mo)
    report = posting.report(comment, zoe, reason="unkind", words="Not nice.")
    posting.report(own, zoe, reason="unkind", words="About the moderator.")
    decision = comment.decisions.get()

    pages = {
        path: moderator.get(f"/admin/comments/{path}/")
        for path in (
            "report",
            f"report/{report.pk}/change",
            "decision",
            f"decision/{decision.pk}/change",
        )
    }

    assert [page.status_code for page in pages.values()] == [200] * 4
    assert "Not nice." in pages["report"].text
    assert not any("zoe" in page.text for page in pages.values())
    assert "About the moderator." not in pages["report"].text
    assert "automatic: trust" in pages["decision"].text


def test_a_discussion_is_closed_without_touching_its_counts(moderator, fatigue, ada):
    url = f"/admin/comments/discussion/{fatigue.discussion.pk}/change/"
    moderator.get(url)
    make.comment(fatigue, ada)
    before = fatigue.discussion
    before.refresh_from_db()
    form = {
        "hold": "everyone",
        "who_may_read": "members",
        "closes_at_0": "2026-01-01",
        "closes_at_1": "10:00",
        "opens_at_0": "",
        "opens_at_1": "",
    }

    saved = moderator.post(url, form)
    wrong = moderator.post(url, form | {"opens_at_0": "2026-02-01", "opens_at_1": "10:00"})

    after = type(before).objects.get(pk=before.pk)
    assert saved.status_code == 302
    assert (after.hold, after.who_may_read, after.is_open) == ("everyone", "members", False)
    assert (after.published_count, after.version) == (before.published_count, before.version + 1)
    assert "Choose a time after it opens." in wrong.text

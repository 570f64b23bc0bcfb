"""The lists at the desk: what waits, all comments, decisions, reports, discussions."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from comments import deciding, posting
from comments.concern import raising
from comments.deciding import Why
from comments.hearing import appeals
from comments.models import Case, Cause, Comment, CommentRevision, Decision, Status, weights
from comments.reports import asking
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
        Case(comment=row, opened_at=timezone.now(), **weights(Cause.NEW_MEMBER)) for row in rows
    )
    return rows


def rows_of(page):
    """The first column of a list, from top to bottom."""
    body = page.text.partition("<tbody>")[2]
    return re.findall(r'<th class="field-\w+">(?:<a[^>]*>)?([^<]*)', body)


@pytest.mark.parametrize("count", [5, 500])
def test_the_list_of_comments_costs_the_same_whatever_its_length(
    moderator, fatigue, ada, count, django_assert_num_queries
):
    many_waiting(fatigue, ada, count)
    moderator.get(desk.COMMENTS)

    with django_assert_num_queries(6):
        page = moderator.get(desk.COMMENTS)

    assert len(rows_of(page)) == min(count, 50)


def test_who_has_waited_longest_comes_first(moderator, fatigue, ada, ben):
    first = make.comment(fatigue, ada, "One.", status=Status.WAITING)
    second = make.comment(fatigue, ben, "Two.", status=Status.WAITING)
    Case.objects.filter(comment=second).update(opened_at=timezone.now() - timezone.timedelta(1))

    page = moderator.get(desk.LIST).text

    assert page.index("Two.") < page.index("One.")
    assert desk.case_url(first) in page


def test_the_queue_says_why_who_where_and_how_many_reported(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "<b>Bold</b> & **words**")
    asking.report(comment, ben, reason="unkind", words="Not nice.")

    page = moderator.get(desk.LIST).text

    assert "Reported by 1 member" in page
    assert "ada" in page
    assert "Living with fatigue" in page
    assert "<b>Bold</b>" not in page
    assert "ben" not in page
    assert "@example.org" not in page


def test_the_queue_is_narrowed_by_questions_that_combine(moderator, fatigue, ada, ben):
    other = make.guide("Hot days")
    make.comment(fatigue, ada, "New here.", status=Status.WAITING)
    reported = make.comment(other, ben, "Reported words.")
    asking.report(reported, ada, reason="unkind")

    by_cause = moderator.get(desk.LIST, {"cause": "reported"}).text
    by_guide = moderator.get(desk.LIST, {"guide": fatigue.discussion.pk}).text
    by_member = moderator.get(desk.LIST, {"member": "AD"}).text
    by_both = moderator.get(desk.LIST, {"member": "ada", "cause": "reported"}).text
    by_nonsense = moderator.get(desk.LIST, {"cause": "nonsense", "guide": "9" * 40}).text

    assert ("Reported words." in by_cause, "New here." in by_cause) == (True, False)
    assert ("Reported words." in by_guide, "New here." in by_guide) == (False, True)
    assert ("Reported words." in by_member, "New here." in by_member) == (False, True)
    assert ("Reported words." in by_both, "New here." in by_both) == (False, False)
    assert ("Reported words." in by_nonsense, "New here." in by_nonsense) == (True, True)


def test_what_was_asked_is_told_in_words_and_the_questions_fold_away(
    moderator, fatigue, ada, ben, mo
):
    mo.groups.add(Group.objects.get(name="Safety"))
    raising.worry(make.comment(fatigue, ada, status=Status.PUBLISHED), ben)
    asked = {"member": "<b>ada", "state": "decided", "since": "2026-03-01"}

    narrowed = moderator.get(desk.LIST, asked).text
    calm = moderator.get(desk.LIST, {"member": "ada"}).text
    wrong = moderator.get(desk.LIST, {"member": "ada", "since": "soon"}).text

    told = "Member: &lt;b&gt;ada · State: Decided · Came on or after: 1 March 2026"
    assert told in " ".join(narrowed.split())
    assert 'class="queue-filter">' in narrowed
    assert narrowed.count("Show all that waits") == 1
    assert "Worry about a person stays in sight whatever you ask." in calm
    assert "Member: ada <a" in " ".join(wrong.split())
    assert 'class="queue-filter" open>' in wrong
    assert "Narrowed down" not in moderator.get(desk.LIST).text


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("conversation", "Conversations with members"),
        ("report", "Reports"),
        ("appeal", "Appeals"),
        ("dutytime", "Times of duty"),
    ],
)
def test_a_list_says_what_it_lists(moderator, path, heading):
    page = moderator.get(f"/admin/comments/{path}/").text

    assert f"<h1>{heading}</h1>" in page


@pytest.mark.parametrize("path", ["comment", "appeal", "conversation", "newcomer", "decision"])
def test_the_header_marks_where_one_is(moderator, path):
    page = moderator.get(f"/admin/comments/{path}/").text

    nav = page.partition('class="desk-nav"')[2].partition("</nav>")[0]
    marked = re.findall(r'<a href="([^"]+)" aria-current="true">', nav)
    assert marked == [f"/admin/comments/{path}/"]


def test_the_admin_shows_moderators_first_what_waits(moderator):
    page = moderator.get("/admin/").text

    names = re.findall(r'<th scope="row" id="[^"]+">\s*<a [^>]+>([^<]+)</a>', page)
    assert names[0] == "Waiting"


def test_many_are_published_at_once_under_one_decision(moderator, fatigue, ada, ben, mo):
    comments = [make.comment(fatigue, who, status=Status.WAITING) for who in (ada, ben)]
    cases = [desk.case_of(comment) for comment in comments]

    asked = desk.together(moderator, "publish", cases, sure=False)
    before = Decision.objects.count()
    page = desk.together(moderator, "publish", cases)

    first, second = Decision.objects.order_by("pk")
    assert [c.status for c in Comment.objects.all()] == [Status.PUBLISHED] * 2
    assert (before, "This is about 2 comments:" in asked.text) == (0, True)
    assert (first.parent, second.parent) == (None, first)
    assert {first.by, second.by} == {mo}
    assert "2 comments done." in page.text


def test_what_cannot_be_done_is_left_and_told(moderator, fatigue, ada, ben, mo):
    waiting = make.comment(fatigue, ada, status=Status.WAITING)
    changed = make.comment(fatigue, ben, status=Status.WAITING)
    own = make.comment(fatigue, mo, status=Status.HIDDEN)
    rows = [waiting, changed, own]
    seen = desk.seen_of(rows)
    posting.edit(changed, "Buy my tea.")

    page = desk.choose(moderator, desk.COMMENTS, "publish", rows, seen=seen, follow=True).text

    assert "1 comment done." in page
    assert "1 left alone: Something happened to it since you opened the list." in page
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
    rows = Case.objects.select_related("comment")

    page = desk.together(moderator, "publish", rows)

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
    report = asking.report(comment, zoe, reason="unkind", words="Not nice.")
    asking.report(own, zoe, reason="unkind", words="About the moderator.")
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
    seen = moderator.get(url).context["adminform"].form.initial["seen"]
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
        "seen": seen,
    }

    saved = moderator.post(url, form)
    wrong = moderator.post(url, form | {"opens_at_0": "2026-02-01", "opens_at_1": "10:00"})

    after = type(before).objects.get(pk=before.pk)
    assert saved.status_code == 302
    assert (after.hold, after.who_may_read, after.is_open) == ("everyone", "members", False)
    assert (after.published_count, after.version) == (before.published_count, before.version + 1)
    assert "Choose a time after it opens." in wrong.text


def test_a_list_in_which_nothing_can_be_done_is_no_form(moderator, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    appeals.make(deciding.hide(comment, Why(rule="test", reason="unkind")), ada, "Look again.")
    client = moderator

    for path in ("comments/appeal/", "comments/decision/", "accounts/suspension/"):
        page = client.get(f"/admin/{path}").text
        assert '<div id="changelist-form">' in page
        assert '<form id="changelist-form"' not in page
        assert page.count('id="changelist-form"') == 1
    assert "Taken down" in client.get("/admin/comments/appeal/").text
    assert '<form id="changelist-form"' in client.get(desk.COMMENTS).text


@pytest.mark.parametrize("told", ["", "{pk}", "{pk}:1", "{pk}:2:{last}", "{pk}:1:{last}9"])
def test_a_list_that_does_not_say_what_was_seen_decides_nothing(moderator, fatigue, ada, told):
    comment = make.comment(fatigue, ada)
    seen = told.format(pk=comment.pk, last=desk.last_decision(comment))
    before = Decision.objects.count()
    fields = {"post": "1", "reason": "unkind", "note": "Typed."}

    page = desk.choose(moderator, desk.COMMENTS, "hide", [comment], seen=seen, **fields)

    comment.refresh_from_db()
    assert (page.status_code, comment.status) == (409, Status.PUBLISHED)
    assert "Typed." in page.text
    assert Decision.objects.count() == before


def test_what_a_colleague_decided_since_the_list_was_opened_is_left(moderator, fatigue, ada, ben):
    lena = make.moderator("lena")
    both = [make.comment(fatigue, who, status=Status.HIDDEN) for who in (ada, ben)]
    seen = desk.seen_of(both)
    deciding.restore(both[0], deciding.Why(by=lena))
    deciding.hide(both[0], deciding.Why(by=lena, reason="unkind"))

    page = desk.choose(moderator, desk.COMMENTS, "restore", both, seen=seen, follow=True).text

    assert [c.status for c in Comment.objects.order_by("pk")] == [Status.HIDDEN, Status.PUBLISHED]
    assert "1 left alone: Something happened to it since you opened the list." in page


def test_many_of_which_nothing_can_be_done_keep_the_note(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    case = desk.case_of(comment)
    posting.edit(comment, "Rest helps me most.")
    fields = {"reason": "unkind", "note": "Typed.", "seen": f"{case.pk}:{case.version}:1"}

    page = desk.together(moderator, "reject", [case], **fields)

    comment.refresh_from_db()
    assert (page.status_code, comment.status) == (409, Status.WAITING)
    assert "Typed." in page.text
    assert "Something happened to it since you opened the list." in page.text


def test_the_log_is_narrowed_by_the_words_it_uses(moderator, fatigue, ada):
    make.comment(fatigue, ada, status=Status.HIDDEN)

    page = moderator.get("/admin/comments/decision/?verb=hide").text

    assert "Taken down</a>" in page
    assert page.count('class="field-about') == 1
    assert ">hide<" not in page


@pytest.mark.parametrize("where", ["queue", "list"])
def test_several_are_taken_down_with_their_replies_as_one_is(moderator, fatigue, ada, ben, where):
    comments = [make.comment(fatigue, who) for who in (ada, ben)]
    for comment in comments:
        make.comment(fatigue, ada, parent=comment)
        asking.report(comment, make.member(f"zoe{comment.pk}"), reason="unkind")
    cases = [desk.case_of(comment) for comment in comments]
    fields = {"reason": "unkind", "whole": "branch"}

    if where == "queue":
        asked = desk.together(moderator, "hide", cases, sure=False)
        desk.together(moderator, "hide", cases, **fields)
    else:
        asked = desk.choose(moderator, desk.COMMENTS, "hide", comments)
        desk.choose(moderator, desk.COMMENTS, "hide", comments, post="1", **fields)

    assert "With all replies: 2 replies in all." in asked.text
    assert [c.hides_branch for c in Comment.objects.filter(parent=None)] == [True, True]

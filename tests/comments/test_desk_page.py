"""What the page of a case tells, and what it leaves out."""

import re

import pytest

from comments import deciding, posting
from comments.models import Case, Comment, Decision, Status
from tests import make
from tests.comments import desk


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def heading(page):
    return re.search(r"<h1>(.*?)</h1>", page.text).group(1)


def test_the_reason_stands_in_the_heading_and_reporters_nowhere(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    posting.report(comment, ben, reason="medical", words="Dangerous <b>advice</b>.")
    posting.report(comment, make.member("zoe"), reason="medical")
    posting.report(comment, make.member("juno"), reason="advertising")

    page = moderator.get(desk.case_url(comment))

    assert heading(page) == "Reported by 3 members: medical misinformation, advertising"
    assert "Dangerous &lt;b&gt;advice&lt;/b&gt;." in page.text
    assert [name in page.text for name in ("ben", "zoe", "juno")] == [False] * 3


def test_an_edit_shows_both_texts_and_each_word_that_changed(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, "Tea <i>helps</i> me.")
    posting.edit(comment, "Tea <i>cures</i> me.")
    url = desk.case_url(comment)

    page = moderator.get(url)
    desk.decide(moderator, url, "reject", reason="medical")

    comment.refresh_from_db()
    assert heading(page) == "Edited after it was published"
    assert "What readers have now" in page.text
    assert "<del>&lt;i&gt;helps&lt;/i&gt; </del><ins>&lt;i&gt;cures&lt;/i&gt; </ins>" in page.text
    assert (comment.status, comment.approved_number) == (Status.PUBLISHED, 1)
    assert "helps" in comment.html


def test_declining_an_edit_twice_is_harmless_and_has_no_undo(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    posting.edit(comment, "Other words.")
    make.comment(fatigue, ben, status=Status.WAITING)
    url = desk.case_url(comment)
    form = {**desk.hidden(moderator.get(url).text, "reject"), "verb": "reject", "reason": "unkind"}

    first = moderator.post(url, form)
    told = moderator.get(first.url).text
    second = moderator.post(url, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert "Not published: comment 1 by ada." in told
    assert ">Undo</a>" not in told
    assert [d.verb for d in comment.decisions.all()] == ["reject", "publish"]


def test_a_comment_stands_among_what_it_answers_and_what_was_said_around_it(
    moderator, fatigue, ada, ben
):
    top = make.comment(fatigue, ben, "The first word.")
    make.comment(fatigue, ben, "Said before.", parent=top)
    about = make.comment(fatigue, ada, "In question.", parent=top)
    make.comment(fatigue, ben, "Said after.", parent=top)
    answer = make.comment(fatigue, ben, "An answer.", parent=about)
    deep = make.comment(fatigue, ada, "Far below.", parent=answer)
    posting.report(about, ben, reason="unkind")

    page = moderator.get(desk.case_url(about)).text
    below = moderator.get(desk.comment_url(deep)).text

    places = [
        page.index(words)
        for words in (
            "The first word.",
            "Said before.",
            "In question.",
            "An answer.",
            "Said after.",
        )
    ]
    assert places == sorted(places)
    assert "With all replies: 2 replies by 2 people." in page
    assert "With all replies. There are none now." in below
    assert "The first word." in below


def test_neighbours_that_were_taken_back_or_wait_are_not_shown(moderator, fatigue, ada, ben):
    top = make.comment(fatigue, ben, "Taken-back words.")
    reply = make.comment(fatigue, ada, "A reply.", parent=top)
    make.comment(fatigue, make.member("zoe"), "Waiting words.", parent=top, status=Status.WAITING)
    deciding.withdraw(top, deciding.Why(by=ben))

    page = moderator.get(desk.comment_url(reply)).text

    assert "Comment 1 was taken back by its author." in page
    assert "Taken-back words." not in page
    assert "Waiting words." not in page


def test_the_member_is_told_by_numbers_and_decisions(moderator, fatigue, ada, mo):
    kit = make.moderator("kit")
    bad = make.comment(fatigue, ada)
    deciding.hide(bad, deciding.Why(by=kit, reason="advertising", note="Please sell elsewhere."))
    make.comment(fatigue, ada, status=Status.REJECTED)
    waiting = make.comment(fatigue, ada, status=Status.WAITING)

    page = moderator.get(desk.case_url(waiting)).text

    assert "0 published, 1 waiting, 1 taken down, 1 not published" in page
    assert "kit: It advertises something" in page
    assert "Please sell elsewhere." in page


def test_who_wrote_without_a_name_or_left_is_said(moderator, fatigue, ada, ben):
    shy, gone = make.comment(fatigue, ada), make.comment(fatigue, ben)
    Comment.objects.filter(pk=shy.pk).update(anonymous=True)
    kit = make.moderator("kit")
    deciding.hide(gone, deciding.Why(by=kit, reason="unkind"))
    kit.delete()
    ben.delete()

    as_shy = moderator.get(desk.comment_url(shy)).text
    as_gone = moderator.get(desk.comment_url(gone)).text

    assert "ada, shown without a name" in as_shy
    assert "No member stands behind these words." in as_gone
    assert "somebody who left: It is unkind to a person" in as_gone


def test_a_report_that_comes_in_meanwhile_is_read_first(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    url = desk.comment_url(comment)
    seen = desk.hidden(moderator.get(url).text, "hide")
    posting.report(comment, ben, reason="private", words="My street is in it.")

    answer = moderator.post(url, {**seen, "verb": "hide", "reason": "unkind", "note": "Hm."})

    comment.refresh_from_db()
    assert answer.status_code == 409
    assert "Something was added to this case meanwhile." in answer.text
    assert "My street is in it." in answer.text
    assert "Hm." in answer.text
    assert comment.status == Status.PUBLISHED


def test_what_does_not_fit_any_more_is_refused_in_words(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, status=Status.WITHDRAWN)

    answer = moderator.post(desk.comment_url(comment), {"verb": "hide", "reason": "unkind"})

    assert answer.status_code == 409
    assert "It is “taken back by its author” by now, so this was not done." in answer.text
    assert Decision.objects.filter(verb="hide").count() == 0


def test_a_closed_case_leads_to_its_comment_and_an_unknown_one_nowhere(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    url = desk.case_url(comment)
    desk.decide(moderator, url, "publish")

    assert moderator.get(url).url == desk.comment_url(comment)
    for path in ("case/999/change/", "comment/999/change/", "case/x/change/", "comment/²/change/"):
        assert moderator.get(f"/admin/comments/{path}").status_code == 404


def test_taking_down_and_declining_many_cases_names_what_was_so_already(
    moderator, fatigue, ada, ben
):
    waiting = make.comment(fatigue, ada, status=Status.WAITING)
    reported = make.comment(fatigue, ben)
    posting.report(reported, ada, reason="unkind")
    cases = list(Case.objects.all())

    mixed = desk.choose(
        moderator, desk.LIST, "decline", cases, post="1", reason="unkind", follow=True
    )
    kept = desk.choose(moderator, desk.LIST, "publish", [desk.case_of(reported)], follow=True)
    hidden = make.comment(fatigue, ben, status=Status.HIDDEN)
    again = desk.choose(
        moderator, desk.COMMENTS, "hide", [hidden], post="1", reason="unkind", follow=True
    )

    waiting.refresh_from_db()
    reported.refresh_from_db()
    assert (waiting.status, reported.status) == (Status.REJECTED, Status.PUBLISHED)
    assert "1 left alone: It is “published” by now, so this was not done." in mixed.text
    assert "1 comment done." in kept.text
    assert reported.decisions.first().verb == "keep"
    assert "1 was so already." in again.text


def test_taking_down_reported_comments_in_one_go_closes_their_cases(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    posting.report(comment, ben, reason="unkind")

    desk.choose(moderator, desk.LIST, "hide", [desk.case_of(comment)], post="1", reason="unkind")

    assert Comment.objects.get().status == Status.HIDDEN
    assert Case.objects.filter(closed_at=None).count() == 0

"""What the page of a case tells, and what it leaves out."""

import re

import pytest

from accounts import suspending
from comments import deciding, posting
from comments.desk import advising
from comments.models import Case, Comment, Decision, Rule, RuleKind, RuleState, Status
from comments.reports import asking
from comments.rules import switching
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
    asking.report(comment, ben, reason="medical", words="Dangerous <b>advice</b>.")
    asking.report(comment, make.member("zoe"), reason="medical")
    asking.report(comment, make.member("juno"), reason="advertising")

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
    asking.report(about, ben, reason="unkind")

    page = moderator.get(desk.case_url(about)).text.partition('class="thread"')[2]
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
    asking.report(comment, ben, reason="private", words="My street is in it.")

    answer = moderator.post(url, {**seen, "verb": "hide", "reason": "unkind", "note": "Hm."})

    comment.refresh_from_db()
    assert answer.status_code == 409
    assert "Something was added to this case meanwhile." in answer.text
    assert "My street is in it." in answer.text
    assert "Hm." in answer.text
    assert comment.status == Status.PUBLISHED


def test_what_does_not_fit_any_more_is_refused_in_words(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, status=Status.WITHDRAWN)

    seen = {"version": 0, "revision": 1, "decision": comment.decisions.first().pk}
    form = {**seen, "verb": "hide", "reason": "unkind"}

    answer = moderator.post(desk.comment_url(comment), form)

    assert answer.status_code == 409
    assert "It is “taken back by its author” by now, so this was not done." in answer.text
    assert Decision.objects.filter(verb="hide").count() == 0


def test_a_closed_case_leads_to_its_comment_and_an_unknown_one_nowhere(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    url = desk.case_url(comment)
    desk.decide(moderator, url, "publish")

    assert moderator.get(url).url == desk.comment_url(comment)
    for path in ("comments/case/999/change/", "comments/comment/999/change/", "moderation/999/"):
        assert moderator.get(f"/admin/{path}").status_code == 404
    for path in ("comments/case/x/change/", "comments/comment/²/change/", "moderation/x/"):
        assert moderator.get(f"/admin/{path}").status_code == 404


def test_taking_down_and_declining_many_cases_names_what_was_so_already(
    moderator, fatigue, ada, ben
):
    waiting = make.comment(fatigue, ada, status=Status.WAITING)
    reported = make.comment(fatigue, ben)
    asking.report(reported, ada, reason="unkind")
    cases = list(Case.objects.all())

    mixed = desk.together(moderator, "reject", cases, reason="unkind")
    kept = desk.together(moderator, "publish", [desk.case_of(reported)])
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
    asking.report(comment, ben, reason="unkind")

    desk.together(moderator, "hide", [desk.case_of(comment)], reason="unkind")

    assert Comment.objects.get().status == Status.HIDDEN
    assert Case.objects.filter(closed_at=None).count() == 0


def test_a_case_that_a_rule_found_and_a_clinician_answered_costs_no_more(
    moderator, fatigue, ada, ben, mo, cleo, django_assert_max_num_queries, writes_nothing
):
    Rule.objects.all().delete()
    for words in ("tea", "cured"):
        rule = Rule(name=words, kind=RuleKind.WORDS, words=words, state=RuleState.ON)
        switching.save(rule, by=mo)
    parent = make.comment(fatigue, ben)
    comment = make.comment(fatigue, ada, "Rest.", parent=parent)
    asking.report(comment, ben, reason="medical")
    posting.edit(comment, "My tea cured it.")
    case = desk.case_of(comment)
    advising.ask(case, mo, "Can it?", version=case.version)
    case.refresh_from_db()
    advising.answer(case, cleo, "No.", version=case.version)
    url = desk.case_url(comment)
    moderator.get(url)

    with django_assert_max_num_queries(21), writes_nothing():
        page = moderator.get(url).text

    assert page.count("What rules found") == 1
    assert page.count(">cured</a>") == 1
    assert "Noticed by rules" not in page
    assert "No." in page


def test_what_was_done_to_a_member_before_stands_beside_their_case(moderator, fatigue, ada, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    assert "Reminders, suspensions and bans" not in moderator.get(desk.case_url(comment)).text
    suspending.remind(ada, mo, suspending.Words("unkind", "Please stay kind."))

    page = moderator.get(desk.case_url(comment)).text

    about = page.partition('aria-labelledby="member"')[2]
    assert "<h3>Reminders, suspensions and bans</h3>" in about
    assert "Holds now" in about
    assert "Being unkind" in about


def test_what_a_case_weighs_tells_its_reports_apart(moderator, fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    asking.report(comment, ben, reason="unkind")
    asking.report(comment, make.member("zoe"), reason="advertising")

    page = moderator.get(desk.case_url(comment)).text

    assert "Reported by 1 member, unkind: 20" in page
    assert "Reported by 1 member, advertising: 20" in page


def typed_in(page, name):
    """What a field of the page holds, exactly."""
    field = re.search(rf'<textarea name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return field[1].strip()


def test_what_was_typed_comes_back_exactly_and_can_be_sent_again(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    asking.report(comment, ben, reason="unkind")
    url = desk.case_url(comment)
    seen = desk.hidden(moderator.get(url).text, "hide")
    sent = seen | {"verb": "hide", "reason": "unkind", "note": "Typed & kept."}
    asking.report(comment, make.member("zoe"), reason="unkind")

    behind = moderator.post(url, sent)

    form = re.search(r"<form((?!</form>).)*value=\"hide\".*?</form>", behind.text, re.DOTALL)[0]
    assert behind.status_code == 409
    assert typed_in(form, "note") == "Typed &amp; kept."
    assert re.search(r'value="unkind"[^>]*checked', form)
    again = sent | desk.hidden(behind.text, "hide")
    assert moderator.post(url, again).status_code == 302
    comment.refresh_from_db()
    assert comment.status == Status.HIDDEN


def test_a_question_to_a_clinician_and_the_answer_come_back_exactly(
    moderator, client, fatigue, ada, ben, mo, cleo
):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    case = desk.case_of(comment)
    url = f"{desk.case_url(comment)}clinician/"
    posting.edit(comment, "Rest helps me most.")

    behind = moderator.post(url, {"words": "Can it be?", "version": 999})
    number = re.search(r'clinician/.*?name="version" value="(\d+)"', behind.text, re.DOTALL)[1]

    assert (behind.status_code, typed_in(behind.text, "words")) == (409, "Can it be?")
    assert moderator.post(url, {"words": "Can it be?", "version": number}).status_code == 302
    case.refresh_from_db()
    client.force_login(cleo)
    late = client.post(desk.case_url(comment), {"words": "It cannot.", "version": 999})
    assert (late.status_code, typed_in(late.text, "words")) == (409, "It cannot.")


def test_a_question_about_what_was_decided_meanwhile_is_not_lost(moderator, fatigue, ada, mo):
    comment = make.comment(fatigue, ada, status=Status.WAITING)
    case = desk.case_of(comment)
    deciding.publish(comment, deciding.Why(by=mo))

    page = moderator.post(
        f"/admin/moderation/{case.pk}/clinician/", {"words": "Can it be?", "version": case.version}
    )

    assert page.status_code == 409
    assert "Can it be?</textarea>" in page.text

"""Posting, replying, editing, taking back and reporting, as a browser without JavaScript does."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Comment, Decision, Report
from tests import make
from tests.comments.pages import comments_in, hash_of


@pytest.fixture
def url(fatigue):
    return f"{fatigue.get_absolute_url()}comment/"


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def trusted(settings):
    """Nobody's comments are held."""
    settings.COMMENTS_HELD_FIRST = 0


def at(comment, verb=""):
    return f"/comments/{comment.pk}/{verb}"


# Posting ----------------------------------------------------------------------------------------


def test_a_new_member_s_comment_waits_and_its_author_is_told(as_ada, url):
    response = as_ada.post(url, {"body": "Rest **helps**."}, follow=True)

    comment = Comment.objects.get()
    assert response.redirect_chain == [(f"{at(comment)}#comment-{comment.pk}", 302)]
    assert comment.is_waiting
    assert comment.html == "<p>Rest <strong>helps</strong>.</p>"
    assert "A moderator will look first. Often that is within a day." in response.text
    assert "Only you can see it until then" in comments_in(response).words[hash_of(comment)]


def test_a_trusted_member_s_comment_is_there_at_once(as_ada, url, trusted, fatigue, client):
    response = as_ada.post(url, {"body": "Rest helps.", "kind": "experience"}, follow=True)

    assert "Your comment is posted." in response.text
    client.logout()
    page = client.get(fatigue.get_absolute_url())
    assert "Rest helps." in page.text
    assert "My experience" in page.text


def test_the_form_has_a_page_of_its_own(as_ada, url):
    response = as_ada.get(url)

    assert response.status_code == 200
    assert "<h1>Write a comment</h1>" in response.text
    assert 'id="compose"' in response.text


def test_the_same_form_twice_is_one_comment(as_ada, url):
    form = {"body": "Rest helps.", "submission": str(uuid4())}

    first, second = as_ada.post(url, form), as_ada.post(url, form)

    assert Comment.objects.count() == 1
    assert first.url == second.url
    thanks = as_ada.get(first.url).text
    assert thanks.count("A moderator will look first") == 1


def test_other_words_in_a_used_form_come_back_in_a_new_one(as_ada, url):
    used = str(uuid4())
    as_ada.post(url, {"body": "First words.", "submission": used})

    response = as_ada.post(url, {"body": "Second words.", "submission": used})

    assert response.status_code == 409
    assert response.context["form"]["body"].value() == "Second words."
    assert "Post these words once more" in response.text
    assert used not in response.text


# Replying ---------------------------------------------------------------------------------------


def test_the_reply_page_shows_what_is_answered_and_takes_the_answer(as_ada, fatigue, ben, trusted):
    parent = make.comment(fatigue, ben, "How do you rest?")

    page = as_ada.get(at(parent, "reply/"))
    assert "Reply to ben, comment 1" in page.text
    assert "How do you rest?" in page.text
    assert '<details class="answered" open>' in page.text

    response = as_ada.post(at(parent, "reply/"), {"body": "Lying down."}, follow=True)
    reply = Comment.objects.get(parent=parent)
    assert response.redirect_chain == [(f"{at(reply)}#comment-{reply.pk}", 302)]
    assert "Your reply is posted." in response.text
    assert "In reply to ben, comment 1" in comments_in(response).words[hash_of(reply)]


def test_what_is_answered_is_folded_when_it_is_long(as_ada, fatigue, ben):
    parent = make.comment(fatigue, ben, "How do you rest? " * 100)

    assert '<details class="answered">' in as_ada.get(at(parent, "reply/")).text


def test_visitors_who_want_to_reply_log_in_and_come_back(client, fatigue, ben):
    parent = make.comment(fatigue, ben)

    response = client.get(at(parent, "reply/"))

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={at(parent, 'reply/')}"


def test_a_reply_to_what_was_hidden_meanwhile_keeps_the_words(as_ada, fatigue, ben, mo, trusted):
    parent = make.comment(fatigue, ben)
    deciding.hide(parent, Why(by=mo, reason="unkind"))

    response = as_ada.post(at(parent, "reply/"), {"body": "I know that feeling."})

    assert response.status_code == 409
    assert "was taken away while you were writing" in response.text
    assert "I know that feeling.</textarea>" in response.text
    assert f'action="{fatigue.get_absolute_url()}comment/#offers"' in response.text
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("verb", ["hide", "withdraw"])
def test_what_is_gone_cannot_be_answered(as_ada, fatigue, ben, mo, verb):
    parent = make.comment(fatigue, ben)
    getattr(deciding, verb)(parent, Why(by=mo))

    assert as_ada.get(at(parent, "reply/")).status_code == 404


def test_a_reply_under_a_branch_that_was_taken_down_keeps_the_words(
    as_ada, fatigue, ben, mo, trusted
):
    head = make.comment(fatigue, ben)
    parent = make.comment(fatigue, ben, parent=head)
    deciding.hide(head, Why(by=mo), whole_branch=True)

    response = as_ada.post(at(parent, "reply/"), {"body": "My own words"})

    assert response.status_code == 409
    assert "My own words</textarea>" in response.text


def test_others_waiting_comments_cannot_be_answered_nor_told_from_none(as_ada, fatigue, ben):
    waiting = make.comment(fatigue, ben, status="waiting")

    for pk in (waiting.pk, 999):
        response = as_ada.post(f"/comments/{pk}/reply/", {"body": "Hello"})
        assert response.status_code == 404


def test_a_reply_stays_in_its_own_discussion(as_ada, url, ben):
    elsewhere = make.comment(make.guide("Sleeping badly"), ben)

    response = as_ada.post(url, {"body": "My words", "parent": elsewhere.pk})

    assert response.status_code == 409
    assert "belongs to another discussion" in response.text
    assert "My words</textarea>" in response.text
    assert Comment.objects.count() == 1


def test_a_reply_may_name_its_parent(as_ada, url, fatigue, ben):
    parent = make.comment(fatigue, ben)

    as_ada.post(url, {"body": "My words", "parent": parent.pk})

    assert Comment.objects.get(author__name="ada").parent == parent


def test_a_closed_discussion_gives_the_words_back(as_ada, url, fatigue):
    fatigue.discussion.closes_at = timezone.now()
    fatigue.discussion.save()

    response = as_ada.post(url, {"body": "Too late?"})

    assert response.status_code == 409
    assert "This discussion is closed" in response.text
    assert "Too late?</textarea>" in response.text
    assert Comment.objects.count() == 0


# Editing ----------------------------------------------------------------------------------------


def test_its_author_can_change_a_comment_for_a_day(as_ada, fatigue, ada, trusted, time_machine):
    comment = make.comment(fatigue, ada, "Old *words*")

    page = as_ada.get(at(comment, "edit/"))
    assert "Old *words*</textarea>" in page.text
    response = as_ada.post(at(comment, "edit/"), {"body": "New words"}, follow=True)
    assert "Your comment is changed." in response.text
    assert "New words" in comments_in(response).words[hash_of(comment)]

    time_machine.move_to(timezone.now() + timedelta(hours=25))
    late = as_ada.post(at(comment, "edit/"), {"body": "Newest words"})
    assert late.status_code == 409
    assert "can be changed for one day" in late.text
    assert "Newest words</textarea>" in late.text
    comment.refresh_from_db()
    assert comment.html == "<p>New words</p>"


def test_an_edit_that_waits_leaves_the_old_words_to_readers(as_ada, client, fatigue, ada):
    comment = make.comment(fatigue, ada, "Old words")

    response = as_ada.post(at(comment, "edit/"), {"body": "New words"}, follow=True)

    assert "Readers see the old ones until a moderator has looked" in response.text
    client.logout()
    page = client.get(fatigue.get_absolute_url()).text
    assert "Old words" in page
    assert "New words" not in page


def test_an_edit_that_changes_nothing_writes_nothing(as_ada, fatigue, ada, trusted):
    comment = make.comment(fatigue, ada, "Same words")

    as_ada.post(at(comment, "edit/"), {"body": "Same words"})

    assert comment.revisions.count() == 1


def test_a_comment_that_waits_can_be_changed_for_as_long_as_it_waits(
    as_ada, fatigue, ada, time_machine
):
    comment = make.comment(fatigue, ada, "Old words", status="waiting")
    time_machine.move_to(timezone.now() + timedelta(days=3))

    as_ada.post(at(comment, "edit/"), {"body": "New words"})

    comment.refresh_from_db()
    assert comment.html == "<p>New words</p>"


def test_nobody_else_can_change_or_take_back_a_comment(as_ada, fatigue, ben, mo, client):
    comment = make.comment(fatigue, ben, "Old words")

    for person in (None, mo):
        if person:
            client.force_login(person)
        for verb in ("edit/", "withdraw/"):
            assert client.get(at(comment, verb)).status_code == 404
            assert client.post(at(comment, verb), {"body": "Mine"}).status_code == 404
    comment.refresh_from_db()
    assert comment.html == "<p>Old words</p>"
    assert comment.is_published


def test_what_was_hidden_can_no_longer_be_changed(as_ada, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, Why(by=mo))

    response = as_ada.post(at(comment, "edit/"), {"body": "But I meant this"})

    assert response.status_code == 409
    assert "But I meant this</textarea>" in response.text


# Taking back ------------------------------------------------------------------------------------


def test_taking_back_asks_first_and_keeps_the_replies(as_ada, fatigue, ada, ben):
    comment = make.comment(fatigue, ada, "My words")
    reply = make.comment(fatigue, ben, parent=comment)

    page = as_ada.get(at(comment, "withdraw/"))
    assert "Take back comment 1?" in page.text
    assert "My words" in page.text
    assert Comment.objects.get(pk=comment.pk).is_published

    response = as_ada.post(at(comment, "withdraw/"), follow=True)
    assert "You took your comment back." in response.text
    found = comments_in(response)
    assert found.words[hash_of(comment)] == "Comment 1 was taken back by its author."
    assert "Rest helps me." in found.words[hash_of(reply)]
    assert Decision.objects.filter(comment=comment, verb="withdraw", by=ada).count() == 1

    again = as_ada.post(at(comment, "withdraw/"))
    assert again.status_code == 302


def test_what_the_team_took_down_is_not_taken_back(as_ada, fatigue, ada, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, Why(by=mo))

    assert as_ada.post(at(comment, "withdraw/")).status_code == 409


# Reporting --------------------------------------------------------------------------------------


def test_a_report_names_a_reason_and_is_passed_on(as_ada, fatigue, ada, ben):
    comment = make.comment(fatigue, ben)

    page = as_ada.get(at(comment, "report/"))
    assert page.text.count('type="radio"') == 5
    assert "never told who asked" in page.text

    response = as_ada.post(at(comment, "report/"), {"reason": "medical"}, follow=True)
    assert "A moderator will look" in response.text
    report = Report.objects.get()
    assert (report.comment, report.reporter, report.reason) == (comment, ada, "medical")
    assert comment.cases.get(closed_at=None).causes == ["reported"]


def test_the_same_report_again_is_answered_kindly(as_ada, fatigue, ben):
    comment = make.comment(fatigue, ben)
    as_ada.post(at(comment, "report/"), {"reason": "medical"})

    response = as_ada.post(at(comment, "report/"), {"reason": "unkind"}, follow=True)

    assert "You asked about this comment before" in response.text
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose what is wrong with it."),
        ({"reason": "none of them"}, "Choose one of the reasons in the list."),
        ({"reason": "other"}, "Say in a few words what is wrong with it."),
        ({"reason": "other", "words": " \n "}, "Say in a few words what is wrong with it."),
        ({"reason": "medical", "words": "x" * 1001}, "Say it in 1,000 characters or fewer."),
        ({"reason": "medical", "words": "a\x00b"}, "the inside of a file"),
    ],
)
def test_a_report_without_a_reason_comes_back_with_a_sentence(as_ada, fatigue, ben, form, words):
    comment = make.comment(fatigue, ben)

    response = as_ada.post(at(comment, "report/"), form)

    assert response.status_code == 422
    assert words in response.text
    assert "<title>Error:" in response.text
    assert Report.objects.count() == 0


def test_each_reason_points_to_what_is_wrong(as_ada, fatigue, ben):
    comment = make.comment(fatigue, ben)

    page = as_ada.post(at(comment, "report/"), {}).text

    radios = re.findall(r'<input type="radio"[^>]*>', page)
    assert len(radios) == 5
    assert all('aria-describedby="id_reason_error"' in radio for radio in radios)
    assert '<p class="error" id="id_reason_error">' in page


def test_what_cannot_be_read_cannot_be_reported(as_ada, fatigue, ben, mo):
    waiting = make.comment(fatigue, ben, status="waiting")
    hidden = make.comment(fatigue, ben)
    deciding.hide(hidden, Why(by=mo))

    for pk in (waiting.pk, hidden.pk, 999):
        assert as_ada.get(f"/comments/{pk}/report/").status_code == 404
    assert as_ada.post(at(waiting, "report/"), {"reason": "medical"}).status_code == 404


def test_one_s_own_comment_is_not_reported(as_ada, fatigue, ada):
    comment = make.comment(fatigue, ada)

    response = as_ada.post(at(comment, "report/"), {"reason": "medical"}, follow=True)

    assert "You wrote this comment." in response.text
    assert Report.objects.count() == 0


# Logged out meanwhile ---------------------------------------------------------------------------


def test_words_sent_after_the_session_ended_are_kept_until_their_author_is_back(
    client, url, fatigue, ada
):
    response = client.post(url, {"body": "Twenty slow minutes of typing"})

    assert response.status_code == 403
    assert "You are logged out" in response.text
    assert "Twenty slow minutes of typing</textarea>" in response.text
    assert f'next={fatigue.get_absolute_url().replace("/", "%2F")}%23compose"' in response.text

    client.force_login(ada)
    for page in (client.get(fatigue.get_absolute_url()), client.get(url)):
        assert "We kept what you wrote" in page.text
        assert "Twenty slow minutes of typing</textarea>" in page.text
    client.post(url, {"body": "Twenty slow minutes of typing"})
    assert "We kept what you wrote" not in client.get(fatigue.get_absolute_url()).text


@pytest.mark.parametrize("verb", ["reply/", "edit/", "report/"])
def test_words_for_a_reply_an_edit_or_a_report_are_kept_too(client, fatigue, ada, ben, verb):
    comment = make.comment(fatigue, ada if verb == "edit/" else ben)
    field = "words" if verb == "report/" else "body"

    response = client.post(at(comment, verb), {field: "My slow words"})
    assert response.status_code == 403
    assert f"next={at(comment, verb).replace('/', '%2F')}" in response.text

    client.force_login(ada)
    assert "My slow words</textarea>" in client.get(at(comment, verb)).text


def test_a_session_keeps_a_few_words_and_not_the_world(client, url, fatigue, ben):
    for number in range(9):
        comment = make.comment(fatigue, ben)
        client.post(at(comment, "reply/"), {"body": f"{number} " + "x" * 150_000})

    kept = client.session["kept_words"]

    assert len(kept) == 5
    assert {len(words) for words in kept.values()} == {100_000}
    assert client.session.get_expiry_age() == 24 * 3600, "of who does not come back, in a day"


def test_a_member_who_may_no_longer_log_in_posts_nothing(as_ada, url, ada):
    ada.is_active = False
    ada.save()

    response = as_ada.post(url, {"body": "Still here"})

    assert response.status_code == 403
    assert Comment.objects.count() == 0


def test_posting_uses_the_engine_s_words(as_ada, fatigue, ada, trusted):
    """What is kept as typed is what the edit form shows, line for line."""
    comment = posting.post(fatigue.discussion, ada, posting.Words("One\n\n- two\n- three"))

    assert "One\n\n- two\n- three</textarea>" in as_ada.get(at(comment, "edit/")).text

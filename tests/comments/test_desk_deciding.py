import pytest

from comments import deciding, posting
from comments.models import Decision, Status
from comments.reports import asking
from tests import make
from tests.comments import desk


@pytest.fixture
def waiting(fatigue, ada):
    return make.comment(fatigue, ada, "Cold water helps me.", status=Status.WAITING)


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def test_what_waits_is_listed_and_published_with_one_press(moderator, waiting, mo):
    listed = moderator.get(desk.LIST).text
    answer = desk.decide(moderator, desk.case_url(waiting), "publish")

    waiting.refresh_from_db()
    decision = waiting.decisions.get()
    assert "Cold water helps me." in listed
    assert answer.status_code == 302
    assert waiting.status == Status.PUBLISHED
    assert (decision.verb, decision.by, decision.old_status) == ("publish", mo, "waiting")
    assert "Cold water helps me." not in moderator.get(desk.LIST).text


def test_what_is_not_published_keeps_reason_and_note(moderator, waiting):
    fields = {"reason": "unkind", "note": "Please say it kindly."}

    desk.decide(moderator, desk.case_url(waiting), "reject", **fields)

    waiting.refresh_from_db()
    decision = waiting.decisions.get()
    assert waiting.status == Status.REJECTED
    assert (decision.reason, decision.note) == ("unkind", "Please say it kindly.")


def test_any_published_comment_can_be_taken_down_and_put_back(moderator, fatigue, ada):
    comment = make.comment(fatigue, ada)
    url = desk.comment_url(comment)

    desk.decide(moderator, url, "hide", reason="private")
    comment.refresh_from_db()
    taken_down = comment.status
    desk.decide(moderator, url, "restore")

    comment.refresh_from_db()
    assert taken_down == Status.HIDDEN
    assert comment.status == Status.PUBLISHED
    assert [d.verb for d in comment.decisions.all()] == ["restore", "hide", "publish"]


def test_a_reported_comment_is_kept_and_its_case_closed(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    asking.report(comment, ben, reason="unkind")
    case = desk.case_of(comment)

    desk.decide(moderator, desk.case_url(comment), "keep")

    case.refresh_from_db()
    comment.refresh_from_db()
    assert case.closed_at
    assert comment.status == Status.PUBLISHED
    assert comment.decisions.first().verb == "keep"


def test_taking_down_can_take_the_replies_along(moderator, fatigue, ada, ben):
    comment = make.comment(fatigue, ada)
    make.comment(fatigue, ben, parent=comment)
    url = desk.comment_url(comment)

    page = moderator.get(url).text
    desk.decide(moderator, url, "hide", reason="medical", whole="branch")

    comment.refresh_from_db()
    assert "With all replies: 1 reply by 1 person." in page
    assert comment.hides_branch
    assert comment.decisions.first().whole_branch


def test_a_missing_reason_is_said_at_the_field_and_the_note_stays(moderator, waiting):
    answer = desk.decide(moderator, desk.case_url(waiting), "reject", note="It is off the topic.")

    waiting.refresh_from_db()
    assert answer.status_code == 422
    assert "Choose a reason. The author reads it." in answer.text
    assert "It is off the topic." in answer.text
    assert waiting.status == Status.WAITING


def test_another_reason_wants_words(moderator, waiting):
    answer = desk.decide(moderator, desk.case_url(waiting), "reject", reason="other")

    assert answer.status_code == 422
    assert "Say in a few words what the reason is." in answer.text
    assert Decision.objects.count() == 0


def test_a_stale_decision_changes_nothing_and_says_who_was_first(moderator, waiting):
    kit = make.moderator("kit")
    url = desk.case_url(waiting)
    seen = desk.hidden(moderator.get(url).text, "reject")
    deciding.publish(waiting, deciding.Why(by=kit))

    fields = {"verb": "reject", "reason": "unkind", "note": "Please say it kindly."}
    answer = moderator.post(url, {**seen, **fields})

    waiting.refresh_from_db()
    assert answer.status_code == 409
    assert "Decided meanwhile by kit" in answer.text
    assert "Please say it kindly." in answer.text
    assert waiting.status == Status.PUBLISHED
    assert [d.by.name for d in waiting.decisions.all()] == ["kit"]


@pytest.mark.parametrize("verb", ["publish", "reject"])
def test_words_that_changed_meanwhile_are_read_first(moderator, waiting, verb):
    url = desk.case_url(waiting)
    seen = desk.hidden(moderator.get(url).text, verb)
    posting.edit(waiting, "Buy my tea.")

    answer = moderator.post(url, {**seen, "verb": verb, "reason": "unkind", "note": "Why so?"})

    waiting.refresh_from_db()
    assert answer.status_code == 409
    assert "The author has changed the words meanwhile." in answer.text
    assert "Buy my tea." in answer.text
    assert waiting.status == Status.WAITING
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        (Status.WAITING, "publish"),
        (Status.WAITING, "reject"),
        (Status.PUBLISHED, "hide"),
        (Status.HIDDEN, "restore"),
    ],
)
def test_the_same_decision_again_is_a_harmless_success(moderator, fatigue, ada, status, verb):
    comment = make.comment(fatigue, ada, status=status)
    url = desk.comment_url(comment)
    form = {**desk.hidden(moderator.get(url).text, verb), "verb": verb, "reason": "unkind"}
    moderator.post(url, form)
    decided = list(comment.decisions.all())

    again = moderator.post(url, form)

    assert again.status_code == 302
    assert list(comment.decisions.all()) == decided
    assert "That was decided already" in moderator.get(url).text


def test_nobody_decides_about_their_own_words(moderator, fatigue, mo, ben):
    own = make.comment(fatigue, mo)
    asking.report(own, ben, reason="unkind", words="Rude to me.")
    url = desk.case_url(own)

    shown, sent = moderator.get(url), moderator.post(url, {"verb": "keep"})

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert "You wrote this comment." in shown.text
    assert "Rude to me." not in shown.text
    assert "Rude to me." not in moderator.get(desk.LIST).text
    assert desk.case_of(own).closed_at is None


def test_the_next_case_opens_with_a_message_that_says_what_was_done(moderator, fatigue, ada, ben):
    first = make.comment(fatigue, ada, status=Status.WAITING)
    second = make.comment(fatigue, ben, "And me.", status=Status.WAITING)

    answer = desk.decide(moderator, desk.case_url(first), "publish")
    page = moderator.get(answer.url).text

    assert answer.url == desk.case_url(second)
    assert "Published: comment 1 by ada." in page
    assert "Undo last (published)" in page
    assert f'<a href="{first.get_absolute_url()}">View</a>' in page


def test_after_the_last_case_the_list_opens(moderator, waiting):
    answer = desk.decide(moderator, desk.case_url(waiting), "publish")

    assert answer.url == desk.LIST

"""Whoever asked is told that the guide answers it: once, and only what everyone may know then."""

import pytest

from articles import publishing, questions
from comments import deciding, posting
from comments.questions import pass_on
from notifications.models import Kind, Notice
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def comment(fatigue, ada, mo):
    made = make.comment(fatigue, ada, "Is ten hours too much?")
    pass_on(made, by=mo, guide=fatigue, words="How much sleep is enough?")
    Errand.objects.all().delete()
    return made


def answer(comment):
    guide = comment.discussion.guide
    sleep = make.block(guide, heading="Sleep and rest")
    kept = publishing.record(guide, by=None)
    questions.plan(comment.question, str(sleep.uuid), revision=kept)
    publishing.publish(guide, by=None)


def work():
    deliver_due()
    assert not Errand.objects.exclude(error="").exists()


def told():
    return set(Notice.objects.filter(kind=Kind.ANSWERED).values_list("recipient__name", flat=True))


def test_the_writer_and_whoever_passed_it_on_are_told_once(client, comment, fatigue, ada, mo):
    answer(comment)
    assert told() == set()
    work()
    questions.open_again(comment.question)
    questions.say_it_is_there(comment.question, "guide", by=mo)
    work()

    assert told() == {"ada", "mo"}
    assert Notice.objects.count() == 2
    client.force_login(ada)
    inbox = client.get("/inbox/").text
    assert "what you asked in your comment 1 in “Living with fatigue”" in inbox
    assert "How much sleep" not in inbox


def test_the_inbox_leads_to_the_section(client, comment, fatigue, ada, mo):
    answer(comment)
    work()
    place = f'href="{fatigue.get_absolute_url()}#sleep-and-rest"'

    client.force_login(ada)
    own = client.get("/inbox/").text
    client.force_login(mo)
    passed_on = client.get("/inbox/").text
    fatigue.refresh_from_db()
    fatigue.withdraw(reason="Old.")

    assert place in own
    assert place in passed_on
    assert "what you passed on: comment 1" in passed_on
    assert place not in client.get("/inbox/").text


def test_everyone_who_asked_the_same_is_told(comment, fatigue, ben, mo):
    pass_on(make.comment(fatigue, ben), by=mo, guide=fatigue, same=comment.question)
    answer(comment)
    work()

    assert told() == {"ada", "ben", "mo"}


@pytest.mark.parametrize("meanwhile", ["hidden", "taken back", "withdrawn", "opened again", "gone"])
def test_nothing_is_told_that_does_not_hold_by_then(comment, fatigue, ada, mo, meanwhile):
    answer(comment)
    comment.refresh_from_db()
    if meanwhile == "hidden":
        deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    elif meanwhile == "taken back":
        deciding.withdraw(comment, deciding.Why(by=ada))
    elif meanwhile == "withdrawn":
        fatigue.refresh_from_db()
        fatigue.withdraw(reason="Old.")
    elif meanwhile == "opened again":
        questions.open_again(comment.question)
    else:
        comment.question.delete()
    work()

    assert told() == set()


def test_who_left_or_may_not_log_in_is_told_nothing(comment, fatigue, ada, mo):
    mo.deactivate()
    comment.author = None
    comment.save(update_fields=["author"])
    answer(comment)
    work()

    assert told() == set()


def test_a_name_that_was_left_out_stays_out(client, fatigue, ada, mo):
    words = posting.Words("Is ten hours too much?", anonymous=True)
    comment = posting.post(fatigue.discussion, ada, words)
    pass_on(comment, by=mo, guide=fatigue, words="How much sleep is enough?")
    answer(comment)
    work()
    client.force_login(mo)

    inbox = client.get("/inbox/").text.partition("<main")[2].partition("</main>")[0]

    assert told() == {"ada", "mo"}
    assert "ada" not in inbox

"""Followers are told: little, once, and nothing that they may not read."""

import pytest

from comments import deciding, following, posting
from comments.models import Decision
from notifications import followed
from notifications.models import Kind, Notice
from outbox.models import Errand
from tests import make
from tests.notifications.test_telling import say, told, work


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def carl(db):
    return make.member("carl")


@pytest.mark.parametrize("what", ["discussion", "topic", "thread", "person"])
def test_whoever_follows_is_told(fatigue, ada, ben, what):
    head = say(fatigue, ben)
    targets = {"discussion": fatigue.discussion, "topic": fatigue.topic, "thread": head}
    following.follow(ada, targets.get(what, ben))

    comment = say(fatigue, ben, parent=head if what == "thread" else None)
    work()

    notice = Notice.objects.get(recipient=ada)
    assert (notice.kind, notice.comment) == (Kind.FOLLOWED, comment)


def test_the_inbox_says_it_in_a_sentence(client, fatigue, ada, ben):
    following.follow(ada, fatigue.discussion)
    say(fatigue, ben)
    work()
    client.force_login(ada)

    told = "New in “Living with fatigue”, which you follow: comment 1 by ben."
    assert told in client.get("/inbox/").text


def test_there_is_one_unread_notice_for_a_discussion_however_much_is_said(fatigue, ada, ben):
    following.follow(ada, fatigue.discussion)
    following.follow(ada, fatigue.topic)
    for _ in range(3):
        say(fatigue, ben)
        work()
    assert told(ada) == [Kind.FOLLOWED]

    Notice.objects.of(ada).mark_read()
    say(fatigue, ben)
    work()
    assert told(ada) == [Kind.FOLLOWED, Kind.FOLLOWED]


def test_an_answer_to_somebody_is_told_as_that_and_not_twice(fatigue, ada, ben):
    head = say(fatigue, ada)
    following.follow(ada, fatigue.discussion)

    say(fatigue, ben, parent=head)
    work()

    assert told(ada) == [Kind.REPLIED]


def test_nobody_is_told_of_their_own_words(fatigue, ada):
    following.follow(ada, fatigue.discussion)
    say(fatigue, ada)
    work()

    assert told(ada) == []


def test_muted_people_are_told_of_by_nothing_but_words_without_a_name(fatigue, ada, ben):
    head = say(fatigue, ada)
    following.follow(ada, fatigue.discussion)
    following.mute(ada, ben)

    say(fatigue, ben)
    say(fatigue, ben, parent=head)
    work()
    assert told(ada) == []

    say(fatigue, ben, anonymous=True)
    work()
    assert told(ada) == [Kind.FOLLOWED]


def test_following_a_person_tells_nothing_of_words_without_their_name(fatigue, ada, ben):
    following.follow(ada, ben)
    say(fatigue, ben, anonymous=True)
    work()

    assert told(ada) == []


def test_what_waits_is_told_when_it_is_published_and_not_before(settings, fatigue, ada, ben, mo):
    settings.COMMENTS_HELD_FIRST = 1
    following.follow(ada, fatigue.discussion)
    comment = say(fatigue, ben)
    work()
    assert told(ada) == []

    deciding.publish(comment, deciding.Why(by=mo))
    work()
    assert told(ada) == [Kind.FOLLOWED]


def test_what_is_gone_before_the_worker_comes_is_not_told(fatigue, ada, ben, mo):
    following.follow(ada, fatigue.discussion)
    deciding.hide(say(fatigue, ben), deciding.Why(by=mo, reason="unkind"))
    work()

    assert told(ada) == []


def test_an_edit_or_a_return_is_not_new_to_followers(fatigue, ada, ben, mo):
    following.follow(ada, fatigue.discussion)
    comment = say(fatigue, ben)
    work()
    Notice.objects.all().delete()

    posting.edit(comment, "Other words.")
    deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    comment.refresh_from_db()
    deciding.restore(comment, deciding.Why(by=mo))
    work()

    assert told(ada) == []


def test_who_may_not_log_in_is_told_nothing(fatigue, ada, ben):
    following.follow(ada, fatigue.discussion)
    ada.is_active = False
    ada.save()
    say(fatigue, ben)
    work()

    assert told(ada) == []


def test_without_a_follower_no_errand_is_written(fatigue, ben):
    say(fatigue, ben)

    assert not Errand.objects.filter(kind="tell_followers").exists()


def test_many_are_told_in_batches_and_a_repeat_goes_on_where_it_stopped(fatigue, ben, monkeypatch):
    monkeypatch.setattr(followed, "BATCH", 3)
    members = [make.member(f"reader{number}") for number in range(10)]
    for member in members:
        following.follow(member, fatigue.discussion)
    comment = say(fatigue, ben)
    decision = Decision.objects.get(comment=comment)
    followed.tell_followers(decision)
    Notice.objects.filter(recipient__in=members[4:]).delete()

    for _ in range(2):
        followed.tell_followers(decision)

    assert Notice.objects.count() == 10
    assert {told(member)[0] for member in members} == {Kind.FOLLOWED}

"""Who is told what, and what nobody is told."""

import pytest
from django.db import IntegrityError, transaction

from comments import deciding, posting
from comments.models import Comment, Status
from comments.reports import asking
from notifications.models import Kind, Notice
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make


@pytest.fixture
def trusted(settings):
    """Nobody waits for a moderator."""
    settings.COMMENTS_HELD_FIRST = 0


def say(guide, author, parent=None, **fields):
    return posting.post(guide.discussion, author, posting.Words("Rest.", **fields), parent=parent)


def by(member, **fields):
    return deciding.Why(by=member, **fields)


def told(member):
    """What a member was told, oldest first."""
    return [notice.kind for notice in Notice.objects.of(member).order_by("id")]


def work():
    """Do all there is to do. Letters may wait for their hour."""
    while deliver_due():
        pass
    assert not Errand.objects.open().exclude(kind__startswith="send_").exists()
    assert not Errand.objects.exclude(error="").exists()


def test_an_author_is_told_that_a_comment_which_waited_is_published(fatigue, ada, mo):
    comment = say(fatigue, ada)
    assert comment.is_waiting

    decision = deciding.publish(comment, by(mo))
    assert told(ada) == []
    work()

    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (ada, Kind.PUBLISHED)
    assert (notice.comment, notice.decision) == (comment, decision)
    assert (notice.created_at, notice.read_at) == (decision.at, None)


def test_an_author_is_not_told_of_what_is_published_at_once(fatigue, ada, trusted):
    comment = say(fatigue, ada)
    posting.edit(comment, "Rest, and water.")

    assert comment.is_published
    assert not Errand.objects.filter(kind__startswith="tell_").exists()


def test_an_edit_is_news_only_where_it_waited(fatigue, ada, ben, mo, trusted):
    comment = say(fatigue, ada)
    asking.report(comment, ben, reason="unkind")
    posting.edit(comment, "Rest, and water.")
    work()
    assert told(ada) == []

    fatigue.discussion.hold = "everyone"
    fatigue.discussion.save()
    deciding.publish(posting.edit(comment, "Rest, and tea."), by(mo))
    deciding.reject(posting.edit(comment, "Rest, and gin."), by(mo, reason="medical"))
    work()

    assert told(ada) == [Kind.PUBLISHED, Kind.NOT_PUBLISHED]


def test_an_author_is_told_what_was_taken_down_put_back_or_not_published(fatigue, ada, mo):
    comment, other = say(fatigue, ada), say(fatigue, ada)
    deciding.publish(comment, by(mo))
    work()
    deciding.hide(comment, by(mo, reason="unkind"))
    work()
    deciding.restore(comment, by(mo))
    deciding.reject(other, by(mo, reason="advertising"))
    work()

    assert told(ada) == [Kind.PUBLISHED, Kind.TAKEN_DOWN, Kind.PUBLISHED, Kind.NOT_PUBLISHED]


def test_what_does_not_hold_any_more_is_not_told(fatigue, ada, mo):
    first, second, third = (say(fatigue, ada) for _ in range(3))
    deciding.publish(first, by(mo))
    deciding.hide(first, by(mo, reason="unkind"))
    deciding.restore(first, by(mo))
    deciding.withdraw(first, by(ada))
    deciding.reject(second, by(mo, reason="unkind"))
    deciding.withdraw(second, by(ada))
    deciding.publish(third, by(mo))
    deciding.hide(third, by(mo, reason="unkind"))
    work()

    assert told(ada) == [Kind.TAKEN_DOWN]
    assert Notice.objects.get().comment == third


def test_nobody_is_told_of_their_own_decisions(fatigue, mo):
    comment = make.comment(fatigue, mo)
    deciding.hide(comment, by(mo, reason="other"))
    deciding.restore(comment, by(mo))
    work()

    assert told(mo) == []


def test_the_person_replied_to_is_told_of_the_reply(fatigue, ada, ben, trusted):
    comment = say(fatigue, ada)
    reply = say(fatigue, ben, comment)
    work()

    assert (told(ada), told(ben)) == ([Kind.REPLIED], [])
    assert Notice.objects.get().comment == reply


def test_nobody_is_told_of_their_own_reply(fatigue, ada, trusted):
    say(fatigue, ada, say(fatigue, ada), anonymous=True)
    work()

    assert told(ada) == []


def test_a_reply_that_waits_is_told_when_it_is_published(fatigue, ada, ben, mo, settings):
    comment = make.comment(fatigue, ada)
    Notice.objects.all().delete()
    reply = say(fatigue, ben, comment)
    work()
    Notice.objects.all().delete()

    deciding.publish(reply, by(mo))
    work()

    assert (told(ada), told(ben)) == ([Kind.REPLIED], [Kind.PUBLISHED])


@pytest.mark.parametrize("end", ["hide", "withdraw", "branch", "discussion"])
def test_a_reply_that_cannot_be_read_by_then_is_not_told(fatigue, ada, ben, mo, trusted, end):
    comment = say(fatigue, ada)
    middle = say(fatigue, ben, comment)
    work()
    Notice.objects.all().delete()
    reply = say(fatigue, ada, middle)
    if end == "hide":
        deciding.hide(reply, by(mo, reason="unkind"))
    elif end == "withdraw":
        deciding.withdraw(reply, by(ada))
    elif end == "branch":
        deciding.hide(comment, by(mo, reason="unkind"), whole_branch=True)
    else:
        deciding.hide(reply, by(mo, reason="unkind"), whole_branch=True)
    work()

    assert told(ben) == []
    assert Notice.objects.filter(kind=Kind.REPLIED).count() == 0


def test_a_reply_that_came_back_is_told_once_in_all(fatigue, ada, ben, mo, trusted):
    reply = say(fatigue, ben, say(fatigue, ada))
    deciding.hide(reply, by(mo, reason="unkind"))
    work()
    assert told(ada) == []

    for _ in range(2):
        deciding.restore(reply, by(mo))
        work()
        deciding.hide(reply, by(mo, reason="unkind"))
        work()

    assert told(ada) == [Kind.REPLIED]


def test_a_changed_reply_is_no_new_reply(fatigue, ada, ben, trusted):
    reply = say(fatigue, ben, say(fatigue, ada))
    Errand.objects.all().delete()
    posting.edit(reply, "Rest, and water.")
    work()

    assert told(ada) == []


def test_members_who_may_not_log_in_are_told_nothing(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    Errand.objects.all().delete()
    ada.deactivate()
    deciding.publish(say(fatigue, ben, comment), by(mo))
    deciding.hide(comment, by(mo, reason="unkind"))
    work()

    assert (told(ada), told(ben)) == ([], [Kind.PUBLISHED])


def test_comments_without_a_member_behind_them_tell_nobody(fatigue, ada, ben, mo, trusted):
    comment = say(fatigue, ada)
    reply = say(fatigue, ben, comment)
    deciding.hide(comment, by(mo, reason="unkind"))
    for row in (comment, reply):
        Comment.objects.filter(pk=row.pk).update(author=None, author_label="Guest")
    work()
    deciding.hide(Comment.objects.get(pk=reply.pk), by(mo, reason="unkind"))
    work()

    assert not Notice.objects.exists()


def test_an_errand_done_twice_tells_once(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    deciding.publish(say(fatigue, ben, comment), by(mo))
    asked = list(Errand.objects.filter(kind__startswith="tell_").values_list("kind", "payload"))
    work()
    before = list(Notice.objects.order_by("id").values())
    assert len(before) == 3

    Errand.objects.all().delete()
    Errand.objects.bulk_create(
        Errand(kind=kind, key=f"again {number}", payload=payload)
        for number, (kind, payload) in enumerate(asked)
    )
    work()

    assert list(Notice.objects.order_by("id").values()) == before


def test_what_was_rolled_back_is_told_nobody(fatigue, ada, mo):
    comment = say(fatigue, ada)
    with transaction.atomic():
        deciding.publish(comment, by(mo))
        asked = Errand.objects.filter(kind__startswith="tell_").count()
        transaction.set_rollback(True)

    assert asked == 1
    assert not Errand.objects.filter(kind__startswith="tell_").exists()


def test_an_errand_about_what_is_gone_is_done_with(fatigue, ada, ben, mo):
    deciding.publish(say(fatigue, ben, make.comment(fatigue, ada)), by(mo))
    fatigue.discussion.delete()
    work()

    assert not Notice.objects.exists()


def test_a_notice_outlives_its_comment_and_goes_with_its_member(fatigue, ada, mo):
    deciding.publish(say(fatigue, ada), by(mo))
    work()
    fatigue.discussion.delete()

    assert Notice.objects.get().comment is None
    ada.delete()
    assert not Notice.objects.exists()


def test_the_table_keeps_one_notice_per_member_and_event(ada, ben):
    Notice.objects.create(recipient=ada, kind=Kind.REPLIED, event_key="reply:1")
    Notice.objects.create(recipient=ben, kind=Kind.REPLIED, event_key="reply:1")

    for key in ("reply:1", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(recipient=ada, kind=Kind.REPLIED, event_key=key)
    assert Notice.objects.of(ada).count() == 1


def test_a_comment_of_a_status_is_made_by_verbs_that_announce(fatigue, ada, mo):
    """The other tests lean on it: a plain `make.comment` is news to its author, too."""
    comment = make.comment(fatigue, ada)
    work()

    assert comment.status == Status.PUBLISHED
    assert told(ada) == [Kind.PUBLISHED]

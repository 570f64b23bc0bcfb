"""Many people at the same moment, over real connections: nobody is lost, nobody counts twice."""

import pytest

from comments import deciding, posting, reacting
from comments.deciding import Why
from comments.models import Comment, CommentRevision, Decision
from comments.recounting import recount
from tests import make
from tests.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.COMMENTS_HELD_FIRST = 0


def say(discussion, author, words, parent=None):
    return lambda: posting.post(discussion, author, words, parent=parent)


@pytest.mark.parametrize("people", [2, 100])
def test_simultaneous_replies_to_one_comment_all_stand_under_it(transactional_db, people):
    fatigue = make.guide()
    authors = [make.member(f"member {n}") for n in range(people)]
    parent = make.comment(fatigue, authors[0])

    made = at_once(
        [say(fatigue.discussion, a, posting.Words(f"I am {a}."), parent) for a in authors]
    )

    replies = Comment.objects.filter(parent=parent)
    assert {r.pk for r in replies} == {m.pk for m in made}
    assert sorted(r.number for r in replies) == list(range(2, people + 2))
    assert sorted(r.seq for r in replies) == list(range(1, people + 1))
    assert {r.author for r in replies} == set(authors)
    parent.refresh_from_db()
    assert (parent.reply_count, parent.listed_replies, parent.last_seq) == (people,) * 3
    assert list(recount(fatigue.discussion.pk)) == []


@pytest.mark.parametrize("people", [2, 50])
def test_simultaneous_comments_in_one_discussion_each_get_a_number(transactional_db, people):
    fatigue = make.guide()
    authors = [make.member(f"member {n}") for n in range(people)]
    version = fatigue.discussion.version

    at_once([say(fatigue.discussion, a, posting.Words(f"I am {a}.")) for a in authors])

    comments = Comment.objects.order_by("number")
    assert [c.number for c in comments] == list(range(1, people + 1))
    assert {c.author for c in comments} == set(authors)
    fatigue.discussion.refresh_from_db()
    assert fatigue.discussion.published_count == people
    assert fatigue.discussion.version >= version + people
    assert list(recount(fatigue.discussion.pk)) == []


def test_the_same_submission_ten_times_at_once_is_one_comment(transactional_db, ada, fatigue):
    words = posting.Words("Rest helps me.")

    made = at_once([say(fatigue.discussion, ada, words)] * 10)

    assert len({m.pk for m in made}) == 1
    assert Comment.objects.get().number == 1
    assert CommentRevision.objects.count() == Decision.objects.count() == 1
    assert list(recount(fatigue.discussion.pk)) == []


def test_two_moderators_who_decide_at_once_leave_one_decision(transactional_db, ada, mo, fatigue):
    fatigue.discussion.hold = "everyone"
    fatigue.discussion.save()
    comment = make.comment(fatigue, ada, status="waiting")
    su = make.moderator("su")

    def publish(moderator):
        mine = Comment.objects.get(pk=comment.pk)
        return lambda: deciding.publish(mine, Why(by=moderator))

    decisions = at_once([publish(mo), publish(su)])

    assert [d for d in decisions if d] == list(Decision.objects.all())
    assert Decision.objects.count() == 1
    assert list(recount(fatigue.discussion.pk)) == []


def test_a_reply_and_its_parent_taken_down_at_once_leave_right_counts(
    transactional_db, ada, ben, mo, fatigue
):
    parent = make.comment(fatigue, ada)
    seen = Comment.objects.get(pk=parent.pk)

    def reply():
        try:
            return say(fatigue.discussion, ben, posting.Words("Me too."), seen)()
        except posting.Refused:
            return None

    made, _decision = at_once([reply, lambda: deciding.hide(parent, Why(by=mo))])

    assert Comment.objects.filter(parent=parent).count() == (made is not None)
    parent.refresh_from_db()
    assert parent.listed is (made is not None)
    assert list(recount(fatigue.discussion.pk)) == []


@pytest.mark.parametrize("people", [2, 50])
def test_many_who_press_at_once_are_all_counted(transactional_db, fatigue, ada, people):
    said = make.comment(fatigue, ada)
    members = [make.member(f"member {n}") for n in range(people)]

    def press(member, kind, act=reacting.react):
        mine = Comment.objects.get(pk=said.pk)
        return lambda: act(mine, member, kind)

    at_once([press(member, kind) for member in members for kind in ("helped",)])
    at_once([press(members[0], "thank_you") for _ in range(people)])

    said.refresh_from_db()
    assert (said.helped_count, said.thank_you_count) == (people, 1)
    assert list(recount(fatigue.discussion.pk)) == []

    at_once([press(member, "helped", reacting.take_back) for member in members * 2][:60])
    said.refresh_from_db()
    assert (said.helped_count, said.score) == (0, 0)
    assert list(recount(fatigue.discussion.pk)) == []

"""The engine of a discussion: numbers, places, counts, who sees what."""

import pytest

from comments import deciding, places, posting, reading
from comments.deciding import Why
from comments.models import Case, Comment, Decision, Discussion
from comments.visibility import Reader
from tests import make

ANYONE = Reader()


def seen(guide, reader=ANYONE, order="oldest"):
    """What a page shows, as nested lists of (number, sight)."""

    def walk(nodes):
        return [(n.comment.number, n.sight.value, walk(n.replies)) for n in nodes]

    return walk(reading.page_of(guide.discussion, reader, order=order).threads)


def test_replies_stand_under_what_they_answer_three_levels_deep(fatigue, ada, ben):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)
    make.comment(fatigue, ben, parent=three)
    make.comment(fatigue, ben, parent=one)

    assert seen(fatigue) == [
        (
            1,
            "words",
            [(2, "words", [(3, "words", []), (4, "words", [])]), (5, "words", [])],
        )
    ]


def test_a_hidden_comment_with_replies_stays_as_a_stub_and_goes_with_its_last_reply(
    fatigue, ada, ben, mo
):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)

    deciding.hide(one, Why(by=mo, reason="unkind"))
    assert seen(fatigue) == [(1, "stub", [(2, "words", [])])]

    deciding.hide(two, Why(by=mo, reason="unkind"))
    assert seen(fatigue) == []


def test_a_branch_taken_down_is_cut_and_comes_back_whole(fatigue, ada, ben, mo):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)
    make.comment(fatigue, ben, parent=three)
    before = seen(fatigue)
    assert Discussion.objects.get(topic=None).published_count == 4

    deciding.hide(two, Why(by=mo, reason="unkind"), whole_branch=True)
    assert seen(fatigue) == [(1, "words", [])]
    assert Discussion.objects.get(topic=None).published_count == 1

    deciding.restore(two, Why(by=mo))
    assert seen(fatigue) == before
    assert Discussion.objects.get(topic=None).published_count == 4


def test_a_waiting_comment_is_seen_by_its_author_alone(fatigue, ada, ben):
    make.comment(fatigue, ada, status="waiting")

    assert seen(fatigue, Reader(ada.pk)) == [(1, "words", [])]
    assert seen(fatigue, Reader(ben.pk)) == []
    assert seen(fatigue) == []
    assert Case.objects.open().get().causes == ["new_member"]


def test_publishing_closes_the_case_and_writes_a_decision(fatigue, ada, mo):
    waiting = make.comment(fatigue, ada, status="waiting")

    deciding.publish(waiting, Why(by=mo))

    assert not Case.objects.open().exists()
    decision = Decision.objects.get()
    assert (decision.verb, decision.old_status, decision.new_status, decision.by) == (
        "publish",
        "waiting",
        "published",
        mo,
    )
    assert Comment.objects.get().is_published


def test_pages_of_threads_follow_each_other_without_gap_or_repeat(fatigue, ada):
    for _ in range(45):
        make.comment(fatigue, ada)

    for order in reading.ORDERS:
        numbers, after = [], ""
        while True:
            page = reading.page_of(fatigue.discussion, Reader(), order=order, after=after)
            numbers += [node.comment.number for node in page.threads]
            after = page.after
            if not after:
                break
        expected = list(range(1, 46)) if order == "oldest" else list(range(45, 0, -1))
        assert numbers == expected


def test_an_edit_that_waited_when_its_comment_was_taken_down_waits_again_when_it_is_back(
    fatigue, ada, mo
):
    comment = make.comment(fatigue, ada)
    posting.edit(comment, "Rest never helps me.")
    deciding.hide(comment, Why(by=mo, reason="unkind"))
    assert not Case.objects.open().exists()

    deciding.restore(comment, Why(by=mo))

    assert Case.objects.open().get().causes == ["edited"]
    deciding.publish(comment, Why(by=mo))
    assert "never" in Comment.objects.get().html


def test_the_same_submission_again_answers_with_its_comment_whatever_changed(
    fatigue, ada, ben, mo, settings
):
    settings.COMMENTS_HELD_FIRST = 0
    parent = make.comment(fatigue, ben)
    words = posting.Words("Rest helps.")
    made = posting.post(fatigue.discussion, ada, words, parent=parent)

    again = posting.post(fatigue.discussion, ada, words, parent=parent)
    deciding.hide(parent, Why(by=mo, reason="unkind"))
    late = posting.post(fatigue.discussion, ada, words, parent=parent)

    assert made == again == late
    assert Comment.objects.filter(author=ada).count() == 1
    with pytest.raises(posting.Refused):
        posting.post(fatigue.discussion, ada, posting.Words("Other words."), parent=parent)
    parent.refresh_from_db()
    assert (parent.reply_count, parent.last_seq, parent.listed_replies) == (1, 1, 1)


def test_the_next_page_begins_where_it_should_whatever_the_score(fatigue, ada):
    for number in range(reading.THREADS_A_PAGE + 1):
        comment = make.comment(fatigue, ada)
        Comment.objects.filter(pk=comment.pk).update(score=[0.00001, 2e20, 0.3][number % 3])

    first = reading.page_of(fatigue.discussion, ANYONE, order="helpful")
    second = reading.page_of(fatigue.discussion, ANYONE, order="helpful", after=first.after)

    assert len(first.threads) == reading.THREADS_A_PAGE
    assert [node.comment.number for node in second.threads] == [1]


@pytest.mark.parametrize(
    "place", ["nan_1", "inf_1", "1e400_1", "_", "1_2_x", "1_2" + "_3" * 12, "x_1", "1__2", "１_²"]
)
def test_a_place_that_is_none_is_told_from_one_that_is(fatigue, place):
    with pytest.raises(places.BadPlace):
        reading.page_of(fatigue.discussion, ANYONE, order="helpful", after=place)

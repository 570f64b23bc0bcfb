"""Questions that several people handle in the same moment, over real connections."""

import pytest

from articles import publishing, questions, remembering
from articles.models import Answered, GuideQuestion, LastRead
from comments import deciding
from comments.models import Comment
from comments.questions import PassedOn, pass_on
from tests import make
from tests.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.COMMENTS_HELD_FIRST = 0


def passing(comment, by, words):
    def deed():
        try:
            mine = Comment.objects.get(pk=comment.pk)
            return pass_on(mine, by=by, guide=mine.discussion.guide, words=words)
        except PassedOn:
            return None

    return deed


def test_one_of_many_moderators_passes_a_comment_on(transactional_db, fatigue, ada):
    comment = make.comment(fatigue, ada)
    team = [make.moderator(f"mo {number}") for number in range(5)]

    done = at_once([passing(comment, mo, f"Why, asks {mo}?") for mo in team])

    (question,) = [one for one in done if one]
    comment.refresh_from_db()
    assert comment.question == question == GuideQuestion.objects.get()


def test_the_same_question_of_two_comments_is_one(transactional_db, fatigue, ada, mo):
    comments = [make.comment(fatigue, ada) for _ in range(4)]

    at_once([passing(comment, mo, "How much sleep?") for comment in comments])

    assert GuideQuestion.objects.count() == 1
    assert Comment.objects.filter(question=GuideQuestion.objects.get()).count() == 4


def test_publishing_passing_on_and_deciding_do_not_wait_for_each_other_for_ever(
    transactional_db, fatigue, ada, mo
):
    asked, later, hidden = (make.comment(fatigue, ada) for _ in range(3))
    question = pass_on(asked, by=mo, guide=fatigue, words="How much sleep?")
    pass_on(hidden, by=mo, guide=fatigue, same=question)
    sleep = make.block(fatigue, heading="Sleep")
    kept = publishing.record(fatigue, by=None)
    questions.plan(question, str(sleep.uuid), revision=kept)

    at_once(
        [
            lambda: publishing.publish(fatigue, by=None),
            passing(later, mo, "May I nap?"),
            lambda: deciding.hide(hidden, deciding.Why(by=mo, reason="unkind")),
            lambda: make.comment(fatigue, ada),
        ]
    )

    question.refresh_from_db()
    states = {comment.number: comment.answered_in for comment in Comment.objects.all()}
    place = f"{fatigue.get_absolute_url()}#sleep"
    assert question.state == Answered.ANSWERED
    assert states == {1: place, 2: "", 3: place, 4: ""}


def test_one_settles_a_question_and_the_others_are_told(transactional_db, fatigue, dee, mo):
    question = questions.ask(fatigue, "How much sleep?", by=mo)

    def decline(note):
        try:
            questions.decline(question, by=dee, note=note)
        except questions.Refused:
            return None
        return note

    done = at_once([lambda note=note: decline(note) for note in "abcd"])

    (note,) = [one for one in done if one]
    assert GuideQuestion.objects.get().note == note


def test_what_is_read_in_many_tabs_at_once_is_remembered_once(transactional_db, fatigue, ada):
    revision = fatigue.live_revision

    at_once([lambda: remembering.remember(ada, revision, begin=True) for _ in range(8)])

    assert LastRead.objects.count() == 1

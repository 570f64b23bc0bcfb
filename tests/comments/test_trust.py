"""How far the team knows somebody: earned, lost, regained, set by hand, and always written down."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import deciding, posting
from comments.checks import causes_to_hold
from comments.models import Cause, Level, Status, Trust, TrustCause, TrustChange
from comments.trust import moving
from comments.trust.standing import level_at, standing_of
from tests import make


def say(guide, author, **facts):
    made = posting.post(guide.discussion, author, posting.Words("Rest helps me.", **facts))
    made.refresh_from_db()
    return made


def decide(guide, author, mo, verb, times=1, **why):
    made = []
    for _ in range(times):
        comment = say(guide, author)
        if verb == "hide" and comment.is_waiting:
            deciding.publish(comment, deciding.Why(by=mo))
        getattr(deciding, verb)(comment, deciding.Why(by=mo, **why))
        made.append(comment)
    return made


def causes(member):
    return [
        (row.cause, row.old_level, row.new_level)
        for row in TrustChange.objects.filter(member=member).order_by("pk")
    ]


@pytest.fixture
def known(fatigue, ada, mo):
    """Ada after three approved comments."""
    decide(fatigue, ada, mo, "publish", 3)
    return ada


def test_trust_is_earned_by_approved_comments_and_written_down(fatigue, ada, mo):
    decide(fatigue, ada, mo, "publish", 2)
    assert say(fatigue, ada).status == Status.WAITING
    decide(fatigue, ada, mo, "publish")

    assert say(fatigue, ada).status == Status.PUBLISHED
    assert causes(ada) == [(TrustCause.EARNED, Level.NEW, Level.MEMBER)]


def test_what_the_site_published_by_itself_earns_nothing(fatigue, ada):
    fatigue.discussion.hold = "nobody"
    fatigue.discussion.save()
    for _ in range(5):
        assert say(fatigue, ada).status == Status.PUBLISHED

    assert standing_of(ada).is_new
    assert causes(ada) == []


def test_trust_takes_some_days_too(fatigue, ada, mo, settings):
    settings.COMMENTS_HELD_DAYS = 2
    now = timezone.now()
    for days in (3, 1, 0):
        comment = say(fatigue, ada, at=now - timedelta(days=days))
        early = standing_of(ada).level
        deciding.publish(comment, deciding.Why(by=mo))

    assert early == Level.NEW
    assert say(fatigue, ada).status == Status.PUBLISHED


def test_three_approved_on_one_day_are_not_enough_where_days_are_asked_for(
    fatigue, ada, mo, settings
):
    settings.COMMENTS_HELD_DAYS = 2
    decide(fatigue, ada, mo, "publish", 3)

    assert say(fatigue, ada).status == Status.WAITING
    assert causes(ada) == []


def test_one_or_two_slips_take_nothing_and_the_third_does(fatigue, known, mo):
    decide(fatigue, known, mo, "hide", 2, reason="unkind")
    assert standing_of(known).level == Level.MEMBER
    decide(fatigue, known, mo, "hide", reason="off_topic")
    assert standing_of(known).level == Level.MEMBER

    decide(fatigue, known, mo, "hide", reason="unkind")

    assert say(fatigue, known).status == Status.WAITING
    assert causes(known)[-1] == (TrustCause.LOST, Level.MEMBER, Level.NEW)


def test_regaining_takes_twice_as_many_as_earning(fatigue, known, mo):
    decide(fatigue, known, mo, "hide", 3, reason="unkind")

    decide(fatigue, known, mo, "publish", 5)
    assert standing_of(known).is_new
    decide(fatigue, known, mo, "publish")

    assert standing_of(known).level == Level.MEMBER
    assert causes(known)[-1][0] == TrustCause.REGAINED


def test_what_is_put_back_gives_trust_back(fatigue, known, mo):
    hidden = decide(fatigue, known, mo, "hide", 3, reason="unkind")

    deciding.restore(hidden[0], deciding.Why(by=mo))

    assert standing_of(known).level == Level.MEMBER
    assert causes(known)[-1][0] == TrustCause.UNDONE


def test_what_people_set_nothing_automatic_changes(fatigue, known, mo):
    moving.set_by_hand(known, by=mo, level=Level.TRUSTED, always_review=False, note="Kind")
    decide(fatigue, known, mo, "hide", 4, reason="unkind")
    assert standing_of(known).level == Level.TRUSTED

    moving.set_by_hand(known, by=mo, level=Level.NEW, always_review=False, note="Enough")
    decide(fatigue, known, mo, "publish", 7)

    assert standing_of(known).is_new
    assert [cause for cause, _old, _new in causes(known)] == [
        TrustCause.EARNED,
        TrustCause.BY_HAND,
        TrustCause.BY_HAND,
    ]


def test_counting_begins_again_where_people_leave_it_to_that(fatigue, known, mo):
    moving.set_by_hand(known, by=mo, level=Level.MENTOR, always_review=False, note="Kind")

    moving.leave_to_counting(known, by=mo, always_review=False, note="Gone quiet")
    decide(fatigue, known, mo, "hide", 3, reason="unkind")

    assert standing_of(known).is_new


@pytest.mark.parametrize("level", [Level.MEMBER, Level.TRUSTED, Level.MENTOR])
@pytest.mark.parametrize("hold", ["nobody", "new"])
def test_always_review_beats_every_exemption(fatigue, ada, mo, level, hold):
    fatigue.discussion.hold = hold
    fatigue.discussion.save()
    moving.set_by_hand(ada, by=mo, level=level, always_review=True, note="Heated")

    assert causes_to_hold(ada, fatigue.discussion) == [Cause.ALWAYS_REVIEW]
    assert say(fatigue, ada).status == Status.WAITING


def test_nobody_sets_their_own_level(mo):
    with pytest.raises(moving.OwnTrust):
        moving.set_by_hand(mo, by=mo, level=Level.MENTOR, always_review=False)
    assert not Trust.objects.exists()


def test_the_composer_says_what_will_happen(client, fatigue, known, mo):
    client.force_login(known)
    url = fatigue.get_absolute_url()
    assert "Everyone can read it at once" in client.get(url).text

    moving.set_by_hand(known, by=mo, level=Level.MEMBER, always_review=True, note="Heated")

    assert "A moderator reads it first" in client.get(url).text


def test_the_level_somebody_had_can_be_told_later(fatigue, ada, mo):
    before = timezone.now()
    decide(fatigue, ada, mo, "publish", 3)
    between = timezone.now()
    decide(fatigue, ada, mo, "hide", 3, reason="unkind")

    levels = [level_at(ada, moment) for moment in (before, between, timezone.now())]

    assert levels == [Level.NEW, Level.MEMBER, Level.NEW]


def test_a_change_is_never_rewritten(known):
    row = TrustChange.objects.get(member=known)
    with pytest.raises(TypeError):
        row.save()
    assert make.member("zoe").trust_changes.count() == 0


def test_nobody_s_comments_are_looked_through_where_that_decides_nothing(settings, fatigue, ada):
    settings.COMMENTS_HELD_FIRST = 3
    say(fatigue, ada)
    assert standing_of(ada).is_new
    moving.earn(ada)

    assert (standing_of(ada).is_kept, standing_of(ada).approved) == (True, 0)
    settings.COMMENTS_HELD_FIRST = 0
    Trust.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert standing_of(ada).level == Level.MEMBER
    assert "comments_decision" not in asked[0]["sql"]

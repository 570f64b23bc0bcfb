"""Cases: what they gather, what they weigh, in which order they wait, in whose hands they are."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import deciding
from comments.models import CLAIM, Case, CaseKind, Cause, Status
from comments.reports import asking
from tests import make


def open_cases():
    return list(Case.objects.open())


def test_a_comment_has_one_open_case_of_each_kind(fatigue, ada):
    comment, at = make.comment(fatigue, ada), timezone.now()

    first = Case.objects.open_for(comment, Cause.RULE, at=at, source="cure claim")
    again = Case.objects.open_for(comment, Cause.EDITED, at=at)
    appeal = Case.objects.open_for(comment, Cause.APPEAL, at=at, kind=CaseKind.APPEAL)

    assert again == first
    assert again.causes == ["rule", "edited"]
    assert appeal != first
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(comment=comment)


def test_a_member_has_one_open_case_of_each_kind(ada):
    at = timezone.now()

    first = Case.objects.open_for_member(ada, Cause.PROFILE, kind=CaseKind.PROFILE, at=at)
    again = Case.objects.open_for_member(ada, Cause.PROFILE, kind=CaseKind.PROFILE, at=at)
    worry = Case.objects.open_for_member(ada, Cause.CONCERN, kind=CaseKind.CONCERN, at=at)

    assert again == first
    assert (first.is_concern, worry.is_concern) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(member=ada, kind=CaseKind.PROFILE)


def test_a_case_is_about_a_comment_or_a_member_and_never_both(fatigue, ada):
    for about in ({}, {"member": ada, "comment": make.comment(fatigue, ada)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.create(**about)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(member=ada, is_concern=True, kind=CaseKind.PROFILE)


def test_reports_add_up_and_a_rule_weighs_once(fatigue, ada):
    comment, at = make.comment(fatigue, ada), timezone.now()
    for _ in range(2):
        Case.objects.open_for(comment, Cause.REPORTED, at=at, points=7, source="unkind")
        case = Case.objects.open_for(comment, Cause.RULE, at=at, points=4, source="cure claim")

    assert case.score == 7 + 7 + 4
    assert case.score_reasons == [
        {"cause": "reported", "source": "unkind", "points": 14, "times": 2},
        {"cause": "rule", "source": "cure claim", "points": 4, "times": 1},
    ]


def test_what_is_taken_back_weighs_no_longer(fatigue, ada):
    comment, at = make.comment(fatigue, ada), timezone.now()
    for source in ("unkind", "medical"):
        case = Case.objects.open_for(comment, Cause.REPORTED, at=at, points=7, source=source)
    version = case.version

    case.lighten(Cause.REPORTED, 7, "unkind")
    kept = (case.causes, case.score, case.version)
    case.lighten(Cause.REPORTED, 7, "medical")

    assert kept == (["reported"], 7, version + 1)
    assert (case.causes, case.score) == ([], 0)


def test_worry_stands_above_everything_then_weight_then_age(fatigue, ada, ben):
    now = timezone.now()
    comments = [make.comment(fatigue, who) for who in (ada, ben, ada, ben)]
    at = [now, now - timedelta(hours=2), now - timedelta(hours=1), now]
    light, old, young = (
        Case.objects.open_for(comment, Cause.RULE, at=moment, points=points)
        for comment, moment, points in zip(comments[:3], at, (1, 5, 5), strict=False)
    )
    worry = Case.objects.open_for(comments[3], Cause.CONCERN, at=now, kind=CaseKind.CONCERN)
    closed = Case.objects.open_for_member(ben, Cause.PROFILE, kind=CaseKind.PROFILE, at=now)
    closed.close(at=now)

    order = open_cases()

    assert order == [worry, old, young, light]
    assert [list(Case.objects.open().after(case)) for case in order] == [
        order[place:] for place in range(1, 5)
    ]


def test_a_case_in_hand_is_free_again_after_ten_minutes_by_itself(fatigue, ada, mo):
    kit, now = make.moderator("kit"), timezone.now()
    make.comment(fatigue, ada, status=Status.WAITING)
    Case.objects.update(claimed_by=mo, claimed_until=now + CLAIM)
    case = Case.objects.get()

    assert case.is_claimed_from(kit)
    assert not case.is_claimed_from(mo)
    assert list(Case.objects.open().free_for(mo)) == [case]
    assert list(Case.objects.open().free_for(kit)) == []
    later = now + timedelta(minutes=10)
    assert not case.is_claimed_from(kit, at=later)
    assert list(Case.objects.open().free_for(kit, at=later)) == [case]


def test_a_decision_closes_the_case_of_the_comment_and_gives_it_back(fatigue, ada, ben, mo):
    comment, now = make.comment(fatigue, ada), timezone.now()
    case = asking.report(comment, ben, reason="unkind").case
    worry = Case.objects.open_for(comment, Cause.CONCERN, at=now, kind=CaseKind.CONCERN)
    Case.objects.update(claimed_by=mo, claimed_until=now + CLAIM)

    deciding.keep(comment, deciding.Why(by=mo))

    case.refresh_from_db()
    assert (case.closed_at is None, case.claimed_by, case.claimed_until) == (False, None, None)
    assert open_cases() == [worry]


def test_nobody_sees_a_case_about_themselves_nor_a_worry_without_the_right(fatigue, ada, mo):
    now, kit = timezone.now(), make.moderator("kit")
    own = Case.objects.open_for(make.comment(fatigue, mo), Cause.RULE, at=now)
    about_mo = Case.objects.open_for_member(mo, Cause.PROFILE, kind=CaseKind.PROFILE, at=now)
    worry = Case.objects.open_for_member(ada, Cause.CONCERN, kind=CaseKind.CONCERN, at=now)
    boss = make.member("boss", is_staff=True, is_superuser=True)

    assert set(Case.objects.open().seen_by(mo)) == set()
    assert set(Case.objects.open().seen_by(kit)) == {own, about_mo}
    assert set(Case.objects.open().seen_by(boss)) == {own, about_mo, worry}

"""Reminders, suspensions and bans: who may, what holds when, and what it does to the member."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import suspending
from accounts.models import Member, Suspension, SuspensionKind
from accounts.suspending import CannotSuspend, Words
from comments.models import Comment, Draft, Report, Status
from notifications.models import Notice
from outbox.delivery import deliver_due
from tests import make

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WHY = Words("unkind", "Please be kinder to ben.")


def suspend(member, by, days=3):
    return suspending.suspend(member, by, WHY, until=datetime.now(UTC) + timedelta(days=days))


def give_password(member):
    member.set_password("long enough for us all")
    member.save()
    member.emailaddress_set.update_or_create(
        email=member.email, defaults={"verified": True, "primary": True}
    )
    return {"login": member.email, "password": "long enough for us all"}


# Who may ------------------------------------------------------------------------------------------


def test_no_moderator_judges_themselves_a_colleague_or_the_operator(ada, mo):
    max_ = make.moderator("max")
    boss = make.member("boss", is_superuser=True)

    for member in (mo, max_, boss):
        with pytest.raises(CannotSuspend):
            suspending.ban(member, mo, WHY)
    with pytest.raises(CannotSuspend):
        suspending.ban(mo, boss, WHY)
    with pytest.raises(CannotSuspend):
        suspending.ban(mo, ada, WHY)
    assert Suspension.objects.count() == 0


def test_rights_given_to_one_person_count_as_much_as_those_of_a_group(ada, mo):
    from django.contrib.auth.models import Permission

    ada.user_permissions.add(Permission.objects.get(codename="moderate"))

    with pytest.raises(CannotSuspend):
        suspending.remind(ada, mo, WHY)


# What holds when ----------------------------------------------------------------------------------


def test_a_suspension_ends_by_the_clock_alone(ada, mo):
    with time_machine.travel(NOW, tick=False) as clock:
        made = suspend(ada, mo)
        assert suspending.standing_of(ada) == made
        clock.move_to(made.until - timedelta(seconds=1))
        assert suspending.standing_of(ada) == made
        clock.move_to(made.until)
        assert suspending.standing_of(ada) is None
        assert Suspension.objects.count() == 1


def test_the_strictest_holds_and_of_these_the_longest(ada, mo):
    suspending.remind(ada, mo, WHY)
    suspend(ada, mo, days=9)
    suspend(ada, mo, days=2)
    assert suspending.standing_of(ada).until - datetime.now(UTC) > timedelta(days=8)

    suspending.ban(ada, mo, WHY)

    assert suspending.standing_of(ada).is_ban


def test_history_is_never_rewritten(ada, mo):
    made = suspend(ada, mo)
    made.words = "Nothing happened."

    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        made.save(update_fields=["words"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(member=ada, kind=SuspensionKind.SUSPENSION, by=mo, words="x")


class AnyHistory(TestCase):
    """Whatever moderators do in whatever order, an account is closed exactly while a ban holds."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.sampled_from(["ban", "suspend", "remind", "read", "lift", "wait"]), max_size=8)
    )
    def test_an_account_is_closed_while_a_ban_holds(self, acts):
        with time_machine.travel(NOW, tick=False) as clock:
            ada, mo = make.member("ada"), make.moderator("mo")
            for act in acts:
                open_ones = list(Suspension.objects.in_force().filter(member=ada))
                if act == "ban":
                    suspending.ban(ada, mo, WHY)
                elif act == "suspend":
                    suspend(ada, mo)
                elif act == "remind":
                    suspending.remind(ada, mo, WHY)
                elif act == "read":
                    [suspending.acknowledge(s, ada) for s in open_ones if s.is_reminder]
                elif act == "lift" and open_ones:
                    suspending.lift(open_ones[0], mo)
                elif act == "wait":
                    clock.shift(timedelta(days=2))
                holds = list(Suspension.objects.in_force().filter(member=ada))
                assert [s.pk for s in holds] == [
                    s.pk for s in Suspension.objects.filter(member=ada) if s.is_in_force()
                ]
                ada.refresh_from_db()
                assert ada.is_active == (not any(s.is_ban for s in holds))


def test_lifting_a_ban_does_not_open_what_the_operator_closed(ada, mo):
    ada.deactivate()
    made = suspending.ban(ada, mo, WHY)

    assert suspending.lift(made, mo, why="A mistake")
    assert not suspending.lift(made, mo)

    ada.refresh_from_db()
    assert not ada.is_active
    assert (made.lifted_by, made.lifted_why) == (mo, "A mistake")


# What it does -------------------------------------------------------------------------------------


def test_a_suspended_member_reads_and_writes_nothing_and_their_words_are_kept(
    client, fatigue, ada, ben, mo
):
    said = make.comment(fatigue, ben)
    own = make.comment(fatigue, ada)
    suspend(ada, mo)
    client.force_login(ada)

    for path, sent in [
        ("/guides/fatigue-and-energy/living-with-fatigue/comment/", {"body": "My long words"}),
        (f"/comments/{said.pk}/reply/", {"body": "My long words"}),
        (f"/comments/{own.pk}/edit/", {"body": "My long words"}),
        (f"/comments/{said.pk}/react/", {"kind": "helped"}),
        (f"/comments/{said.pk}/report/", {"reason": "other", "words": "My long words"}),
    ]:
        answer = client.post(path, sent)
        assert answer.status_code == 403
        assert "You can write again from" in answer.text
        assert "Please be kinder to ben." in answer.text
        assert ("My long words" in answer.text) == (len(sent) != 1 or "body" in sent)
    assert (Comment.objects.count(), Report.objects.count()) == (2, 0)
    page = client.get(fatigue.get_absolute_url())
    assert page.status_code == 200
    assert 'name="body"' not in page.text
    assert "Read what it says" in page.text
    assert client.get(f"/comments/{said.pk}/reply/").status_code == 403


def test_drafts_are_still_kept_for_later(client, fatigue, ada, mo):
    suspend(ada, mo)
    client.force_login(ada)

    client.post(
        "/guides/fatigue-and-energy/living-with-fatigue/comment/draft/", {"body": "For later"}
    )

    assert Draft.objects.get(member=ada).body == "For later"


def test_a_reminder_is_read_before_the_next_post_and_the_words_come_back(client, fatigue, ada, mo):
    path = "/guides/fatigue-and-energy/living-with-fatigue/comment/"
    made = suspending.remind(ada, mo, WHY)
    client.force_login(ada)

    answer = client.post(path, {"body": "My long words"})
    assert answer.status_code == 403
    assert "Please be kinder to ben." in answer.text

    back = client.post(
        f"/inbox/standing/{made.pk}/read/", {"next": fatigue.get_absolute_url() + "#compose"}
    )
    assert back["Location"] == fatigue.get_absolute_url() + "#compose"
    assert "My long words" in client.get(fatigue.get_absolute_url()).text
    client.post(path, {"body": "My long words"})
    assert Comment.objects.get().status == Status.WAITING


def test_nobody_reads_or_answers_what_was_written_to_somebody_else(client, ada, ben, mo):
    made = suspending.remind(ada, mo, WHY)
    client.force_login(ben)

    assert client.post(f"/inbox/standing/{made.pk}/read/").status_code == 404
    assert "kinder" not in client.get("/inbox/standing/").text
    made.refresh_from_db()
    assert made.acknowledged_at is None
    client.force_login(ada)
    assert "kinder" in client.get("/inbox/standing/").text
    away = client.post(f"/inbox/standing/{made.pk}/read/", {"next": "https://elsewhere.example/"})
    assert away["Location"] == "/inbox/standing/"


def test_a_ban_ends_every_session_and_the_login_says_why_and_what_may_still_be_asked(
    client, ada, mo
):
    proof = give_password(ada)
    client.force_login(ada)
    suspending.ban(ada, mo, Words("advertising", "You sold things."))

    assert client.get("/inbox/").status_code == 302
    page = client.post("/accounts/login/", proof, follow=True)

    assert page.status_code == 403
    for told in ("You sold things.", "have a copy of everything you wrote", "erased"):
        assert told in page.text
    wrong = client.post("/accounts/login/", proof | {"password": "something else entirely"})
    assert "You sold things." not in wrong.text


def test_the_suspended_are_told_of_their_own_affairs_and_of_no_talk(fatigue, ada, ben, mo, client):
    own = make.comment(fatigue, ada)
    suspend(ada, mo)
    deliver_due()
    before = list(Notice.objects.of(ada).values_list("kind", flat=True))

    make.comment(fatigue, ben, parent=own)
    deliver_due()

    assert before[0] == "team"
    assert Notice.objects.of(ada).count() == len(before)
    client.force_login(ada)
    assert "The team has written to you." in client.get("/inbox/").text


def test_a_banned_member_is_told_nothing(fatigue, ada, ben, mo):
    own = make.comment(fatigue, ada)
    deliver_due()
    before = Notice.objects.of(ada).count()
    suspending.ban(ada, mo, WHY)

    make.comment(fatigue, ben, parent=own)
    deliver_due()

    assert Notice.objects.of(ada).count() == before


def test_only_whoever_runs_the_site_gives_rights(client, ada, mo):
    client.force_login(mo)

    for path in (f"/admin/accounts/member/{mo.pk}/change/", "/admin/auth/group/"):
        sent = {"name": "mo", "is_superuser": "on", "is_staff": "on", "groups": ["1", "2"]}
        assert client.post(path, sent).status_code in {403, 404}
        assert client.get(path).status_code in {403, 404}
    assert not Member.objects.get(pk=mo.pk).is_superuser

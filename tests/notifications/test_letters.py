"""Letters that follow notices: little, in time, and nothing that may not be told."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from comments import deciding, following
from comments.models import Mute
from notifications.letters.choosing import choose
from notifications.letters.moments import moment_of
from notifications.models import (
    WITHOUT_LETTER,
    About,
    Closed,
    Digest,
    Kind,
    LetterWish,
    Notice,
    Postbox,
    QuietDiscussion,
    Rhythm,
    about,
)
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make
from tests.notifications.test_telling import by, say

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday
HEALTH = ["fatigue", "sclerosis", "spasticity", "Rest helps", "ben"]


@pytest.fixture(autouse=True)
def midday(settings):
    settings.COMMENTS_HELD_FIRST = 0
    settings.SITE_URL = "https://forum.example.org"
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def work():
    while deliver_due():
        pass
    assert not Errand.objects.exclude(error="").exists()


def wants(member, about_what, rhythm, **postbox):
    choose(member, {about_what: rhythm}, **postbox)


def replied(fatigue, ada, ben):
    return say(fatigue, ben, say(fatigue, ada))


def html_of(letter):
    return letter.alternatives[0].content


# When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "now", "moment"),
    [
        ("at_once", "2026-03-10 12:00", "2026-03-10 12:00"),
        ("at_once", "2026-03-10 21:00", "2026-03-11 08:00"),
        ("at_once", "2026-03-10 03:00", "2026-03-10 08:00"),
        ("daily", "2026-03-10 07:59", "2026-03-10 08:00"),
        ("daily", "2026-03-10 08:00", "2026-03-11 08:00"),
        ("weekly", "2026-03-10 12:00", "2026-03-16 08:00"),
        ("weekly", "2026-03-16 08:00", "2026-03-23 08:00"),
        # The night when clocks go forward, and the one when they go back.
        ("daily", "2026-03-28 12:00", "2026-03-29 08:00"),
        ("at_once", "2026-10-24 23:30", "2026-10-25 08:00"),
        ("daily", "2026-10-24 12:00", "2026-10-25 08:00"),
        ("weekly", "2026-03-24 12:00", "2026-03-30 08:00"),
        ("weekly", "2026-10-20 12:00", "2026-10-26 08:00"),
        # The day that most years do not have.
        ("daily", "2028-02-28 12:00", "2028-02-29 08:00"),
        ("at_once", "2028-02-29 22:00", "2028-03-01 08:00"),
        ("weekly", "2028-02-28 12:00", "2028-03-06 08:00"),
    ],
)
def test_a_letter_comes_by_the_members_own_clock(rhythm, now, moment):
    berlin = ZoneInfo("Europe/Berlin")
    box = Postbox(zone="Europe/Berlin")
    at = datetime.fromisoformat(now).replace(tzinfo=berlin)

    planned = moment_of(rhythm, box, at.astimezone(UTC))

    assert planned == datetime.fromisoformat(moment).replace(tzinfo=berlin)


def test_quiet_hours_can_lie_in_the_day_or_not_at_all():
    noon = NOON.replace(tzinfo=UTC)
    assert moment_of("at_once", Postbox(quiet_from=11, quiet_until=15), noon).hour == 15
    assert moment_of("at_once", Postbox(quiet_from=5, quiet_until=5), noon) == noon
    assert moment_of("daily", Postbox(quiet_from=20, quiet_until=10), noon).hour == 10


# What -----------------------------------------------------------------------------------------


def test_a_reply_is_told_at_once_without_a_word_of_what_it_is_about(fatigue, ada, ben):
    replied(fatigue, ada, ben)
    work()

    (letter,) = mail.outbox
    assert letter.to == [ada.email]
    assert letter.subject == "Something new for you"
    assert "- 1 reply to you" in letter.body
    assert "https://forum.example.org/inbox/" in letter.body
    for words in (letter.subject, letter.body, html_of(letter)):
        assert [word for word in HEALTH if word.lower() in words.lower()] == []
    assert "<li>1 reply to you</li>" in html_of(letter)
    assert Notice.objects.get(recipient=ada).lettered_at == NOON


def test_a_letter_says_more_where_a_member_wants_it(fatigue, ada, ben):
    wants(ada, About.REPLIES, Rhythm.AT_ONCE, says_more=True)
    reply = replied(fatigue, ada, ben)
    work()

    (letter,) = mail.outbox
    address = f"https://forum.example.org{reply.get_absolute_url()}"
    assert "ben replied to your comment 1 in “Living with fatigue”." in letter.body
    assert address in letter.body
    assert address in html_of(letter)
    assert letter.subject == "Something new for you"


def test_names_are_words_and_never_html(fatigue, ada, ben):
    wants(ada, About.REPLIES, Rhythm.AT_ONCE, says_more=True)
    ben.name = "<b>ben</b>"
    ben.save()
    replied(fatigue, ada, ben)
    work()

    assert "<b>ben</b>" in mail.outbox[0].body
    assert "<b>ben" not in html_of(mail.outbox[0])


@pytest.mark.parametrize("end", ["read", "hidden", "branch", "withdrawn", "muted", "gone"])
def test_what_may_not_be_told_in_the_end_is_not(fatigue, ada, ben, mo, midday, end):
    midday.move_to(NOON.replace(hour=22))
    comment = replied(fatigue, ada, ben)
    work()
    assert mail.outbox == []
    if end == "read":
        Notice.objects.of(ada).mark_read()
    elif end == "hidden":
        deciding.hide(comment, by(mo, reason="unkind"))
    elif end == "branch":
        deciding.hide(comment.parent, by(mo, reason="unkind"), whole_branch=True)
    elif end == "withdrawn":
        deciding.withdraw(comment, by(ben))
    elif end == "muted":
        Mute.objects.create(member=ada, muted=ben)
    else:
        ada.deactivate()
    wants(ada, About.TEAM, Rhythm.NEVER)

    midday.move_to(NOON.replace(day=11))
    work()

    assert [letter for letter in mail.outbox if letter.to == [ada.email]] == []


def test_nothing_goes_to_an_address_that_is_not_proven(fatigue, ada, ben):
    EmailAddress.objects.create(user=ada, email=ada.email, verified=False)
    replied(fatigue, ada, ben)
    work()

    assert mail.outbox == []
    assert Notice.objects.of(ada).count() == 1


def test_only_the_first_unread_of_a_discussion_is_told_until_the_member_was_back(fatigue, ada, ben):
    first = say(fatigue, ada)
    for _ in range(3):
        say(fatigue, ben, first)
        work()
    assert len(mail.outbox) == 1

    Notice.objects.of(ada).mark_read()
    say(fatigue, ben, first)
    work()

    assert len(mail.outbox) == 2


def test_doing_it_again_sends_nothing_again(fatigue, ada, ben):
    replied(fatigue, ada, ben)
    work()
    Errand.objects.filter(kind="send_a_notice_letter").update(
        done_at=None,
        payload={"member": ada.pk, "event": Notice.objects.get(recipient=ada).event_key},
    )
    work()

    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_loses_nothing_and_stops_nobody(
    fatigue, ada, ben, mo, monkeypatch, midday
):
    real = mail.EmailMultiAlternatives.send

    def away(letter, *args, **kwargs):
        if letter.to == [ada.email]:
            raise OSError
        return real(letter)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", away)
    say(fatigue, ada, say(fatigue, ben, say(fatigue, ada)))
    while deliver_due():
        pass
    assert [letter.to for letter in mail.outbox] == [[ben.email]]
    assert Notice.objects.get(recipient=ada).lettered_at is None

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", real)
    midday.shift(60)
    deliver_due()

    assert [letter.to for letter in mail.outbox] == [[ben.email], [ada.email]]
    assert mail.outbox[1].extra_headers["Message-ID"].startswith("<notice-")


# Together -------------------------------------------------------------------------------------


def test_a_day_of_news_comes_in_one_letter(fatigue, ada, ben, mo, midday):
    wants(ada, About.REPLIES, Rhythm.DAILY)
    wants(ada, About.TEAM, Rhythm.DAILY)
    other = make.guide("Sleeping well")
    following.follow(ada, other.discussion)
    comment = replied(fatigue, ada, ben)
    say(other, ben)
    deciding.hide(comment.parent, by(mo, reason="unkind"))
    work()
    assert mail.outbox == []
    assert Digest.objects.get().due_at == datetime(2026, 3, 11, 8, tzinfo=UTC)

    midday.move_to(datetime(2026, 3, 11, 8, tzinfo=UTC))
    work()

    (letter,) = mail.outbox
    assert letter.subject == "3 new things for you"
    for line in (
        "- 1 reply to you",
        "- something new in 1 place that you follow",
        "- 1 message from the team about what you wrote",
    ):
        assert line in letter.body
    assert not Digest.objects.exists()
    midday.move_to(datetime(2026, 3, 12, 8, tzinfo=UTC))
    work()
    assert len(mail.outbox) == 1


def test_rejecting_before_the_digest_removes_it(fatigue, ada, ben, mo, midday):
    following.follow(ada, fatigue.discussion)
    comment = say(fatigue, ben)
    work()
    deciding.hide(comment, by(mo, reason="advertising"))

    midday.move_to(datetime(2026, 3, 11, 9, tzinfo=UTC))
    work()

    assert [letter for letter in mail.outbox if letter.to == [ada.email]] == []


def test_many_followers_are_planned_in_few_queries(fatigue, ben, django_assert_max_num_queries):
    followers = [make.member(f"reader{number}") for number in range(40)]
    for member in followers:
        following.follow(member, fatigue.discussion)
    say(fatigue, ben)

    with django_assert_max_num_queries(40):
        deliver_due()

    assert Digest.objects.count() == 40
    assert Errand.objects.filter(kind="send_digests").count() == 1


def test_whoever_chooses_otherwise_meanwhile_gets_it_together(fatigue, ada, ben, midday):
    midday.move_to(NOON.replace(hour=22))
    replied(fatigue, ada, ben)
    work()
    wants(ada, About.REPLIES, Rhythm.WEEKLY)
    midday.move_to(datetime(2026, 3, 11, 8, tzinfo=UTC))
    work()
    assert mail.outbox == []

    midday.move_to(datetime(2026, 3, 16, 8, tzinfo=UTC))
    work()

    assert len(mail.outbox) == 1


def test_every_kind_of_notice_has_a_letter_or_a_reason_to_have_none():
    assert {kind for kind in Kind if about(kind) is None} == WITHOUT_LETTER


# Stopping -------------------------------------------------------------------------------------


def stop_path(letter):
    header = letter.extra_headers["List-Unsubscribe"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return header.removeprefix("<https://forum.example.org").removesuffix(">")


def test_one_press_without_a_log_in_stops_that_kind_only(client, fatigue, ada, ben, settings):
    replied(fatigue, ada, ben)
    work()
    path = stop_path(mail.outbox[0])

    shown = client.get(path)
    assert "letters about replies to you" in shown.text
    assert not LetterWish.objects.exists()
    assert shown.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert shown.cookies == {}
    settings.SECRET_KEY = "another-key-after-some-years"
    done = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert "These letters have stopped" in done.text
    assert LetterWish.objects.get().about == About.REPLIES
    Notice.objects.of(ada).mark_read()
    replied(fatigue, ada, ben)
    work()
    assert len(mail.outbox) == 1
    client.post(path)
    assert LetterWish.objects.count() == 1


def test_one_discussion_can_be_stopped(client, fatigue, ada, ben):
    replied(fatigue, ada, ben)
    work()
    box = Postbox.objects.get(member=ada)
    path = reverse("stop_letters", args=[box.token, f"discussion-{fatigue.discussion.pk}"])
    assert path in mail.outbox[0].body

    client.post(path)
    Notice.objects.of(ada).mark_read()
    replied(fatigue, ada, ben)
    replied(make.guide("Sleeping well"), ada, ben)
    work()

    assert QuietDiscussion.objects.get().member == ada
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("token", "scope"),
    [
        ("wrong", "replies"),
        ("", "replies"),
        ("right", "nothing"),
        ("right", "discussion-0"),
        ("right", "discussion-999999999999"),
        ("right", "never"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_link_is_not_found(client, ada, token, scope, method):
    box = Postbox.objects.create(member=ada)
    given = box.token if token == "right" else token
    answer = getattr(client, method)(f"/unsubscribe/{given}/{scope}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("why", [Closed.BOUNCED, Closed.ASKED])
def test_a_closed_postbox_gets_nothing_until_its_owner_opens_it(client, fatigue, ada, ben, why):
    box = Postbox.objects.create(member=ada)
    box.close(why)
    replied(fatigue, ada, ben)
    work()
    assert mail.outbox == []

    client.force_login(ada)
    page = client.get("/settings/letters/").text
    assert ("came back" in page) == (why == Closed.BOUNCED)
    client.post("/settings/letters/", chosen(page))
    Notice.objects.of(ada).mark_read()
    replied(fatigue, ada, ben)
    work()

    assert len(mail.outbox) == 1


# The page -------------------------------------------------------------------------------------


def chosen(page="", **changed):
    usual = {
        "replies": "at_once",
        "team": "at_once",
        "follows": "daily",
        "guides": "daily",
        "quiet_from": "21",
        "quiet_until": "8",
        "zone": "",
    }
    return usual | changed


def test_the_page_keeps_each_choice(client, ada, writes_nothing):
    client.force_login(ada)
    with writes_nothing():
        assert client.get("/settings/letters/").status_code == 200

    answer = client.post(
        "/settings/letters/",
        chosen(follows="never", zone="Europe/Berlin", quiet_from="22", says_more="on"),
    )

    assert answer.status_code == 302
    box = Postbox.objects.get(member=ada)
    assert (box.zone, box.quiet_from, box.says_more) == ("Europe/Berlin", 22, True)
    assert LetterWish.objects.get(about=About.FOLLOWS).rhythm == Rhythm.NEVER


def test_the_zone_of_this_browser_is_offered(client, ada):
    client.force_login(ada)
    client.cookies["zone"] = "Asia/Tokyo"

    page = client.get("/settings/letters/").text

    assert '<option value="Asia/Tokyo" selected>' in page


@pytest.mark.parametrize(
    "wrong", [{"replies": "hourly"}, {"quiet_from": "24"}, {"zone": "Moon/Base"}, {"team": ""}]
)
def test_a_choice_that_is_not_there_is_refused(client, ada, wrong):
    client.force_login(ada)

    answer = client.post("/settings/letters/", chosen(**wrong))

    assert answer.status_code == 422
    assert "Choose one of the answers in the list." in answer.text
    assert not LetterWish.objects.exists()


def test_letters_are_only_chosen_by_members(client):
    assert client.get("/settings/letters/").status_code == 302

"""Looking after moderators: a break gives everything back, and a day has an end."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from comments import deciding
from comments.concern import late, raising, steps
from comments.desk import claiming
from comments.hearing import appeals
from comments.models import AtDesk, Case, ConcernStep, Decision, Status, StepKind
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make
from tests.comments import desk

BREAK = f"{desk.LIST}break/"
CONCERNS = f"{desk.LIST}concerns/"
SECOND = f"{desk.LIST}second/"


@pytest.fixture
def sam(client, db):
    """Moderates, and looks after concerns."""
    made = make.moderator("sam")
    made.groups.add(Group.objects.get(name="Safety"))
    client.force_login(made)
    return made


def worried(fatigue, ben, name):
    """A worry about somebody of this name."""
    return raising.worry(make.comment(fatigue, make.member(name)), ben).case


@pytest.fixture
def lena(db):
    return make.moderator("lena")


@pytest.fixture
def two(fatigue, ada, ben):
    return [make.comment(fatigue, who, status=Status.WAITING) for who in (ada, ben)]


# A break ------------------------------------------------------------------------------------------


def test_a_break_gives_everything_back_at_once_and_asks_nothing(client, sam, mo, two):
    for comment in two:
        claiming.claim(desk.case_of(comment), sam)
    claiming.claim(Case.objects.first(), mo, at=timezone.now() + timedelta(hours=1))

    answer = client.post(BREAK, follow=True)

    assert "Everything you had in hand is with the team again" in answer.text
    assert Case.objects.filter(claimed_by=sam).count() == 0
    assert Case.objects.filter(claimed_by=mo).count() == 1
    assert list(AtDesk.objects.now()) == list(AtDesk.objects.filter(member=mo))


def test_pages_that_are_still_open_take_nothing_back_in_hand(client, sam, two):
    case = desk.case_of(two[0])
    client.post(f"{desk.LIST}{case.pk}/claim/", {"quiet": "1"})
    client.post(BREAK)

    client.post(f"{desk.LIST}{case.pk}/claim/", {"quiet": "1"})
    client.post(f"{desk.LIST}here/")
    case.refresh_from_db()
    assert case.claimed_by is None
    assert AtDesk.objects.now().count() == 0

    client.post(f"{desk.LIST}begin/")
    assert Case.objects.filter(claimed_by=sam).count() == 1
    assert AtDesk.objects.now().get().member == sam


def test_concerns_are_given_back_too_and_wait_as_new_ones(
    client, sam, fatigue, ben, settings, mailoutbox
):
    settings.ONCALL_EMAIL = "oncall@example.org"
    case = worried(fatigue, ben, "ada")
    steps.take(case, StepKind.TAKEN, by=sam, seen=0)

    client.post(BREAK)

    assert case.steps.latest("pk").kind == StepKind.GIVEN_BACK
    assert "Nobody has taken it yet." in client.get(CONCERNS).text
    assert Errand.objects.filter(kind=late.ERRAND).count() == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        deliver_due()
        deliver_due()
    # By the clock, a digest of ada's may be due as well.
    assert [letter.to for letter in mailoutbox].count(["oncall@example.org"]) == 1
    client.post(BREAK)
    assert case.steps.filter(kind=StepKind.GIVEN_BACK).count() == 1


def test_what_a_colleague_has_taken_stays_with_them(client, sam, fatigue, ben):
    kit = make.moderator("kit")
    case = worried(fatigue, ben, "ada")
    first = steps.take(case, StepKind.TAKEN, by=sam, seen=0)
    steps.take(case, StepKind.TAKEN, by=kit, seen=first.pk)

    client.post(BREAK)

    assert case.steps.filter(kind=StepKind.GIVEN_BACK).count() == 0


@pytest.mark.parametrize("who", ["nobody", "ben", "dee"])
def test_only_the_desk_rests(client, ben, dee, who):
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee}[who])

    assert client.get(BREAK).status_code in {302, 403}
    assert client.post(BREAK).status_code in {302, 403}
    assert AtDesk.objects.count() == 0


# Enough for a day ---------------------------------------------------------------------------------


def test_a_day_has_room_for_so_many_and_no_more(client, sam, fatigue, ben, settings):
    settings.CONCERNS_A_DAY = 2
    first, second, third = (worried(fatigue, ben, name) for name in ("ada", "zoe", "juno"))
    for case in (first, second, first):
        assert client.post(f"{CONCERNS}{case.pk}/open/").status_code == 302

    page = client.get(f"{CONCERNS}{third.pk}/").text
    answer = client.post(f"{CONCERNS}{third.pk}/open/")

    assert "You have opened 2 of these today" in page
    assert "Leave it to a colleague" in page
    assert answer.status_code == 409
    assert "Rest helps me." not in answer.text
    assert third.steps.count() == 0
    # What they know already is open to them all day.
    later = timezone.now() + timedelta(minutes=31)
    if timezone.localdate(later) == timezone.localdate():
        with time_machine.travel(later):
            assert client.post(f"{CONCERNS}{first.pk}/open/").status_code == 302


def test_nobody_in_danger_is_left_alone_over_it(client, sam, fatigue, ben, settings):
    settings.CONCERNS_A_DAY = 1
    first, second = (worried(fatigue, ben, name) for name in ("ada", "zoe"))
    client.post(f"{CONCERNS}{first.pk}/open/")

    client.post(f"{CONCERNS}{second.pk}/open/", {"anyway": "1"})

    assert second.steps.get().note == "Opened beyond the number for one day."
    assert "Rest helps me." in client.get(f"{CONCERNS}{second.pk}/").text


def test_the_next_day_begins_anew_and_others_are_not_counted(
    client, sam, mo, fatigue, ben, settings
):
    settings.CONCERNS_A_DAY = 1
    first, second = (worried(fatigue, ben, name) for name in ("ada", "zoe"))
    steps.open_it(first, mo)
    assert client.post(f"{CONCERNS}{second.pk}/open/").status_code == 302

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.force_login(sam)
        assert client.post(f"{CONCERNS}{first.pk}/open/").status_code == 302
    assert ConcernStep.objects.filter(by=sam).count() == 2


def test_before_it_is_opened_the_page_holds_none_of_the_words(client, sam, fatigue, ben):
    case = worried(fatigue, ben, "ada")

    for path in (desk.LIST, CONCERNS, f"{CONCERNS}{case.pk}/"):
        assert "Rest helps me." not in client.get(path).text


# What is hard to read -----------------------------------------------------------------------------

DANGER = "I want to end my life tonight."
VEIL = "These words can be hard to read."


def summary_before(page, words):
    """Whether these words stand in the page only where somebody pressed to read them."""
    veils = re.findall(r'<details class="veil">.*?</details>', page, re.DOTALL)
    bare = re.sub(r'<details class="veil">.*?</details>', "", page, flags=re.DOTALL)
    return words not in bare and any(words in veil for veil in veils)


@pytest.fixture
def in_danger(fatigue, ada):
    return make.comment(fatigue, ada, DANGER, status=Status.WAITING, title="End my life")


def test_no_list_of_the_desk_shows_what_is_hard_to_read(client, mo, in_danger, fatigue, ben):
    make.comment(fatigue, ben, "Soup keeps me warm.", status=Status.WAITING)
    client.force_login(mo)
    lists = [desk.LIST, desk.COMMENTS, "/admin/comments/newcomer/?wants=welcome"]

    pages = [client.get(path).text for path in lists]

    assert all(VEIL in page and "end my life" not in page.lower() for page in pages)
    assert all("Soup keeps me warm." in page for page in pages)


def test_on_its_page_and_beside_others_it_is_read_after_one_press(
    client, mo, in_danger, fatigue, ben
):
    client.force_login(mo)
    beside = make.comment(fatigue, ben, "Soup keeps me warm.", status=Status.WAITING)
    as_target = client.get(desk.case_url(in_danger)).text
    welcoming = client.get(f"/admin/comments/newcomer/{in_danger.pk}/change/").text
    desk.decide(client, desk.case_url(in_danger), "publish")

    as_neighbour = client.get(desk.case_url(beside)).text

    assert summary_before(as_target, DANGER)
    assert summary_before(as_target, "End my life")
    assert summary_before(welcoming, DANGER)
    assert summary_before(as_neighbour, DANGER)
    assert "Soup keeps me warm." in re.sub(r"<details.*?</details>", "", as_neighbour)


def test_what_was_decided_about_something_like_it_stays_veiled(client, mo, in_danger, fatigue, ben):
    client.force_login(mo)
    desk.decide(client, desk.case_url(in_danger), "publish")
    alike = make.comment(fatigue, ben, f"{DANGER} So she said.", status=Status.WAITING)

    page = client.get(desk.case_url(alike)).text

    similar = page.partition('id="similar"')[2].partition("</section>")[0]
    assert VEIL in similar
    assert DANGER not in similar


def test_an_appeal_and_a_second_look_are_veiled_too(client, mo, lena, in_danger, ada, settings):
    why = deciding.Why(by=mo, reason="off_topic")
    decision = deciding.reject(in_danger, why)
    case = appeals.make(decision, ada, "Please look.").case
    Decision.objects.filter(pk=decision.pk).update(seal="0" * 64)
    client.force_login(lena)

    pages = [client.get(path).text for path in (f"{desk.LIST}appeals/{case.pk}/", SECOND)]

    assert [summary_before(page, DANGER) for page in pages] == [True, True]


def test_a_worry_of_a_member_veils_words_for_those_who_look_after_it_only(
    client, sam, mo, fatigue, ben
):
    case = worried(fatigue, ben, "ada")
    page = desk.comment_url(case.worries.get().comment)

    assert summary_before(client.get(page).text, "Rest helps me.")
    client.force_login(mo)
    assert VEIL not in client.get(page).text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "taken"}, 409),
        ({"kind": "noted", "seen": "999", "note": "Typed."}, 409),
        ({"kind": "outcome", "seen": "0", "note": "Typed."}, 422),
    ],
)
def test_a_press_is_no_way_round_opening_it(client, sam, fatigue, ben, fields, status):
    case = worried(fatigue, ben, "ada")

    response = client.post(f"{CONCERNS}{case.pk}/step/", fields)

    assert response.status_code == status
    assert "Rest helps me." not in response.text
    assert fields.get("note", "Open it") in response.text
    assert not case.steps.exists()


def test_a_decision_after_which_a_worry_opens_can_be_undone_there(client, sam, fatigue, ben, ada):
    case = worried(fatigue, ben, "zoe")
    waiting = make.comment(fatigue, ada, status=Status.WAITING)

    answer = desk.decide(client, desk.case_url(waiting), "publish")
    assert answer["Location"] == f"{CONCERNS}{case.pk}/"
    page = client.get(answer["Location"]).text
    number = page.split('name="decision" value="')[1].split('"')[0]
    client.post(f"{desk.LIST}undo/", {"decision": number})

    waiting.refresh_from_db()
    assert "Undo last (published)" in page
    assert waiting.is_waiting

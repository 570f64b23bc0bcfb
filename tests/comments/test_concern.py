"""Worry about a person: told to a few, before everything else, and never to the person."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from comments import deciding, posting
from comments.concern import late, raising, steps
from comments.concern.steps import CannotStep
from comments.models import (
    Case,
    ConcernMessage,
    ConcernStep,
    Conversation,
    Country,
    SupportContact,
    Worry,
)
from comments.reports import asking
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

DESK = "/admin/moderation/concerns/"
DANGER = "I want to die. I can't do this any more."


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def sam(db):
    """Looks after concerns."""
    person = make.member("sam", is_staff=True)
    person.groups.add(Group.objects.get(name="Safety"))
    return person


@pytest.fixture
def comment(fatigue, ada):
    return make.comment(fatigue, ada)


@pytest.fixture
def case(comment, ben):
    return raising.worry(comment, ben, words="She sounds so low.").case


@pytest.fixture
def as_sam(client, sam):
    client.force_login(sam)
    return client


def test_a_member_says_that_they_are_worried(client, comment, ben, ada):
    client.force_login(ben)
    page = client.get(f"/comments/{comment.pk}/concern/")
    assert "is not told that you wrote to us" in page.text

    response = client.post(f"/comments/{comment.pk}/concern/", {"words": "So low."}, follow=True)

    made = Worry.objects.get()
    assert (made.case.is_concern, made.case.member, made.words) == (True, ada, "So low.")
    assert "Thank you for looking out for somebody." in response.text
    comment.refresh_from_db()
    assert comment.is_published


def test_words_are_welcome_and_not_needed_and_saying_it_twice_is_no_error(client, comment, ben):
    client.force_login(ben)
    for _ in range(2):
        response = client.post(f"/comments/{comment.pk}/concern/", {"words": ""}, follow=True)

    assert "You told us about this before." in response.text
    assert Worry.objects.count() == 1


def test_words_that_are_too_long_come_back(client, comment, ben):
    client.force_login(ben)
    response = client.post(f"/comments/{comment.pk}/concern/", {"words": "x" * 1001})

    assert (response.status_code, Worry.objects.count()) == (422, 0)
    assert "x" * 1001 in response.text


def test_several_who_worry_about_one_person_meet_in_one_concern(fatigue, ada, ben, comment):
    raising.worry(comment, ben)
    raising.worry(make.comment(fatigue, ada), make.member("zoe"))

    assert Case.objects.get().worries.count() == 2


def test_a_concern_is_no_report_and_closes_with_no_decision(comment, ben, mo, case):
    asking.report(comment, ben, reason="unkind")
    deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))

    case.refresh_from_db()
    assert case.is_open


@pytest.mark.parametrize("verb", ["hide", "withdraw"])
def test_nobody_is_worried_about_what_they_cannot_read(client, comment, ada, ben, verb):
    getattr(deciding, verb)(comment, deciding.Why(by=ada))
    client.force_login(ben)

    assert client.get(f"/comments/{comment.pk}/concern/").status_code == 404


def test_who_worries_about_themselves_finds_help(client, comment, ada):
    client.force_login(ada)

    assert client.get(f"/comments/{comment.pk}/concern/").url == "/support/"


# Words that sound like danger ---------------------------------------------------------------------


def test_words_that_sound_like_danger_open_a_concern_and_stop_nothing(fatigue, ada):
    made = make.comment(fatigue, ada, DANGER)

    worry = Worry.objects.get()
    assert made.is_published
    assert (worry.case.member, worry.said_by, worry.found) == (ada, None, ["i want to die"])


def test_pain_told_in_hard_words_opens_none(fatigue, ada):
    make.comment(fatigue, ada, "The spasms are killing me, and my legs are dead.")

    assert not Case.objects.filter(is_concern=True).exists()


def test_an_edit_is_read_likewise(comment):
    posting.edit(comment, DANGER)

    assert Worry.objects.get().revision_number == 2


def test_the_writer_sees_whom_to_call_at_once_and_can_go_on(client, fatigue, ada, ben):
    client.force_login(ada)
    url = f"{fatigue.get_absolute_url()}comment/"
    response = client.post(url, {"body": DANGER}, follow=True)

    assert response.redirect_chain[-1][0].endswith("?support=1#support")
    assert "Samaritans" in response.text
    assert "You do not have to be alone with this" in response.text
    assert DANGER[:10] in response.text
    here = response.wsgi_request.path
    assert "Samaritans" not in client.get(here).text
    client.force_login(ben)
    assert "Samaritans" not in client.get(f"{here}?support=1").text


def test_whoever_looks_first_sees_it_before_posting(client, fatigue, ada):
    client.force_login(ada)
    url = f"{fatigue.get_absolute_url()}comment/"
    response = client.post(url, {"body": DANGER, "preview": "1"})

    assert "Samaritans" in response.text
    assert "You can post your words as they are." in response.text
    assert Worry.objects.count() == 0


def test_other_words_lead_to_the_comment(client, fatigue, ada):
    client.force_login(ada)
    url = f"{fatigue.get_absolute_url()}comment/"
    response = client.post(url, {"body": "My legs are dead."})

    assert "support" not in response.url


# Where help is ------------------------------------------------------------------------------------


def test_numbers_are_those_of_the_country_one_chose(client, db):
    assert "116 123" in client.get("/support/").text

    response = client.post("/support/", {"country": "US"}, follow=True)

    assert "Call 988" in response.text
    assert 'href="tel:988"' in response.text
    assert "Text 741741" in response.text


def test_a_country_that_is_none_is_refused(client, db):
    response = client.post("/support/", {"country": "ZZ"})

    assert (response.status_code, response.cookies.get("country")) == (422, None)


def test_every_country_has_somebody_to_call(client, db):
    for country in Country.values:
        client.cookies["country"] = country
        assert 'class="contacts"' in client.get("/support/").text
        assert SupportContact.objects.in_country(country).exists()


# The team -----------------------------------------------------------------------------------------


def opened(client, case):
    client.post(f"{DESK}{case.pk}/open/")
    return client.get(f"{DESK}{case.pk}/")


def step(client, case, kind, **fields):
    fields.setdefault("seen", steps.last_step(case))
    return client.post(f"{DESK}{case.pk}/step/", {"kind": kind, **fields})


def test_what_stands_there_is_shown_to_whoever_opens_it_and_each_opening_is_kept(as_sam, case, sam):
    before = as_sam.get(f"{DESK}{case.pk}/").text
    assert "She sounds so low." not in before

    after = opened(as_sam, case).text

    assert "She sounds so low." in after
    assert "ben" not in after
    assert "Opened and read" in after
    assert [(one.kind, one.by) for one in case.steps.all()] == [("opened", sam)]


def test_what_is_said_later_has_to_be_opened_anew(as_sam, case, comment, sam):
    opened(as_sam, case)
    raising.worry(comment, make.member("zoe"), words="She wrote goodbye to me.")

    page = as_sam.get(f"{DESK}{case.pk}/").text

    assert "She wrote goodbye to me." not in page
    assert "She sounds so low." not in page
    assert "She wrote goodbye to me." in opened(as_sam, case).text
    assert [(one.kind, one.by) for one in case.steps.all()] == [("opened", sam)] * 2


def test_no_step_is_taken_by_whoever_has_not_read_the_newest(as_sam, case, comment):
    opened(as_sam, case)
    raising.worry(comment, make.member("zoe"), words="She wrote goodbye to me.")
    ends = {"outcome": "no_danger", "note": "All is well, I think."}

    refused = step(as_sam, case, "outcome", **ends)

    case.refresh_from_db()
    assert (refused.status_code, case.is_open) == (409, True)
    assert "Somebody said more about this person meanwhile." in refused.text
    assert "All is well, I think." in refused.text
    assert "She wrote goodbye to me." not in refused.text
    opened(as_sam, case)
    assert step(as_sam, case, "outcome", **ends).status_code == 302


def test_another_browser_and_another_half_hour_take_another_press(as_sam, case, sam):
    assert "Open to you in this browser until" in opened(as_sam, case).text
    elsewhere = Client()
    elsewhere.force_login(sam)

    assert "She sounds so low." not in elsewhere.get(f"{DESK}{case.pk}/").text
    assert "She sounds so low." in opened(elsewhere, case).text
    assert case.steps.count() == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert "She sounds so low." not in as_sam.get(f"{DESK}{case.pk}/").text


def test_a_look_writes_nothing(as_sam, case, writes_nothing):
    with writes_nothing():
        as_sam.get(DESK)
        as_sam.get(f"{DESK}{case.pk}/")


def test_a_concern_goes_through_its_steps_and_ends_with_an_outcome(as_sam, case):
    opened(as_sam, case)
    for kind, note in [("taken", ""), ("signposted", ""), ("second", "What do you think?")]:
        assert step(as_sam, case, kind, note=note).status_code == 302
    assert step(as_sam, case, "emergency", note="Not needed: she answered.").status_code == 302

    response = step(as_sam, case, "outcome", outcome="in_touch", note="She has her nurse.")

    case.refresh_from_db()
    assert response.url == DESK
    assert not case.is_open
    kinds = list(case.steps.values_list("kind", flat=True))
    assert kinds == ["opened", "taken", "signposted", "second", "emergency", "outcome"]
    assert "closed" in as_sam.get(DESK).text


@pytest.mark.parametrize("fields", [{"outcome": "in_touch"}, {"note": "Words."}, {}])
def test_no_concern_ends_without_an_outcome_and_a_note(as_sam, case, fields):
    response = step(as_sam, case, "outcome", **fields)

    case.refresh_from_db()
    assert (response.status_code, case.is_open) == (422, True)
    assert fields.get("note", "") in response.text


@pytest.mark.parametrize("seen", ["", "x", "999999"])
def test_a_page_that_is_behind_changes_nothing_and_keeps_the_note(as_sam, case, seen):
    response = step(as_sam, case, "noted", note="My careful words.", seen=seen)

    assert response.status_code == 409
    assert "My careful words." in response.text
    assert not case.steps.exists()


def test_what_is_closed_takes_no_more_steps_and_gives_the_words_back(as_sam, case, sam):
    steps.take(case, "outcome", by=sam, seen=0, outcome="other", note="Done.")

    response = step(as_sam, case, "noted", note="Too late.")

    assert response.status_code == 409
    assert "Somebody has closed this concern meanwhile." in response.text
    assert "Too late." in response.text


def test_an_unknown_step_is_none(as_sam, case):
    assert step(as_sam, case, "opened", note="x").status_code == 404
    assert step(as_sam, case, "nonsense", note="x").status_code == 404


def test_steps_are_only_added(case, sam):
    made = steps.take(case, "noted", by=sam, seen=0, note="Words.")

    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(CannotStep):
        steps.take(case, "noted", by=sam, seen=0, note="Behind.")
    assert ConcernStep.objects.get().note == "Words."


def test_html_in_a_note_is_text(as_sam, case):
    opened(as_sam, case)
    step(as_sam, case, "noted", note="<b>bold</b>")

    assert "&lt;b&gt;bold&lt;/b&gt;" in as_sam.get(f"{DESK}{case.pk}/").text


def test_a_message_begins_with_words_of_the_team(as_sam, case):
    opened(as_sam, case)
    begun = ConcernMessage.objects.first()

    page = as_sam.get(f"{DESK}{case.pk}/?message={begun.pk}").text

    assert "Are you safe at this moment?" in page.partition('name="kind" value="written"')[2]


def test_what_the_team_writes_is_a_message_that_can_be_answered(as_sam, case, ada, sam):
    opened(as_sam, case)
    step(as_sam, case, "written", note="Hello, how are you?")

    said = Conversation.objects.get(member=ada).messages.get()
    assert (said.source, said.from_team, said.by) == ("Hello, how are you?", True, sam)


def test_an_empty_message_is_not_sent(as_sam, case):
    assert step(as_sam, case, "written", note=" ").status_code == 422
    assert not case.steps.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_however_many(
    as_sam, fatigue, ben, count, django_assert_num_queries
):
    for number in range(count):
        raising.worry(make.comment(fatigue, make.member(f"m{number}")), ben)

    with django_assert_num_queries(5):
        page = as_sam.get(DESK)

    assert page.text.count("Nobody has taken it yet.") == count


# Who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "mo", "ada"])
@pytest.mark.parametrize("page", ["", "{pk}/", "{pk}/open/", "{pk}/step/"])
def test_nobody_else_opens_them(client, case, ada, ben, dee, mo, who, page):
    people = {"ben": ben, "dee": dee, "mo": mo, "ada": ada}
    if who in people:
        client.force_login(people[who])
    path = DESK + page.format(pk=case.pk)
    method = client.post if page.endswith(("open/", "step/")) else client.get

    response = method(path, {"kind": "noted", "note": "x", "seen": 0})

    # Whoever is logged out gets what they wrote back, and no more.
    is_closed = who in {"dee", "mo"} or (who == "nobody" and method == client.post)
    assert response.status_code == (403 if is_closed else 302)
    assert "She sounds so low." not in response.text
    assert not case.steps.exists()


def test_moderators_read_how_many_there_are_and_no_more(client, case, mo):
    client.force_login(mo)
    page = client.get("/admin/").text

    assert "1 worry about a person is with those who look after it." in page
    assert DESK not in page


def test_nobody_opens_a_concern_about_themselves(client, fatigue, ben, sam):
    about_sam = raising.worry(make.comment(fatigue, sam), ben).case
    client.force_login(sam)

    assert client.get(f"{DESK}{about_sam.pk}/").status_code == 404
    assert "sam" not in client.get(DESK).text.partition("content-main")[2]


# Nobody took it in time ---------------------------------------------------------------------------


def test_a_letter_leaves_once_if_nobody_takes_it(settings, case):
    settings.ONCALL_EMAIL = "oncall@example.org"
    errand = Errand.objects.get(kind=late.ERRAND)
    assert errand.next_try_at == case.opened_at + timedelta(minutes=settings.CONCERN_MINUTES)

    for _ in range(2):
        late.tell_who_is_on_call(case.pk)

    letter = Errand.objects.get(kind="send_letter").payload
    assert letter["to"] == "oncall@example.org"
    assert f"{DESK}{case.pk}/" in letter["body"]
    for word in ("ada", "ben", "worr", "low", "MS", "fatigue"):
        assert word not in letter["subject"] + letter["body"].replace(DESK, "")


def test_the_worker_looks_when_the_time_has_come(settings, comment, ben):
    settings.ONCALL_EMAIL = "oncall@example.org"
    raising.worry(comment, ben, at=timezone.now() - timedelta(minutes=31))
    while deliver_due():
        pass

    assert Errand.objects.filter(kind="send_letter").count() == 1


@pytest.mark.parametrize("kind", ["taken", "outcome"])
def test_no_letter_leaves_for_what_somebody_took(settings, case, sam, kind):
    settings.ONCALL_EMAIL = "oncall@example.org"
    facts = {"outcome": "other", "note": "Done."} if kind == "outcome" else {}
    steps.take(case, kind, by=sam, seen=0, **facts)

    late.tell_who_is_on_call(case.pk)

    assert not Errand.objects.filter(kind="send_letter").exists()


def test_opening_alone_is_not_taking(settings, case, sam):
    settings.ONCALL_EMAIL = "oncall@example.org"
    steps.open_it(case, sam)

    late.tell_who_is_on_call(case.pk)

    assert Errand.objects.filter(kind="send_letter").exists()


def test_without_an_address_no_letter_leaves(case):
    late.tell_who_is_on_call(case.pk)

    assert not Errand.objects.filter(kind="send_letter").exists()


# No trace -----------------------------------------------------------------------------------------


def pages_of(client, member, comment):
    """All that a member sees of themselves and of their comment, without what changes by itself."""
    client.force_login(member)
    place = f"/comments/{comment.pk}/"
    paths = [place, f"{place}versions/", f"{place}edit/", f"{place}withdraw/"]
    paths += [comment.discussion.page_url, "/inbox/", "/inbox/following/", "/settings/reports/"]
    paths += ["/settings/drafts/", "/settings/muted/", "/"]
    told = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        own = r'(csrfmiddlewaretoken|submission|form_number)" value="[^"]*"'
        told[path] = re.sub(own, "", response.text)
    return told


@pytest.mark.parametrize("what", ["report", "concern", "both", "profile", "take back"])
def test_the_author_sees_no_trace(client, comment, ada, ben, what):
    posting.edit(comment, "Rest helps me a lot.")
    comment.refresh_from_db()
    before = pages_of(client, ada, comment)

    if what in {"report", "both", "take back"}:
        made = asking.report(comment, ben, reason="unkind", words="Rude.")
        if what == "take back":
            asking.take_back(made)
    if what in {"concern", "both"}:
        raising.worry(comment, ben, words="So low.")
    if what == "profile":
        asking.report_profile(ada, ben, reason="unkind")
    while deliver_due():
        pass

    assert pages_of(client, Member.objects.get(pk=ada.pk), comment) == before

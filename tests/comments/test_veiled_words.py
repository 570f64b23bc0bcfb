"""What is hard to read in reports, appeals and messages is read at the desk after one press."""

import re

import pytest
from django.urls import reverse

from comments import deciding
from comments.concern import veil
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.hearing import appeals
from comments.models import Status
from comments.reports import asking
from tests import make
from tests.comments import desk

DANGER = "I want to end my life tonight."
TOLD = "She wrote to me that she will kill herself."
CALM = "It sells vitamins."
VEIL = "These words can be hard to read."
REPORTS = "/admin/comments/report/"
TALKS = "/admin/comments/conversation/"


def bare(page):
    """The page as long as nothing is pressed."""
    return re.sub(r'<details class="veil">.*?</details>', "", page, flags=re.DOTALL)


def summaries(page):
    """What is pressed, as it is heard."""
    found = re.findall(r'<details class="veil">\s*<summary>(.*?)</summary>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


@pytest.fixture
def reported(fatigue, ada, ben):
    """Three members say what is wrong with it, each in their own words."""
    comment = make.comment(fatigue, ada, status=Status.PUBLISHED)
    words = {"ben": TOLD, "zoe": f"Here it says “{DANGER}”", "juno": CALM}
    for name, said in words.items():
        who = ben if name == "ben" else make.member(name)
        asking.report(comment, who, reason="other", words=said)
    return comment


@pytest.mark.parametrize(
    "words",
    [
        DANGER,
        TOLD,
        f"> {DANGER}",
        f"Here it says “{DANGER}” to everybody.",
        f"Here it says '{DANGER}' to everybody.",
        "They tell people to kill yourselves.",
        "This is about suicide.",
        "He has threatened to hurt himself.",
        "Self-harm, in detail.",
        "Her brother took his own life.",
    ],
)
def test_danger_is_found_whoever_tells_it_and_of_whom(words):
    assert veil.in_words(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        CALM,
        "Whoever follows this dose could harm themselves.",
        "This would be an overdose of baclofen.",
        "The spasms are killing me, she says, and that is all.",
        "They call it a suicide headache.",
        "He says that his legs are dead.",
        "It is unkind to say 'you don't look ill'.",
    ],
)
def test_everyday_words_are_not_veiled(words):
    assert not veil.in_words(words)


def test_what_reports_say_is_read_after_one_press_each_under_a_name_of_its_own(as_mo, reported):
    page = as_mo.get(desk.case_url(reported)).text

    assert TOLD in page
    assert DANGER in page
    assert TOLD not in bare(page)
    assert DANGER not in bare(page)
    assert CALM in bare(page)
    told = summaries(page)
    assert len(told) == len(set(told)) == 2
    assert all(one.startswith(f"{VEIL} Show them: report ") for one in told)


def test_a_reported_profile_is_veiled_likewise(as_mo, ada, ben):
    case = asking.report_profile(ada, ben, reason="other", words=TOLD).case

    page = as_mo.get(f"{desk.LIST}profiles/{case.pk}/").text

    assert TOLD in page
    assert TOLD not in bare(page)


def test_the_list_of_reports_shows_none_of_it_and_the_page_after_a_press(as_mo, reported):
    found = reported.reports.get(words=TOLD)
    calm = reported.reports.get(words=CALM)

    listed = as_mo.get(REPORTS).text
    page = as_mo.get(f"{REPORTS}{found.pk}/change/").text

    assert TOLD not in listed
    assert DANGER not in listed
    assert VEIL in listed
    assert CALM in listed
    assert TOLD in page
    assert TOLD not in bare(page)
    assert CALM in bare(as_mo.get(f"{REPORTS}{calm.pk}/change/").text)


def test_why_an_author_asks_for_a_second_look_is_veiled(client, mo, fatigue, ada):
    comment = make.comment(fatigue, ada, "Soup keeps me warm.")
    decision = deciding.hide(comment, deciding.Why(by=mo, reason="unkind"))
    case = appeals.make(decision, ada, DANGER).case
    client.force_login(make.moderator("lena"))

    page = client.get(f"{desk.LIST}appeals/{case.pk}/").text

    assert DANGER in page
    assert DANGER not in bare(page)
    assert "Soup keeps me warm." in bare(page)
    assert summaries(page) == [f"{VEIL} Show them: why ada asks"]


def test_a_message_is_veiled_for_the_team_and_for_nobody_else(client, mo, ada):
    found = talking.begin(ada, "My comment", Said(f"Hello.\n\n{DANGER}"))
    talking.add(found, ada, Said("I have slept now."))
    client.force_login(mo)

    page = client.get(f"{TALKS}{found.pk}/change/").text

    assert DANGER in page
    assert DANGER not in bare(page)
    assert "I have slept now." in bare(page)
    assert [one.partition(",")[0] for one in summaries(page)] == [f"{VEIL} Show them: ada"]
    client.force_login(ada)
    assert DANGER in bare(client.get(found.get_absolute_url()).text)


def test_a_subject_is_veiled_in_the_list_and_on_the_page(client, mo, ada):
    found = talking.begin(ada, DANGER, Said("Please."))
    client.force_login(mo)

    listed = client.get(TALKS).text
    page = client.get(f"{TALKS}{found.pk}/change/").text

    assert DANGER not in listed
    assert f"ada: {VEIL}" in listed
    assert DANGER in page
    assert DANGER not in bare(page)
    assert "<h1>Conversation with ada</h1>" in page


def test_what_sounds_like_danger_comes_first_until_the_team_has_answered(client, mo, ada, ben):
    calm = talking.begin(ben, "A question", Said("Why?"))
    hard = talking.begin(ada, "My comment", Said(DANGER))
    talking.add(hard, ada, Said("Please."))
    client.force_login(mo)

    first = client.get(TALKS).text
    page = client.get(f"{TALKS}{hard.pk}/change/").text
    talking.answer(hard, mo, Said("We are here."), version=2)
    answered = client.get(f"{TALKS}{hard.pk}/change/").text
    talking.add(hard, ada, Said("Thank you."))
    later = client.get(TALKS).text

    told = "Sounds like danger: look at it first"
    assert first.index("My comment") < first.index("A question")
    assert (first.count(told), later.count(told)) == (1, 0)
    assert later.index("A question") < later.index("My comment")
    assert "What this member wrote sounds like danger." in page
    assert "What this member wrote sounds like danger." not in answered
    assert not type(calm).objects.filter(is_urgent=True).exists()


def test_closing_ends_that_and_the_spasms_never_begin_it(mo, ada):
    found = talking.begin(ada, "The spasms are killing me", Said("My legs are dead."))
    assert not found.is_urgent

    talking.add(found, ada, Said(DANGER))
    found.refresh_from_db()
    assert found.is_urgent

    talking.close(found, mo, version=found.version)
    found.refresh_from_db()
    assert not found.is_urgent
    assert talking.begin(ada, "I want to die", Said("Please.")).is_urgent


# Whoever writes such words to the team ------------------------------------------------------------

HELP = "You do not have to be alone with this"


@pytest.mark.parametrize(
    ("subject", "body"), [("My comment", DANGER), ("I want to die", "Please help.")]
)
def test_whoever_writes_so_to_the_team_reads_at_once_whom_to_call(client, ada, subject, body):
    client.force_login(ada)

    page = client.post("/inbox/team/new/", {"subject": subject, "body": body}, follow=True)

    assert page.redirect_chain[0][0].endswith("?support=1#support")
    assert HELP in page.text
    assert "Call 116 123" in page.text
    assert "The team has your words, and is not here all the time" in page.text
    assert 'href="{}">Close this and read on'.format(page.request["PATH_INFO"]) in page.text
    assert HELP not in client.get(page.request["PATH_INFO"]).text


def test_whoever_goes_on_so_reads_it_and_whoever_does_not_is_left_alone(client, ada):
    found = talking.begin(ada, "My comment", Said("Why?"))
    client.force_login(ada)

    calm = client.post(
        found.get_absolute_url(), {"body": "The spasms are killing me."}, follow=True
    )
    hard = client.post(found.get_absolute_url(), {"body": DANGER}, follow=True)

    assert (HELP in calm.text, HELP in hard.text) == (False, True)


def test_an_appeal_in_such_words_shows_whom_to_call(client, mo, fatigue, ada):
    decision = deciding.hide(make.comment(fatigue, ada), deciding.Why(by=mo, reason="unkind"))
    client.force_login(ada)

    url = reverse("comments:appeal", args=[decision.pk])
    page = client.post(url, {"words": DANGER}, follow=True)

    assert page.status_code == 200
    assert HELP in page.text
    assert "Somebody who did not decide it looks again." in page.text

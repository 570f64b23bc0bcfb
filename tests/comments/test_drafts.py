"""What a member has not posted yet: kept, found again, seen by nobody else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments import deciding, drafts
from comments.models import Comment, Draft
from tests import make

DRAFTS = "/settings/drafts/"


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def said(fatigue, ada):
    return make.comment(fatigue, ada)


def place(guide):
    return f"{guide.get_absolute_url()}comment/"


def keep(client, path, body="Half a thought", **fields):
    return client.post(f"{path}draft/", {"body": body, **fields})


def by_script(client, path, body, **fields):
    sent = {"body": body, **fields}
    return client.post(f"{path}draft/", sent, headers={"Accept": "application/json"})


def device_forgets(page):
    """Wait until nothing is kept on the device. Our policy allows no page.wait_for_function."""
    for _ in range(100):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(100)
    pytest.fail(str(page.evaluate("Object.entries(localStorage)")))


def test_kept_words_stand_in_the_form_again_on_any_device(client, ben, fatigue):
    client.force_login(ben)

    answer = keep(client, place(fatigue))

    assert (answer.status_code, answer["Location"]) == (302, DRAFTS)
    client.logout()
    client.force_login(ben)
    assert "Half a thought</textarea>" in client.get(fatigue.get_absolute_url()).text
    assert "Half a thought</textarea>" in client.get(place(fatigue)).text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"body": "Half a thought", "preview": "1"}, 200),
        ({"body": "Call me: 07700 900123"}, 200),  # an offer to leave the number out
        ({"body": "Half a thought" * 5_000}, 422),
    ],
)
def test_what_was_sent_and_not_posted_is_kept_without_a_script(
    client, ben, fatigue, fields, status
):
    client.force_login(ben)

    answer = client.post(place(fatigue), {"submission": uuid4(), **fields})

    assert (answer.status_code, Comment.objects.count()) == (status, 0)
    assert f"{fields['body']}</textarea>" in client.get(fatigue.get_absolute_url()).text


def test_what_was_looked_at_and_then_posted_is_kept_no_more(client, ben, fatigue):
    client.force_login(ben)
    sent = {"submission": uuid4(), "body": "A whole thought"}
    client.post(place(fatigue), sent | {"preview": "1"})

    client.post(place(fatigue), sent)

    assert (Comment.objects.count(), Draft.objects.count()) == (1, 0)


def test_an_answer_has_a_draft_of_its_own(client, ben, fatigue, said):
    client.force_login(ben)

    keep(client, f"/comments/{said.pk}/reply/", "Half an answer")

    assert "Half an answer</textarea>" in client.get(f"/comments/{said.pk}/reply/").text
    assert "Half an answer" not in client.get(fatigue.get_absolute_url()).text


def test_no_two_drafts_have_buttons_of_the_same_name(client, ben, mo, ada, fatigue):
    for _ in range(2):
        gone = make.comment(fatigue, ada)
        drafts.keep(ben, drafts.Spot(fatigue.discussion, gone), "Half an answer")
        deciding.hide(gone, deciding.Why(by=mo, reason="unkind"))
    twin = make.guide(fatigue.title, topic=make.topic("Walking"))
    for guide in (fatigue, twin):
        drafts.keep(ben, drafts.Spot(guide.discussion), "Half a thought")
    Draft.objects.update(kept_at=timezone.now())
    client.force_login(ben)

    _above, _list, page = client.get(DRAFTS).text.partition('<ol class="told"')
    names = re.findall(r"<(?:button|a) class=\"btn[^>]*>([^<]*<span[^<]*)</span>", page)

    assert len(names) == 6
    assert len(set(names)) == 6


def test_nobody_else_finds_a_draft(client, ben, mo, fatigue):
    drafts.keep(ben, drafts.Spot(fatigue.discussion), "Half a thought")
    client.force_login(mo)

    for path in (fatigue.get_absolute_url(), place(fatigue), DRAFTS, "/admin/"):
        assert "Half a thought" not in client.get(path).text
    assert client.post(f"{DRAFTS}{Draft.objects.get().pk}/delete/").status_code == 404
    assert Draft.objects.count() == 1


def test_posting_forgets_the_draft_and_a_late_message_brings_nothing_back(client, ben, fatigue):
    client.force_login(ben)
    number = str(uuid4())
    keep(client, place(fatigue), submission=number)

    client.post(place(fatigue), {"body": "A thought", "submission": number})
    answer = by_script(client, place(fatigue), "A thou", submission=number)

    assert Comment.objects.get().is_published
    assert Draft.objects.count() == 0
    assert answer.json() == {"kept": False, "used": True}


def test_a_late_message_of_new_words_that_were_saved_brings_nothing_back(client, ben, mine):
    client.force_login(ben)
    number = str(uuid4())

    client.post(edit(mine), {"body": "Rest often helps.", "form_number": number})
    answer = by_script(client, edit(mine), "Rest oft", form_number=number)

    assert answer.json() == {"kept": False, "used": True}
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("number", ["", "x" * 9_999, "None"])
def test_a_forged_number_of_an_edit_is_not_remembered(client, ben, mine, number):
    client.force_login(ben)

    client.post(edit(mine), {"body": "Rest often helps.", "form_number": number})
    by_script(client, edit(mine), "Rest oft", form_number=number)

    assert "saved_forms" not in client.session
    assert Draft.objects.get().body == "Rest oft"


def test_whoever_comes_back_to_a_form_that_was_sent_can_keep_other_words(
    client, ben, fatigue, mine
):
    client.force_login(ben)
    number = str(uuid4())
    client.post(place(fatigue), {"body": "A thought", "submission": number})
    client.post(edit(mine), {"body": "Rest often helps.", "form_number": number})

    keep(client, place(fatigue), "Another thought", submission=number)
    keep(client, edit(mine), "Rest and naps.", form_number=number)

    assert {draft.body for draft in Draft.objects.all()} == {"Another thought", "Rest and naps."}


def test_keeping_nothing_forgets_what_was_kept(client, ben, fatigue):
    client.force_login(ben)
    keep(client, place(fatigue))

    keep(client, place(fatigue), "  \n ")

    assert Draft.objects.count() == 0


def test_a_program_is_told_in_json(client, ben, fatigue):
    client.force_login(ben)
    json = {"headers": {"Accept": "application/json"}}

    answer = client.post(f"{place(fatigue)}draft/", {"body": "Half"}, **json)

    assert answer.json() == {"kept": True}


def test_words_of_somebody_logged_out_are_in_the_form_after_logging_in(client, ben, fatigue):
    answer = keep(client, place(fatigue))

    assert (answer.status_code, Draft.objects.count()) == (403, 0)
    client.force_login(ben)
    assert "Half a thought</textarea>" in client.get(fatigue.get_absolute_url()).text


CHOSEN = {"kind": "question", "anonymous": "on", "members_only": "on", "no_answer_needed": "on"}


def chosen_in(page):
    """What is chosen in the place to write of a page."""
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in CHOSEN if name in form.fields}


@pytest.mark.parametrize("path", ["", "comment/"])
def test_a_name_that_was_left_out_is_left_out_in_the_draft_too(client, ben, fatigue, path):
    client.force_login(ben)
    keep(client, place(fatigue), **CHOSEN)

    page = client.get(f"{fatigue.get_absolute_url()}{path}")

    assert chosen_in(page) == CHOSEN
    assert '<details class="settled" open>' in page.text


def test_the_draft_of_an_answer_keeps_what_was_chosen(client, ben, said):
    client.force_login(ben)
    keep(client, f"/comments/{said.pk}/reply/", anonymous="on")

    assert chosen_in(client.get(f"/comments/{said.pk}/reply/"))["anonymous"] == "on"


@pytest.mark.parametrize("path", ["", "comment/"])
def test_what_was_chosen_comes_back_after_logging_in(client, ben, fatigue, path):
    client.post(place(fatigue), {"body": "Half a thought", **CHOSEN})
    client.force_login(ben)

    assert chosen_in(client.get(f"{fatigue.get_absolute_url()}{path}")) == CHOSEN

    client.post(place(fatigue), {"body": "A whole thought"})
    assert set(chosen_in(client.get(place(fatigue))).values()) == {""}


def test_what_was_chosen_comes_along_when_what_is_answered_is_gone(client, ben, mo, said):
    client.force_login(ben)
    deciding.hide(said, deciding.Why(by=mo, reason="unkind"))

    page = client.post(f"/comments/{said.pk}/reply/", {"body": "Half", "anonymous": "on"})

    assert (page.status_code, chosen_in(page)["anonymous"]) == (409, "on")


def test_an_edit_that_kept_the_earlier_words_back_still_does_after_logging_in(client, ben, fatigue):
    mine = make.comment(fatigue, ben)
    client.post(f"/comments/{mine.pk}/edit/", {"body": "Anew", "keeps_earlier_words": "on"})
    client.force_login(ben)

    form = client.get(f"/comments/{mine.pk}/edit/").context["form"]

    assert (form["body"].value(), form["keeps_earlier_words"].value()) == ("Anew", "on")


@pytest.mark.parametrize("value", ["\x00", "x" * 5_000, "nowhere"])
def test_choices_that_are_none_end_in_no_error(client, ben, fatigue, value):
    client.force_login(ben)
    keep(client, place(fatigue), **dict.fromkeys(CHOSEN, value))

    assert client.get(fatigue.get_absolute_url()).status_code == 200
    assert all(len(kept) <= 20 for kept in Draft.objects.get().choices.values())


# Two devices, or two tabs, with the same place open ----------------------------------------------


def opened(client, fatigue):
    """What the form of a page that is opened now sends back unseen."""
    page = client.get(place(fatigue))
    number = page.context["form"]["submission"].value()
    return {"submission": str(number), "begun": page.context["begun"]}


def test_a_form_never_overwrites_what_it_never_saw(client, ben, fatigue):
    client.force_login(ben)
    here, there = opened(client, fatigue), opened(client, fatigue)
    program = {"headers": {"Accept": "application/json"}}
    path = f"{place(fatigue)}draft/"
    client.post(path, {"body": "Typed there", **there}, **program)

    answer = client.post(path, {"body": "Typed here", **here}, **program).json()

    kept = Draft.objects.get()
    assert kept.body == "Typed there"
    assert answer == {"kept": False, "other": "Typed there", "begun": kept.version}
    both = {"body": "Typed here\n\nTyped there", **here, "begun": answer["begun"]}
    assert client.post(path, both, **program).json() == {"kept": True}
    assert client.post(path, {"body": "Rested", **here}, **program).json() == {"kept": True}
    assert client.post(path, {"body": "Typed there, too", **there}, **program).json()["other"]


def test_without_a_script_both_are_kept(client, ben, fatigue):
    client.force_login(ben)
    here, there = opened(client, fatigue), opened(client, fatigue)
    keep(client, place(fatigue), "Typed there", **there)

    keep(client, place(fatigue), "Typed here", **here)

    assert Draft.objects.get().body == "Typed there\n\nTyped here"


def test_going_on_with_a_draft_elsewhere_replaces_it(client, ben, fatigue):
    client.force_login(ben)
    keep(client, place(fatigue), "Typed there", **opened(client, fatigue))

    keep(client, place(fatigue), "Mended here", **opened(client, fatigue))

    assert Draft.objects.get().body == "Mended here"


@pytest.mark.parametrize("fields", [{"preview": "1"}, {}])
def test_posting_forgets_only_what_the_form_had(client, ben, fatigue, fields):
    client.force_login(ben)
    here = opened(client, fatigue)
    keep(client, place(fatigue), "Typed there", **opened(client, fatigue))

    client.post(place(fatigue), {"body": "Typed here", **here, **fields})

    assert Draft.objects.get().body == "Typed there"


@pytest.mark.parametrize("begun", ["x", "\x00", "9" * 5_000, "2026-01-01"])
def test_a_version_that_is_none_loses_nothing(client, ben, fatigue, begun):
    client.force_login(ben)
    keep(client, place(fatigue), "Typed there")

    keep(client, place(fatigue), "Typed here", begun=begun)

    assert Draft.objects.get().body == "Typed there\n\nTyped here"


# New words for one's own comment --------------------------------------------------------------


@pytest.fixture
def mine(fatigue, ben):
    return make.comment(fatigue, ben, "Rest helps.")


def edit(comment):
    return f"/comments/{comment.pk}/edit/"


def test_new_words_stand_in_the_form_again_until_they_are_saved(client, ben, mine):
    client.force_login(ben)
    keep(client, edit(mine), "Rest often helps.", keeps_earlier_words="on")
    client.logout()
    client.force_login(ben)

    assert "New words for your comment 1 in “Living with fatigue”" in client.get(DRAFTS).text
    page = client.get(edit(mine)).text
    assert "Rest often helps.</textarea>" in page
    assert re.search(r'name="keeps_earlier_words"[^>]* checked', page)
    begun = re.search(r'name="begun" value="([^"]+)"', page)[1]
    client.post(edit(mine), {"body": "Rest often helps. Naps, too.", "begun": begun})

    assert not Draft.objects.exists()
    assert "Naps, too.</textarea>" in client.get(edit(mine)).text


def test_a_comment_an_answer_to_it_and_new_words_for_it_have_drafts_of_their_own(
    client, ben, fatigue, mine
):
    client.force_login(ben)
    for path in (place(fatigue), f"/comments/{mine.pk}/reply/", edit(mine)):
        keep(client, path, f"Words for {path}")

    for path in (place(fatigue), f"/comments/{mine.pk}/reply/", edit(mine)):
        assert f"Words for {path}</textarea>" in client.get(path).text


def test_the_words_that_stand_there_already_are_no_draft(client, ben, mine):
    client.force_login(ben)
    keep(client, edit(mine), "Rest often helps.")
    answer = keep(client, edit(mine), "Rest helps.\r\n")

    assert answer["Location"] == mine.get_absolute_url()
    assert not Draft.objects.exists()


def test_two_forms_for_the_same_comment_lose_nothing_of_each_other(client, ben, mine):
    client.force_login(ben)
    keep(client, edit(mine), "From the phone.")
    told = client.post(
        f"{edit(mine)}draft/",
        {"body": "From the desk.", "begun": "", "form_number": f"{uuid4()}"},
        headers={"Accept": "application/json"},
    ).json()
    assert (told["kept"], told["other"]) == (False, "From the phone.")

    client.post(edit(mine), {"body": "From the desk.", "begun": ""})
    assert Draft.objects.get().body == "From the phone."


def test_the_same_form_keeps_again_and_again(client, ben, mine):
    client.force_login(ben)
    number = f"{uuid4()}"
    for words in ("Rest often", "Rest often helps"):
        keep(client, edit(mine), words, begun="", form_number=number)

    client.post(edit(mine), {"body": "Rest.", "begun": "", "form_number": number})

    assert not Draft.objects.exists()


def test_new_words_that_could_not_be_saved_are_kept_without_a_script(client, ben, mine):
    client.force_login(ben)
    assert client.post(edit(mine), {"body": "x" * 60_000}).status_code == 422
    assert Draft.objects.get().edited == mine


@pytest.mark.parametrize("who", ["ada", "mo"])
def test_nobody_else_finds_new_words_or_keeps_any(client, request, ben, mine, who):
    client.force_login(ben)
    keep(client, edit(mine), "Rest often helps.")
    client.force_login(request.getfixturevalue(who))

    assert keep(client, edit(mine), "Mine now").status_code == 404
    for path in (edit(mine), DRAFTS, f"/comments/{mine.pk}/"):
        assert "Rest often helps." not in client.get(path).text
    assert client.post(f"{DRAFTS}{Draft.objects.get().pk}/delete/").status_code == 404


def test_new_words_of_somebody_logged_out_are_in_the_form_after_logging_in(client, ben, mine):
    answer = keep(client, edit(mine), "Rest often helps.")
    assert answer.status_code == 403
    client.force_login(ben)
    assert "Rest often helps.</textarea>" in client.get(edit(mine)).text


def late(comment):
    Comment.objects.filter(pk=comment.pk).update(posted_at=timezone.now() - timedelta(days=2))


def test_what_can_be_saved_no_more_is_shown_to_be_copied(client, ben, mine):
    client.force_login(ben)
    words = "Rest often helps. " + "And naps. " * 40 + "The end."
    keep(client, edit(mine), words)
    late(mine)

    for path in (edit(mine), DRAFTS):
        page = client.get(path).text
        assert f"{words}</textarea>" in page
        assert "Your words, to copy" in page
    assert "which cannot be changed any more" in page
    assert "Go on writing" not in page
    client.post(f"{DRAFTS}{Draft.objects.get().pk}/delete/")
    assert not Draft.objects.exists()


def test_what_is_typed_until_it_is_too_late_is_kept(client, ben, mine):
    client.force_login(ben)
    late(mine)

    answer = client.post(edit(mine), {"body": "Rest often helps."})

    assert answer.status_code == 409
    assert "Rest often helps.</textarea>" in answer.text
    assert Draft.objects.get().body == "Rest often helps."
    keep(client, edit(mine), "Rest often helps me.", begun=Draft.objects.get().version)
    assert Draft.objects.get().body == "Rest often helps me."


def test_drafts_are_listed_and_deleted(client, ben, fatigue, said):
    drafts.keep(ben, drafts.Spot(fatigue.discussion), "Half a thought")
    drafts.keep(ben, drafts.Spot(fatigue.discussion, said), "Half an answer")
    client.force_login(ben)

    page = client.get(DRAFTS).text
    assert page.count("Go on writing") == 2
    assert f"/comments/{said.pk}/reply/" in page
    client.post(f"{DRAFTS}{Draft.objects.get(parent=said).pk}/delete/")

    assert [draft.body for draft in Draft.objects.all()] == ["Half a thought"]


def test_what_was_answered_may_be_gone_and_the_words_are_still_there(client, ben, mo, said):
    drafts.keep(ben, drafts.Spot(said.discussion, said), "Half an answer")
    deciding.hide(said, deciding.Why(by=mo, reason="unkind"))
    client.force_login(ben)

    page = client.get(DRAFTS).text

    assert "Half an answer" in page
    assert "no longer there" in page
    assert "Go on writing" not in page


@pytest.mark.parametrize("path", ["/comments/999999/reply/", "/guides/no/where/comment/"])
def test_a_place_that_is_not_there_keeps_nothing(client, ben, path):
    client.force_login(ben)

    assert keep(client, path).status_code == 404


def test_what_waits_for_a_moderator_cannot_be_drafted_under_by_others(client, ben, ada, fatigue):
    waiting = make.comment(fatigue, ada, status="hidden")
    waiting.approved_number = 0
    waiting.save()
    client.force_login(ben)

    assert keep(client, f"/comments/{waiting.pk}/reply/").status_code == 404


def test_only_the_newest_are_kept_and_none_for_long(ben, fatigue, ada):
    drafts.keep(ada, drafts.Spot(fatigue.discussion), "Old")
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=91))

    for _ in range(drafts.MOST_DRAFTS + 1):
        drafts.keep(ben, drafts.Spot(fatigue.discussion, make.comment(fatigue, ada)), "x" * 200_000)

    assert Draft.objects.of(ada).count() == 0
    assert Draft.objects.of(ben).count() == drafts.MOST_DRAFTS
    assert len(Draft.objects.first().body) == drafts.MOST_CHARACTERS


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    client, ben, ada, fatigue, count, django_assert_num_queries
):
    for _ in range(count):
        drafts.keep(ben, drafts.Spot(fatigue.discussion, make.comment(fatigue, ada)), "Half")
    client.force_login(ben)

    with django_assert_num_queries(4):
        page = client.get(DRAFTS)

    assert page.text.count("Go on writing") == count


def test_what_is_typed_is_kept_by_itself_and_survives_a_closed_page(page, visit, fatigue, ben):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Typed and not sent")

    page.get_by_text("Your words are kept").wait_for()
    assert Draft.objects.get().body == "Typed and not sent"
    page.get_by_label("Your comment").press_sequentially(" yet")
    visit("/")
    visit(fatigue.get_absolute_url())

    expect(page.get_by_label("Your comment")).to_have_value("Typed and not sent yet")
    page.get_by_role("button", name="Post comment").click()
    page.get_by_text("Your comment is posted").wait_for()
    assert Draft.objects.count() == 0
    device_forgets(page)


def test_all_of_a_form_is_kept_on_the_device_while_the_site_is_away(page, visit, fatigue, ben):
    visit.as_(ben)
    page.route("**/draft/", lambda route: route.abort())
    visit(fatigue.topic.discussion.page_url)
    page.get_by_label("What is it about, in one line?").fill("Rest")
    page.get_by_text("Name, readers, answers").click()
    page.get_by_label("Leave my name out").check()
    page.get_by_label("Your comment").fill("Typed, with nobody there")
    page.get_by_text("Your words are kept on this device only").wait_for()
    assert Draft.objects.count() == 0

    visit("/")
    visit(fatigue.topic.discussion.page_url)

    expect(page.get_by_text("We brought back what you typed on this device.")).to_be_visible()
    expect(page.get_by_label("What is it about, in one line?")).to_have_value("Rest")
    expect(page.get_by_label("Your comment")).to_have_value("Typed, with nobody there")
    expect(page.get_by_label("Leave my name out")).to_be_checked()
    expect(page.get_by_label("Leave my name out")).to_be_visible()
    page.reports.clear()  # the browser reports what was not sent


def test_words_whose_answer_never_came_are_there_again_and_posted_once(page, visit, fatigue, ben):
    """The site goes away after it took them, or before: one cannot tell which."""
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Gone, or not gone?")
    number = page.locator("#compose [name=submission]").input_value()
    page.route("**/comment/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.get_by_role("button", name="Post comment").click()
    page.get_by_text("Bad gateway").wait_for()
    page.unroute("**/comment/")

    visit(fatigue.get_absolute_url())
    expect(page.get_by_label("Your comment")).to_have_value("Gone, or not gone?")
    expect(page.locator("#compose [name=submission]")).to_have_value(number)
    page.get_by_role("button", name="Post comment").click()

    page.get_by_text("Your comment is posted").wait_for()
    assert str(Comment.objects.get().submission) == number
    device_forgets(page)


def test_what_was_kept_from_another_device_and_what_is_on_this_one_are_both_there(
    page, visit, fatigue, ben
):
    visit.as_(ben)
    page.route("**/draft/", lambda route: route.abort())
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Typed here.")
    page.get_by_text("Your words are kept on this device only").wait_for()
    drafts.keep(ben, drafts.Spot(fatigue.discussion), "Typed elsewhere.")

    visit(fatigue.get_absolute_url())

    both = "Typed elsewhere.\n\nTyped here."
    expect(page.get_by_label("Your comment")).to_have_value(both)
    page.reports.clear()


def test_what_is_kept_from_elsewhere_meanwhile_comes_below_what_is_typed_here(
    page, visit, fatigue, ben
):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    drafts.keep(ben, drafts.Spot(fatigue.discussion), "Typed elsewhere.")
    page.get_by_label("Your comment").fill("Typed here.")

    page.get_by_text("We added below what you typed on another device").wait_for()
    both = "Typed here.\n\nTyped elsewhere."
    expect(page.get_by_label("Your comment")).to_have_value(both)
    page.get_by_text("Your words are kept").wait_for()
    assert Draft.objects.get().body == both


def test_blanking_what_leads_to_a_person_is_not_undone_by_the_device(page, visit, fatigue, ben):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Mail me: ann@example.org")
    page.get_by_role("button", name="Post comment").click()
    page.get_by_role("button", name="Leave it out for me").click()

    expect(page.get_by_label("Your comment")).to_have_value("Mail me: [left out]")
    page.get_by_role("button", name="Post comment").click()
    page.get_by_text("Your comment is posted").wait_for()
    assert Comment.objects.get().html == "<p>Mail me: [left out]</p>"
    device_forgets(page)


def test_a_form_that_posted_before_keeps_other_words_as_new_ones(page, visit, fatigue, ben):
    number = uuid4()
    make.comment(fatigue, ben, submission=number)
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.locator("[name=submission]").first.evaluate(f"e => {{ e.value = '{number}' }}")

    page.get_by_label("Your comment").fill("Another thought")
    page.get_by_text("Your words are kept").wait_for()

    assert Draft.objects.get().body == "Another thought"
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("article", has_text="Another thought")).to_be_visible()


def test_new_words_for_an_old_comment_survive_a_closed_page(page, visit, fatigue, ben):
    mine = make.comment(fatigue, ben, "Rest helps.")
    visit.as_(ben)
    visit(f"/comments/{mine.pk}/edit/")
    page.get_by_label("Your comment").fill("Rest often helps.")
    page.get_by_text("Your new words are kept").wait_for()
    assert Draft.objects.get().edited == mine
    visit("/")
    page.evaluate("localStorage.clear()")
    visit(f"/comments/{mine.pk}/edit/")

    expect(page.get_by_label("Your comment")).to_have_value("Rest often helps.")
    page.get_by_role("button", name="Save the new words").click()
    expect(page.locator(f"#comment-{mine.pk}", has_text="Rest often helps.")).to_be_visible()
    device_forgets(page)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("javascript", [False])
def test_new_words_can_be_kept_for_later_without_javascript(page, visit, fatigue, ben):
    mine = make.comment(fatigue, ben, "Rest helps.")
    visit.as_(ben)
    visit(f"/comments/{mine.pk}/edit/")
    page.get_by_label("Your comment").fill("Rest often helps.")
    page.get_by_role("button", name="Keep for later").click()
    page.get_by_role("link", name="Go on writing").click()

    expect(page.get_by_label("Your comment")).to_have_value("Rest often helps.")


def test_a_browser_that_refuses_its_store_still_has_the_one_of_the_site(page, visit, fatigue, ben):
    page.add_init_script(
        "delete window.localStorage;Object.defineProperty(window, 'localStorage',"
        " {get() { throw new Error('no') }})"
    )
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Typed anyway")

    page.get_by_text("Your words are kept").wait_for()
    assert Draft.objects.get().body == "Typed anyway"


def test_looking_at_it_keeps_what_was_typed_and_nothing_where_nothing_was(
    page, visit, fatigue, ben
):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="Write a comment").wait_for()
    assert Draft.objects.count() == 0

    page.get_by_label("Your comment").fill("Typed and looked at")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="This is how it will look").wait_for()
    visit(fatigue.get_absolute_url())

    expect(page.get_by_label("Your comment")).to_have_value("Typed and looked at")
    page.reports.clear()  # the browser reports the 422


@pytest.mark.parametrize("javascript", [False])
def test_a_draft_can_be_kept_without_javascript(page, visit, axe, fatigue, ben):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Later")
    page.get_by_role("button", name="Keep for later").click()
    page.get_by_role("link", name="Go on writing").click()

    expect(page.get_by_label("Your comment")).to_have_value("Later")

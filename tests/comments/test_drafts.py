"""What a member has not posted yet: kept, found again, seen by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from comments import drafts
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


def test_kept_words_stand_in_the_form_again_on_any_device(client, ben, fatigue):
    client.force_login(ben)

    answer = keep(client, place(fatigue))

    assert (answer.status_code, answer["Location"]) == (302, DRAFTS)
    client.logout()
    client.force_login(ben)
    assert "Half a thought</textarea>" in client.get(fatigue.get_absolute_url()).text
    assert "Half a thought</textarea>" in client.get(place(fatigue)).text


def test_an_answer_has_a_draft_of_its_own(client, ben, fatigue, said):
    client.force_login(ben)

    keep(client, f"/comments/{said.pk}/reply/", "Half an answer")

    assert "Half an answer</textarea>" in client.get(f"/comments/{said.pk}/reply/").text
    assert "Half an answer" not in client.get(fatigue.get_absolute_url()).text


def test_nobody_else_finds_a_draft(client, ben, mo, fatigue):
    drafts.keep(ben, fatigue.discussion, None, "Half a thought")
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
    keep(client, place(fatigue), "A thou", submission=number)

    assert Comment.objects.get().is_published
    assert Draft.objects.count() == 0


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


def test_drafts_are_listed_and_deleted(client, ben, fatigue, said):
    drafts.keep(ben, fatigue.discussion, None, "Half a thought")
    drafts.keep(ben, fatigue.discussion, said, "Half an answer")
    client.force_login(ben)

    page = client.get(DRAFTS).text
    assert page.count("Go on writing") == 2
    assert f"/comments/{said.pk}/reply/" in page
    client.post(f"{DRAFTS}{Draft.objects.get(parent=said).pk}/delete/")

    assert [draft.body for draft in Draft.objects.all()] == ["Half a thought"]


def test_what_was_answered_may_be_gone_and_the_words_are_still_there(client, ben, mo, said):
    from comments import deciding

    drafts.keep(ben, said.discussion, said, "Half an answer")
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
    drafts.keep(ada, fatigue.discussion, None, "Old")
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=91))

    for _ in range(drafts.MOST_DRAFTS + 1):
        drafts.keep(ben, fatigue.discussion, make.comment(fatigue, ada), "x" * 200_000)

    assert Draft.objects.of(ada).count() == 0
    assert Draft.objects.of(ben).count() == drafts.MOST_DRAFTS
    assert len(Draft.objects.first().body) == drafts.MOST_CHARACTERS


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    client, ben, ada, fatigue, count, django_assert_num_queries
):
    for _ in range(count):
        drafts.keep(ben, fatigue.discussion, make.comment(fatigue, ada), "Half")
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

    assert page.get_by_label("Your comment").input_value() == "Typed and not sent yet"
    page.get_by_role("button", name="Post comment").click()
    page.get_by_text("Your comment is posted").wait_for()
    assert Draft.objects.count() == 0
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("javascript", [False])
def test_a_draft_can_be_kept_without_javascript(page, visit, axe, fatigue, ben):
    visit.as_(ben)
    visit(fatigue.get_absolute_url())
    page.get_by_label("Your comment").fill("Later")
    page.get_by_role("button", name="Keep for later").click()
    page.get_by_role("link", name="Go on writing").click()

    assert page.get_by_label("Your comment").input_value() == "Later"

"""Support in one press: who may, what is counted, what is shown, and to whom."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from comments import deciding, reacting
from comments.deciding import Why
from comments.helpfulness import helpfulness
from comments.models import Audience, Comment, Discussion, Reaction, ReactionKind
from comments.recounting import recount
from notifications.models import Notice
from outbox.models import Errand
from tests import make
from tests.comments.pages import comments_in, hash_of


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def said(fatigue, ada):
    return make.comment(fatigue, ada)


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def press(client, comment, kind="helped", name="kind", **more):
    headers = more.pop("headers", {})
    return client.post(f"/comments/{comment.pk}/react/", {name: kind, **more}, headers=headers)


def words_of(response, comment):
    return comments_in(response).words[hash_of(comment)]


def test_a_press_is_counted_and_leads_back_to_the_comment(as_ben, said, ben, fatigue):
    version = fatigue.discussion.version

    response = press(as_ben, said)

    assert response.status_code == 302
    assert response.url == said.get_absolute_url()
    said.refresh_from_db()
    assert (said.helped_count, said.score) == (1, helpfulness(1))
    assert Reaction.objects.get().member == ben
    assert Discussion.objects.get(topic=None).version > version
    assert list(recount(said.discussion_id)) == []


def test_it_leads_back_to_the_page_where_it_was_pressed_and_never_elsewhere(as_ben, said):
    for seen_on in ("/guides/x/y/?order=newest#talk", "/guides/x/y/?order=newest"):
        response = press(as_ben, said, next=seen_on)
        assert response.url == f"/guides/x/y/?order=newest#comment-{said.pk}"
    for foreign in ("https://evil.example/", "//evil.example", "javascript:alert(1)", ""):
        assert press(as_ben, said, next=foreign).url == said.get_absolute_url()


@pytest.mark.parametrize("kind", ReactionKind.values)
def test_pressing_again_changes_nothing_and_taking_back_undoes_it(as_ben, said, kind):
    for _ in range(3):
        press(as_ben, said, kind)
    said.refresh_from_db()
    assert getattr(said, f"{kind}_count") == 1
    assert (said.score > 0) is (kind == "helped")

    for _ in range(3):
        press(as_ben, said, kind, "undo")
    said.refresh_from_db()
    assert (getattr(said, f"{kind}_count"), said.score) == (0, 0)
    assert list(recount(said.discussion_id)) == []


def test_what_was_said_is_told_in_words_to_everyone_and_who_said_it_to_nobody(
    client, said, ada, mo, fatigue
):
    for number in range(11):
        reacting.react(said, make.member(f"reader {number}"), "same_here")
    reacting.react(said, make.member("someone"), "helped")
    url = fatigue.get_absolute_url()

    for reader in (None, ada, mo):
        if reader:
            client.force_login(reader)
        page = client.get(url)
        assert "1 person: this helped 11 people: same here" in words_of(page, said)
        assert "reader 1" not in page.text
        assert "someone" not in page.text
    client.force_login(mo)
    assert "someone" not in client.get(f"/admin/comments/comment/{said.pk}/change/").text


def test_who_pressed_sees_it_and_can_take_it_back_at_the_same_place(as_ben, said, fatigue):
    url = fatigue.get_absolute_url()
    press(as_ben, said, "thank_you")
    page = as_ben.get(url)
    assert "You: thank you" in words_of(page, said)
    assert re.search(r'name="undo" value="thank_you" aria-pressed="true"', page.text)
    assert re.search(r'name="kind" value="helped" aria-pressed="false"', page.text)
    assert '<details class="ready" open>' in page.text

    reacting.react(said, make.member("eva"), "thank_you")
    assert "You and 1 other: thank you" in words_of(as_ben.get(url), said)
    press(as_ben, said, "thank_you", "undo")
    assert "1 person: thank you" in words_of(as_ben.get(url), said)


def test_visitors_and_authors_get_the_words_without_buttons(client, said, ada, ben, fatigue):
    reacting.react(said, ben, "helped")
    for reader in (None, ada):
        if reader:
            client.force_login(reader)
        page = client.get(fatigue.get_absolute_url())
        assert "1 person: this helped" in words_of(page, said)
        assert 'form="support"' not in page.text
        assert 'id="support"' not in page.text


def test_nobody_supports_their_own_comment(client, said, ada):
    client.force_login(ada)

    response = press(client, said)

    assert response.status_code == 409
    assert "for others to say" in response.text
    assert Reaction.objects.count() == 0


def test_a_visitor_is_led_to_the_login_and_back_to_the_comment(client, said, ben):
    response = press(client, said)
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next=/comments/{said.pk}/react/"
    client.force_login(ben)
    assert client.get(f"/comments/{said.pk}/react/").url == said.get_absolute_url()
    assert Reaction.objects.count() == 0


@pytest.mark.parametrize("status", ["waiting", "hidden", "withdrawn", "rejected"])
@pytest.mark.parametrize("name", ["kind", "undo"])
def test_what_cannot_be_seen_looks_as_if_it_was_never_there(
    client, fatigue, ada, ben, mo, settings, status, name
):
    settings.COMMENTS_HELD_FIRST = 9
    hidden = make.comment(fatigue, ada, status=status)
    for reader in (ben, mo):
        client.force_login(reader)
        assert press(client, hidden, name=name).status_code == 404
    client.force_login(ben)
    assert client.get(f"/comments/{hidden.pk}/react/").status_code == 404
    assert press(client, hidden, "nonsense").status_code == 404
    assert Reaction.objects.count() == 0


def test_what_stands_under_a_branch_that_was_taken_down_cannot_be_supported(
    as_ben, fatigue, said, ada, mo
):
    below = make.comment(fatigue, ada, parent=said)
    deciding.hide(said, Why(by=mo), whole_branch=True)

    assert press(as_ben, below).status_code == 404


@pytest.mark.parametrize("kind", ["", "downvote", "HELPED", "helped ", "x" * 500, "\x00"])
def test_a_press_that_is_none_of_ours_is_refused_in_plain_words(as_ben, said, kind):
    response = press(as_ben, said, kind)

    assert response.status_code == 409
    assert "Choose one of the answers" in response.text
    assert Reaction.objects.count() == 0


def test_in_a_closed_discussion_one_can_only_take_back(as_ben, said, ben, fatigue):
    reacting.react(said, ben, "same_here")
    Discussion.objects.update(closes_at=timezone.now())

    page = as_ben.get(fatigue.get_absolute_url())
    assert 'value="same_here" aria-pressed="true"' in page.text
    assert 'aria-pressed="false"' not in page.text
    assert press(as_ben, said, "helped").status_code == 409
    assert press(as_ben, said, "same_here", "undo").status_code == 302
    assert Reaction.objects.count() == 0


def test_words_for_members_only_are_supported_by_members_only(client, said, ben):
    Comment.objects.update(who_may_read=Audience.MEMBERS, public=False)
    client.force_login(ben)
    assert press(client, said).status_code == 302


def test_nobody_is_told_of_a_press(as_ben, said):
    before = Errand.objects.count(), Notice.objects.count()
    for kind in ReactionKind.values:
        press(as_ben, said, kind)
    assert (Errand.objects.count(), Notice.objects.count()) == before


def test_what_was_said_comes_back_with_a_comment_that_is_put_back(said, ben, mo):
    reacting.react(said, ben, "helped")
    deciding.hide(said, Why(by=mo))
    deciding.restore(said, Why(by=mo))
    said.refresh_from_db()
    assert said.helped_count == 1


def test_that_it_helped_stays_true_when_the_member_leaves(said, ben):
    reacting.react(said, ben, "helped")
    ben.delete()
    assert Reaction.objects.get().member is None
    assert list(recount(said.discussion_id)) == []


def test_a_wrong_count_is_named_and_repaired(said, ben, capsys):
    reacting.react(said, ben, "helped")
    Comment.objects.update(helped_count=4, score=0, same_here_count=1)

    told = sorted(str(difference) for difference in recount(said.discussion_id))
    call_command("recount", fix=True)

    assert told == [
        "Living with fatigue, comment 1: helped_count is 4, should be 1",
        "Living with fatigue, comment 1: same_here_count is 1, should be 0",
        "Living with fatigue, comment 1: score is 0, should be 0.2065",
    ]
    assert list(recount(said.discussion_id)) == []


def test_the_reply_page_offers_the_ready_answers(as_ben, said, ben):
    page = as_ben.get(f"/comments/{said.pk}/reply/").text
    for kind in ("same_here", "thinking_of_you", "thank_you"):
        assert f'value="{kind}"' in page
    assert 'value="helped"' not in page


def test_a_script_gets_the_part_it_shows_and_a_sentence_to_say(as_ben, said):
    response = press(as_ben, said, headers={"X-Requested-With": "fetch"})

    assert response.status_code == 200
    assert "<html" not in response.text
    assert "<p data-told hidden>Said: “This helped”, comment 1.</p>" in response.text
    assert "You: this helped" in response.text
    assert f'href="/comments/{said.pk}/reply/"' in response.text
    again = press(as_ben, said, name="undo", headers={"X-Requested-With": "fetch"})
    assert "Taken back: “This helped”, comment 1." in again.text


@pytest.mark.parametrize("comments", [1, 15])
def test_a_press_costs_the_same_queries_whatever_the_discussion_holds(
    as_ben, fatigue, ada, comments, django_assert_num_queries
):
    for _ in range(comments):
        said = make.comment(fatigue, ada)
    # So many changes that old moves may be there to be forgotten.
    Discussion.objects.update(version=5_000)
    press(as_ben, said, "thank_you")

    with django_assert_num_queries(PRESS):
        press(as_ben, said)


# Of "This helped": with two for the move in the helpful order (`comments.moves`).
PRESS = 18


def test_the_score_rises_with_every_press_and_stays_below_one():
    scores = [helpfulness(n) for n in range(2_000)]
    assert scores[0] == 0
    assert scores == sorted(set(scores))
    assert scores[-1] < 1
    assert 0.20 < scores[1] < 0.21

"""Looking after people who write here for the first time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from comments import deciding
from comments.deciding import Why
from comments.models import Comment, Conversation, Message, Status, TeamText
from comments.newcomers import welcoming
from comments.recounting import recount
from tests import make

DESK = "/admin/comments/newcomer/"


def first_reply(comment):
    comment.refresh_from_db()
    return comment.first_reply_at


def found_by_recount(guide):
    return [str(each) for each in recount(guide.discussion.pk) if each.name == "first_reply_at"]


# The first reply ----------------------------------------------------------------------------------


def test_only_what_others_publicly_replied_counts_and_the_verbs_keep_it(fatigue, ada, ben, mo):
    said = make.comment(fatigue, ada)
    make.comment(fatigue, ada, parent=said)
    waits = make.comment(fatigue, ben, parent=said, status=Status.WAITING)
    assert first_reply(said) is None

    deciding.publish(waits, Why(by=mo))
    later = make.comment(fatigue, mo, parent=said)
    assert first_reply(said) == waits.posted_at
    assert found_by_recount(fatigue) == []
    deciding.hide(waits, Why(by=mo, reason="unkind"))
    assert first_reply(said) == later.posted_at
    deciding.withdraw(later, Why(by=mo))
    assert first_reply(said) is None
    deciding.restore(waits, Why(by=mo))
    assert first_reply(said) == waits.posted_at
    assert found_by_recount(fatigue) == []


def test_a_recount_finds_and_mends_it(fatigue, ada, ben):
    said = make.comment(fatigue, ada)
    reply = make.comment(fatigue, ben, parent=said)
    deeper = make.comment(fatigue, ada, parent=reply)
    Comment.objects.update(first_reply_at=None)

    assert len(found_by_recount(fatigue)) == 2
    list(recount(fatigue.discussion.pk, fix=True))

    assert first_reply(said) == reply.posted_at
    assert first_reply(reply) == deeper.posted_at
    assert first_reply(deeper) is None


def test_the_migration_fills_in_what_was_said_before(fatigue, ada, ben):
    import importlib

    from django.apps import apps

    said = make.comment(fatigue, ada)
    make.comment(fatigue, ada, parent=said)
    reply = make.comment(fatigue, ben, parent=said)
    Comment.objects.update(first_reply_at=None)

    name = "comments.migrations.0030_first_replies_are_known"
    importlib.import_module(name).fill(apps, None)

    assert first_reply(said) == reply.posted_at


# Who waits for a reply ----------------------------------------------------------------------------


def test_newcomers_without_a_reply_stand_in_the_list_after_some_hours(
    client, fatigue, ada, ben, mo, settings
):
    first = make.comment(fatigue, ada, "My first words")
    make.comment(fatigue, ada, "My second words")
    make.comment(fatigue, ben, "Enough said", no_answer_needed=True)
    assert list(welcoming.unanswered()) == []

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert list(welcoming.unanswered()) == [first]
        client.force_login(mo)
        page = client.get(DESK).text
        assert "My first words" in page
        assert "My second words" not in page
        assert client.get(f"{DESK}{first.pk}/change/")["Location"] == first.get_absolute_url()
        make.comment(fatigue, mo, parent=first)
        assert list(welcoming.unanswered()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_waits(
    client, fatigue, mo, count, django_assert_num_queries
):
    for number in range(count):
        make.comment(fatigue, make.member(f"new{number}"), status=Status.WAITING)
    client.force_login(mo)
    client.get(DESK)

    with django_assert_num_queries(5):
        page = client.get(f"{DESK}?wants=welcome").text
    assert page.count("new") >= count


# Publish and welcome ------------------------------------------------------------------------------


def test_one_step_publishes_and_welcomes(client, fatigue, ada, mo):
    said = make.comment(fatigue, ada, status=Status.WAITING)
    TeamText.objects.create(key="welcome", words="Good that you are here.")
    client.force_login(mo)
    page = client.get(f"{DESK}{said.pk}/change/").text
    assert "Good that you are here." in page

    sent = {"body": "Good that you are here, ada.", "revision": "1"}
    client.post(f"{DESK}{said.pk}/change/", sent)
    client.post(f"{DESK}{said.pk}/change/", sent)

    said.refresh_from_db()
    assert said.is_published
    assert Conversation.objects.get().member == ada
    assert Message.objects.get().source == "Good that you are here, ada."


def test_what_was_changed_meanwhile_or_not_read_is_neither_published_nor_welcomed(
    client, fatigue, ada, mo
):
    from comments import posting

    said = make.comment(fatigue, ada, status=Status.WAITING)
    posting.edit(said, "Other words.")
    client.force_login(mo)

    for revision in ("1", ""):
        page = client.post(f"{DESK}{said.pk}/change/", {"body": "My welcome", "revision": revision})
        assert page.status_code == 409
        assert "My welcome" in page.text
    assert client.post(f"{DESK}{said.pk}/change/", {"revision": "2"}).status_code == 422
    said.refresh_from_db()
    assert (said.is_waiting, Message.objects.count()) == (True, 0)


@pytest.mark.parametrize("who", ["nobody", "ben", "dee"])
def test_nobody_but_moderators_comes_in(client, fatigue, ada, ben, dee, who):
    said = make.comment(fatigue, ada, "Read by nobody", status=Status.WAITING)
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee}[who])

    for page in (DESK, f"{DESK}{said.pk}/change/", "/admin/comments/teamtext/add/"):
        for method in (client.get, client.post):
            answer = method(page, {"body": "Hi", "revision": "1", "key": "welcome", "words": "x"})
            assert answer.status_code in {302, 403}
            assert "Read by nobody" not in answer.text
    said.refresh_from_db()
    assert (said.is_waiting, TeamText.objects.count()) == (True, 0)


@pytest.mark.parametrize("revision", ["", "x", "0", "2", "999999"])
def test_whoever_read_other_words_publishes_and_welcomes_nobody(client, fatigue, ada, mo, revision):
    first = make.comment(fatigue, ada, status="waiting")
    client.force_login(mo)

    page = client.post(f"{DESK}{first.pk}/change/", {"body": "Welcome.", "revision": revision})

    first.refresh_from_db()
    assert (page.status_code, first.is_waiting) == (409, True)
    assert "Welcome." in page.text

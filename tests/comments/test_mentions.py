"""Calling somebody by name: whom one can call, where it leads, and who is told."""

import pytest

from comments import deciding, following, mentions, posting
from comments.deciding import Why
from comments.models import Audience, Comment, Discussion
from notifications.models import Notice
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make
from tests.browser import BOTH_LOOKS


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def his(fatigue, ben):
    return make.comment(fatigue, ben, "A cool vest.")


def path(guide, member):
    return f"/discussions/{guide.discussion.pk}/people/{member.pk}/"


def told(member):
    """What the inbox holds for somebody, the worker having done its work."""
    deliver_due()
    assert not Errand.objects.exclude(error="").exists()
    return list(
        Notice.objects.filter(recipient=member).order_by("pk").values_list("kind", flat=True)
    )


def test_a_name_becomes_a_link_and_its_bearer_is_told(client, fatigue, ada, ben, his):
    said = make.comment(fatigue, ada, "I tried it, @ben.")

    assert f'href="{path(fatigue, ben)}"' in said.html
    assert client.get(path(fatigue, ben))["Location"] == his.get_absolute_url()
    assert told(ben) == ["mentioned"]
    client.force_login(ben)
    assert "ada called you by name in comment 2" in client.get("/inbox/").text


def test_nobody_is_called_who_does_not_talk_here_under_their_name(fatigue, ada, ben, mo):
    heat = make.guide("Heat")
    make.comment(heat, ben)
    make.comment(fatigue, ben, anonymous=True)
    deciding.hide(make.comment(fatigue, ben), Why(by=mo))
    Discussion.objects.update(hold="everyone")
    make.comment(fatigue, ben, status="waiting")
    Discussion.objects.update(hold="nobody")

    said = make.comment(fatigue, ada, "Where are you, @ben?")

    assert "<a" not in said.html
    assert told(ben) == ["taken_down"]
    assert "<a" in make.comment(heat, ada, "@ben").html


def test_being_called_does_not_tell_that_somebody_talks_among_members(client, fatigue, ada, ben):
    make.comment(fatigue, ben, who_may_read=Audience.MEMBERS)

    assert "<a" not in make.comment(fatigue, ada, "@ben").html
    among = make.comment(fatigue, ada, "@ben", who_may_read=Audience.MEMBERS)
    assert "<a" in among.html
    assert client.get(path(fatigue, ben))["Location"] == fatigue.discussion.get_absolute_url()
    client.force_login(ada)
    assert "/comments/" in client.get(path(fatigue, ben))["Location"]


def test_the_link_leads_only_to_what_can_be_read(client, fatigue, ada, ben, mo, his):
    make.comment(fatigue, ben, "Not by name", anonymous=True)
    assert client.get(path(fatigue, ben))["Location"] == his.get_absolute_url()
    deciding.hide(his, Why(by=mo))
    assert client.get(path(fatigue, ben))["Location"] == fatigue.discussion.get_absolute_url()
    assert client.get(f"/discussions/{fatigue.discussion.pk}/people/99999/").status_code == 302
    Discussion.objects.update(who_may_read=Audience.MEMBERS)
    assert client.get(path(fatigue, ben)).status_code == 404


def test_a_reply_beats_a_call_and_both_beat_following(fatigue, ada, ben, cleo, his):
    following.follow(ben, fatigue.discussion)
    following.follow(cleo, fatigue.discussion)
    make.comment(fatigue, cleo)
    make.comment(fatigue, ada, "You are right, @ben. And @cleo?", parent=his)

    assert told(ben) == ["followed", "replied"]
    assert told(cleo) == ["mentioned"]


def test_editing_tells_nobody_twice_and_a_name_that_comes_later_once(fatigue, ada, ben, cleo, his):
    make.comment(fatigue, cleo)
    said = make.comment(fatigue, ada, "Thank you, @ben.")
    assert told(ben) == ["mentioned"]

    posting.edit(said, "Thank you, @ben and @cleo.")
    posting.edit(said, "Thank you both, @ben and @cleo.")

    assert told(ben) == ["mentioned"]
    assert told(cleo) == ["mentioned"]


def test_who_was_told_as_a_follower_is_not_told_again(fatigue, ada, ben, his):
    following.follow(ben, fatigue.discussion)
    said = make.comment(fatigue, ada, "Thank you.")
    assert told(ben) == ["followed"]

    posting.edit(said, "Thank you, @ben.")

    assert told(ben) == ["followed"]


def test_what_waits_calls_nobody_until_it_is_published(fatigue, ada, ben, mo, his):
    Discussion.objects.update(hold="everyone")
    said = make.comment(fatigue, ada, "Dear @ben", status="waiting")
    assert told(ben) == []

    deciding.publish(said, Why(by=mo))
    assert told(ben) == ["mentioned"]


def test_nobody_is_told_of_what_they_cannot_read_by_then(fatigue, ada, ben, mo, his):
    said = make.comment(fatigue, ada, "Dear @ben")
    deciding.hide(said, Why(by=mo))
    assert told(ben) == []

    deciding.restore(said, Why(by=mo))
    assert told(ben) == ["mentioned"]
    deciding.hide(said, Why(by=mo))
    deciding.restore(said, Why(by=mo))
    assert told(ben) == ["mentioned"]


def test_a_name_that_was_edited_out_before_anybody_was_told_calls_nobody(fatigue, ada, ben, his):
    said = make.comment(fatigue, ada, "Dear @ben")
    posting.edit(said, "Dear all")

    assert told(ben) == []


def test_neither_oneself_nor_from_a_quotation_nor_by_whom_one_muted(fatigue, ada, ben, cleo, his):
    make.comment(fatigue, ben, "I am @ben")
    make.comment(fatigue, ada, "> I am @ben\n\nSo you are.")
    assert told(ben) == []
    following.mute(ben, ada)
    make.comment(fatigue, ada, "@ben")
    assert told(ben) == []
    make.comment(fatigue, ada, "@ben", anonymous=True)
    assert told(ben) == ["mentioned"]


def test_a_link_typed_by_hand_calls_only_whom_a_name_would_call(fatigue, ada, ben, cleo, his):
    there, nowhere = path(fatigue, ben), path(fatigue, cleo)
    make.comment(
        fatigue, ada, f"[a]({there}) [b]({nowhere}) [c](/discussions/999/people/{ben.pk}/)"
    )

    assert told(cleo) == []
    assert told(ben) == ["mentioned"]


def test_capitals_do_not_matter_and_a_longer_name_wins(fatigue, ada):
    umit, ray = make.member("Ümit"), make.member("Ben Ray")
    make.comment(fatigue, make.member("Ben"))
    for member in (umit, ray):
        make.comment(fatigue, member)

    said = make.comment(fatigue, ada, "@ümit, @ÜMIT and @ben ray")

    assert said.html.count(path(fatigue, umit)) == 2
    assert mentions.people_called(said) == [umit, ray]


def test_words_without_an_at_cost_no_query_more(fatigue, ada, ben, his, django_assert_num_queries):
    with django_assert_num_queries(0):
        mentions.with_people("<p>Rest at ten.</p>", fatigue.discussion, "everyone")
    with django_assert_num_queries(1):
        mentions.with_people("<p>@a @b @c @ben</p>", fatigue.discussion, "everyone")


def test_the_preview_shows_the_link(client, fatigue, ada, ben, his):
    client.force_login(ada)
    address = f"{fatigue.get_absolute_url()}comment/"

    page = client.post(address, {"body": "Dear @ben", "preview": "1", "submission": ""})

    assert f'href="{path(fatigue, ben)}"' in page.text
    assert Comment.objects.count() == 1


@BOTH_LOOKS
def test_a_called_name_pleases_axe(page, visit, axe, fatigue, ada, ben, his, theme, width):
    make.comment(fatigue, ada, "I tried it, @ben.")
    visit.as_(ada)
    visit(fatigue.get_absolute_url())
    axe(page)
    page.get_by_role("link", name="@ben").click()
    page.wait_for_url(f"**{his.get_absolute_url()}")

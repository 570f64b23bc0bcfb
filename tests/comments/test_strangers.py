"""Whoever sends by hand what no page of theirs has: for each address that takes something about a
comment, what may not be read answers as what never was, and nothing of others is changed."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse

from comments import drafts, following, urls
from comments.conversation import talking
from comments.models import Comment, Conversation, Decision, Discussion, Draft, Follow, Report
from comments.reports import asking
from tests import make

# What a form of each page may send, all at once.
WORDS = dict.fromkeys(["body", "words", "title", "subject", "note"], "Words of mine")
PRESSES = dict.fromkeys(["mark", "same", "guide", "stop", "read", "confirm"], "1")
SENT = WORDS | PRESSES | {"kind": "helped", "do": "mute", "reason": "unkind"}
ABOUT_A_COMMENT = sorted(
    {str(each.pattern) for each in urls.urlpatterns if str(each.pattern).startswith("comments/")}
)
# Whoever was writing about it when it was taken away reads that, and keeps their words.
KEEPS_WORDS = ("/reply/", "/report/", "/concern/")
WAS_THERE = {"hidden", "withdrawn", "under one of them"}


@pytest.fixture
def eve(db):
    """A member whom nobody invited here."""
    return make.member("eve")


def nothing(name, fatigue, ada, ben):
    """A comment of ben's that eve may not read."""
    if name == "under one of them":
        above = make.comment(fatigue, ada)
        below = make.comment(fatigue, ben, parent=above)
        Comment.objects.filter(pk=above.pk).update(status="hidden", hides_branch=True)
        return below
    if name == "of a guide that is not public":
        made = make.comment(fatigue, ben)
        fatigue.live_revision = None
        fatigue.save()
        return made
    return make.comment(fatigue, ben, status=name)


HIDDEN = ["waiting", "hidden", "withdrawn", "rejected", "under one of them"]
HIDDEN += ["of a guide that is not public"]


def everything():
    """How many there are of each thing, and where each comment and discussion stands."""
    counts = {
        model._meta.label: model.objects.count()
        for app in ("comments", "notifications", "articles", "accounts")
        for model in apps.get_app_config(app).get_models()
    }
    comments = list(Comment.objects.order_by("pk").values())
    return counts, comments, list(Discussion.objects.order_by("pk").values())


def at(pattern, pk):
    return "/" + re.sub(r"<int:pk>", f"{pk}", pattern)


@pytest.mark.parametrize("name", HIDDEN)
def test_what_may_not_be_read_answers_to_all_that_is_sent_as_what_never_was(
    client, fatigue, ada, ben, eve, name
):
    there, never = nothing(name, fatigue, ada, ben), 99_999_999
    client.force_login(eve)
    before = everything()

    for pattern in ABOUT_A_COMMENT:
        # A draft of an answer is kept though what it answers was taken away; it tells nothing.
        if pattern.endswith("draft/"):
            continue
        answers = [client.post(at(pattern, pk), SENT) for pk in (there.pk, never)]
        codes = [answer.status_code for answer in answers]
        told = pattern.endswith(KEEPS_WORDS) and name in WAS_THERE
        assert codes[0] == codes[1] or (told and codes[0] == 409), (pattern, codes)
        assert "Rest helps me." not in answers[0].text
        assert (
            client.get(at(pattern, there.pk)).status_code
            == client.get(at(pattern, never)).status_code
        ), pattern

    assert everything() == before


def test_what_belongs_to_another_is_not_here_and_stays(client, fatigue, ada, ben, eve):
    said = make.comment(fatigue, ben)
    drafts.keep(ben, drafts.Spot(fatigue.discussion), "Half a thought")
    following.follow(ben, fatigue.discussion)
    asking.report(make.comment(fatigue, ada), ben, reason="unkind")
    talking.begin(ben, "A question", talking.Said("Words", submission=uuid4()))
    decided = Decision.objects.filter(comment=said).first()
    client.force_login(eve)
    own = {
        "throw_away": Draft.objects.get().pk,
        "stop_following": Follow.objects.get().pk,
        "take_back_report": Report.objects.get().pk,
        "team_conversation": Conversation.objects.get().pk,
        "decision": decided.pk,
        "revise": decided.pk,
        "appeal": decided.pk,
        "edit": said.pk,
        "withdraw": said.pk,
        "answer": said.pk,
        "pin": said.pk,
        "context": said.pk,
    }
    before = everything()

    codes = {
        name: client.post(reverse(f"comments:{name}", args=[pk]), SENT).status_code
        for name, pk in own.items()
    }

    assert codes.pop("answer") == 409  # it answers no question
    assert set(codes.values()) <= {403, 404, 405}, codes
    assert everything() == before

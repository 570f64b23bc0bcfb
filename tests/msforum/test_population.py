"""Large invented data: everything in it is as if the verbs had made it."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max, Q

from accounts.models import Member
from articles.models import Guide
from comments import deciding, posting
from comments.models import Audience, Case, Comment, Discussion, Report, Status
from comments.recounting import recount
from markup import to_html
from msforum.population.talk import Talk
from tests import make


def populate(**options):
    call_command("populate", **{"members": 30, "guides": 3, "comments": 1_500} | options)


def wrong_numbers():
    return [d for discussion in Discussion.objects.all() for d in recount(discussion.pk)]


def test_so_many_members_guides_and_comments_are_added_to_what_is_there(db, ada, fatigue, settings):
    settings.DEBUG = True
    own = make.comment(fatigue, ada)

    populate()
    populate(members=5, guides=1, comments=100)

    assert Member.objects.count() == 1 + 30 + 5
    assert Guide.objects.count() == 1 + 3 + 1
    assert Comment.objects.count() == 1 + 1_500 + 100
    assert list(fatigue.discussion.comments.all()) == [own]
    assert wrong_numbers() == []


@pytest.fixture
def populated(db, settings, monkeypatch):
    """Several batches, so that what goes from one to the next is tried too."""
    monkeypatch.setattr("msforum.population.filling.BATCH", 800)
    settings.DEBUG = True
    mo = make.moderator("mo")
    populate(comments=4_000, one_discussion=True)
    return mo


def test_one_discussion_holds_it_all_with_every_number_once(populated):
    discussion = Discussion.objects.get(comments__isnull=False, comments__number=1)

    numbers = discussion.comments.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 4_001))
    assert discussion.last_number == 4_000
    assert wrong_numbers() == []


def test_every_reply_has_the_place_that_posting_would_give_it(populated):
    replies = Comment.objects.exclude(root=None).select_related("parent", "root")

    for reply in replies:
        above = reply.parent
        assert reply.root_id == above.thread_id
        assert reply.branch == (reply.seq if above.root_id is None else above.branch)
        assert reply.number > above.number
        assert reply.posted_at > above.posted_at
        assert above.status not in {Status.WAITING, Status.REJECTED}
        if above.who_may_read == Audience.MEMBERS:
            assert reply.who_may_read == Audience.MEMBERS
    assert (
        not Comment.objects.filter(root=None)
        .annotate(
            last=Max("discussion__comments__seq", filter=Q(discussion__comments__root=F("pk")))
        )
        .exclude(last=None)
        .exclude(last=F("last_seq"))
        .exists()
    )


def test_it_holds_deep_talk_long_threads_and_every_standing(populated):
    statuses = set(Comment.objects.values_list("status", flat=True))
    assert statuses == set(Status.values)
    assert Comment.objects.filter(who_may_read=Audience.MEMBERS).exists()
    assert Comment.objects.filter(edited_at__isnull=False, latest_number=2).exists()
    assert Comment.objects.aggregate(most=Max("reply_count"))["most"] > 40
    parents = dict(Comment.objects.values_list("pk", "parent_id"))

    def depth(pk):
        return 0 if parents[pk] is None else 1 + depth(parents[pk])

    assert max(map(depth, parents)) > 15


def test_what_waits_is_in_the_queue_and_what_was_decided_says_by_whom(populated):
    waiting = Comment.objects.waiting()
    assert set(Case.objects.open().filter(comment__status="waiting").values_list("comment")) == set(
        waiting.values_list("pk")
    )
    reported = Case.objects.open().exclude(comment__in=waiting)
    assert set(reported.values_list("pk")) == set(Report.objects.values_list("case"))
    for comment in Comment.objects.prefetch_related("decisions"):
        newest = max(comment.decisions.all(), key=lambda decision: decision.pk, default=None)
        assert (newest.new_status if newest else Status.WAITING) == comment.status
        if comment.status in {Status.HIDDEN, Status.REJECTED}:
            assert newest.by == populated
            assert newest.reason


def test_the_words_are_what_our_markup_makes_of_them(populated):
    for comment in Comment.objects.order_by("-number")[:60]:
        revision = comment.revisions.get(number=comment.latest_number)
        assert comment.html == revision.html == to_html(revision.source)


def test_people_can_go_on_talking_in_it(populated, ada):
    discussion = Discussion.objects.annotate(n=Count("comments")).order_by("-n").first()
    parent = discussion.comments.published().filter(public=True, root=None).first()

    reply = posting.post(discussion, ada, posting.Words("Me too."), parent=parent)
    deciding.publish(reply, deciding.Why(by=populated))

    assert reply.number == 4_001
    assert wrong_numbers() == []


def test_the_same_seed_says_the_same():
    times = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(300)]

    def say(seed):
        said = Talk(Random(seed), talks=2, authors=9).say(times, [0, 5])  # noqa: S311 -- no secret
        return [(s.number, s.author, s.parent and s.parent.number, s.status) for s in said]

    assert say(1) == say(1)
    assert say(1) != say(2)


def test_a_site_with_members_is_left_alone_unless_one_insists(db, ada):
    with pytest.raises(CommandError, match="add --yes"):
        populate()
    assert Member.objects.count() == 1

    populate(members=2, guides=0, comments=0, yes=True)

    assert Member.objects.count() == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"members": 0}, "Add --members"),
        ({"guides": 0}, "Add --guides"),
    ],
)
def test_without_people_or_guides_nobody_can_talk(db, options, words):
    with pytest.raises(CommandError, match=words):
        populate(**options)


@pytest.mark.parametrize("wrong", ["-1", "many", "1.5"])
def test_only_whole_numbers_are_taken(db, wrong):
    with pytest.raises(CommandError, match="--comments"):
        call_command("populate", f"--comments={wrong}")

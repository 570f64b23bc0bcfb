"""Taking many comments back at once leaves the same rows behind as the verb does one by one."""

from contextlib import suppress
from random import Random

import pytest
from django.db import transaction
from django.forms import model_to_dict

from comments import deciding, signals
from comments.deciding import Why
from comments.models import Case, Comment, Decision, Discussion, Report, Status
from comments.recounting import recount
from comments.refusing import Refused
from comments.reports import asking
from comments.verifying import verify
from comments.withdrawing import withdraw_all
from tests import make

WHY = Why(rule="left")
TEAM = Why(rule="test", reason="unkind")
STANDINGS = [*[Status.PUBLISHED] * 6, Status.HIDDEN, Status.WITHDRAWN]


@pytest.fixture
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


class Back(Exception):
    """Lets a transaction be undone."""


def grown(guide, people, random, *, size, hides):
    """A random talk: trees, standings, words for members, reports, a pinned thread."""
    made = []
    for _ in range(size):
        is_reply = made and random.random() < 0.8
        parent = Comment.objects.get(pk=random.choice(made)) if is_reply else None
        audience = random.choice(["everyone", "everyone", "members"])
        if parent and parent.who_may_read == "members":
            audience = "members"
        said = make.comment(guide, random.choice(people), parent=parent, who_may_read=audience)
        made.append(said.pk)
    for comment in Comment.objects.order_by("pk"):
        move(comment, random, hides=hides)
    published = list(Comment.objects.published())
    for comment in random.sample(published, min(3, len(published))):
        other = next(one for one in people if one.pk != comment.author_id)
        with suppress(Refused):  # it stands in a hidden branch
            asking.report(comment, other, reason="unkind", words="")
    if heads := [one for one in published if one.root_id is None]:
        deciding.pin(random.choice(heads), TEAM)


def move(comment, random, *, hides):
    match random.choice(STANDINGS):
        case Status.HIDDEN:
            deciding.hide(comment, TEAM, whole_branch=hides and random.random() < 0.5)
        case Status.WITHDRAWN:
            deciding.withdraw(comment, Why(by=comment.author))


def rows(discussion):
    """All that is kept, but for what counts how often it was written."""
    kept = [
        model_to_dict(comment, [field.name for field in comment._meta.fields])
        for comment in Comment.objects.order_by("pk")
    ]
    place = model_to_dict(Discussion.objects.get(pk=discussion.pk), fields=None)
    numbers = Discussion.objects.filter(pk=discussion.pk).values_list(
        "published_count", "public_count", "pinned"
    )
    decisions = Decision.objects.order_by("comment", "pk").values_list(
        *("comment", "case", "verb", "old_status", "new_status", "whole_branch"),
        *("revision_number", "by", "rule", "reason", "note"),
    )
    cases = Case.objects.order_by("pk").values_list("pk", "closed_at", "claimed_by", "version")
    reports = Report.objects.order_by("pk").values_list("pk", "answered_at", "upheld")
    return kept, place | {"version": 0}, *map(list, (numbers, decisions, cases, reports))


def after(act, discussion):
    """What the rows would be; they are put back."""
    seen = None
    try:
        with transaction.atomic():
            act()
            assert list(recount(discussion.pk)) == []
            assert [log.problem for log in verify()] == [""] * Discussion.objects.count()
            seen = rows(discussion)
            raise Back
    except Back:
        return seen


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_many_at_once_are_as_one_by_one(trusted, fatigue, ada, ben, mo, seed):
    random = Random(seed)  # noqa: S311 -- no secret
    grown(fatigue, [ada, ben, mo], random, size=18, hides=seed % 3 == 0)
    discussion = fatigue.discussion
    theirs = list(Comment.objects.filter(author=ada).order_by("submission"))

    def one_by_one():
        for comment in theirs:
            comment.refresh_from_db()
            if comment.status in deciding.FROM["withdraw"]:
                deciding.withdraw(comment, WHY)

    expected = after(one_by_one, discussion)
    together = after(lambda: withdraw_all(discussion.pk, theirs, WHY), discussion)

    assert len(theirs) > 2
    for wanted, got in zip(expected, together, strict=True):
        assert got == wanted


def test_it_costs_no_more_for_many(trusted, fatigue, ada, ben, django_assert_max_num_queries):
    for _ in range(40):
        make.comment(fatigue, ben, parent=make.comment(fatigue, ada))
    theirs = list(Comment.objects.filter(author=ada))

    with django_assert_max_num_queries(20):
        withdraw_all(fatigue.discussion.pk, theirs, WHY)

    assert Comment.objects.filter(status=Status.WITHDRAWN).count() == 40
    assert Comment.objects.filter(listed=True).count() == 80  # each holds a reply


def test_others_hear_of_each(trusted, fatigue, ada):
    heard = []

    def hear(comment, **kwargs):
        heard.append(comment.pk)

    said = [make.comment(fatigue, ada) for _ in range(3)]
    signals.comment_withdrawn.connect(hear)
    try:
        withdraw_all(fatigue.discussion.pk, said, WHY)
    finally:
        signals.comment_withdrawn.disconnect(hear)

    assert sorted(heard) == [comment.pk for comment in said]


def test_a_long_way_up_is_walked_once(trusted, fatigue, ada, ben):
    """A chain in which each answers the one before: all stubs fall when the last words go."""
    above = None
    for number in range(12):
        above = make.comment(fatigue, ada if number % 2 else ben, parent=above)
    for comment in Comment.objects.filter(author=ben).order_by("pk"):
        deciding.withdraw(comment, Why(by=ben))

    withdraw_all(fatigue.discussion.pk, Comment.objects.filter(author=ada), WHY)

    assert not Comment.objects.filter(listed=True).exists()
    assert list(recount(fatigue.discussion.pk)) == []

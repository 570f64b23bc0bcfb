"""Planted forests stand as if every comment had been posted and decided one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Case, Comment, Decision, Discussion
from comments.planting import Seed, plant
from comments.recounting import recount
from comments.standing import tally_thread
from tests import make

START = datetime(2025, 3, 1, tzinfo=UTC)


def seed(number, parent=None, *, published=True):
    return Seed(
        key=f"k{number}",
        parent="" if parent is None else f"k{parent}",
        source="Rest.",
        html="<p>Rest.</p>",
        author_label="Guest",
        posted_at=START + timedelta(minutes=number),
        is_published=published,
    )


@st.composite
def forests(draw):
    """Seeds, each answering an earlier one or none."""
    size = draw(st.integers(1, 14))
    return [
        seed(
            number,
            draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None,
            published=draw(st.booleans()),
        )
        for number in range(size)
    ]


def numbers_of(discussion):
    """Every kept number of a discussion, with ids replaced by places."""
    rows = list(Comment.objects.filter(discussion=discussion).order_by("number"))
    place = {row.pk: row.number for row in rows} | {None: None}
    kept = [
        (
            row.number,
            place[row.parent_id],
            place[row.root_id],
            row.branch,
            row.seq,
            row.status,
            row.listed,
            row.public,
            row.listed_replies,
            row.public_replies,
            row.last_seq,
            row.reply_count,
            row.public_reply_count,
        )
        for row in rows
    ]
    discussion.refresh_from_db()
    return kept, discussion.published_count, discussion.public_count, discussion.last_number


@pytest.mark.slow
@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seeds=forests(), cut=st.integers(0, 14))
def test_planting_leaves_the_numbers_that_posting_leaves(mo, seeds, cut):
    Comment.objects.all().delete()
    planted_here = Discussion.objects.create(topic=make.topic(f"a{Discussion.objects.count()}"))
    posted_here = Discussion.objects.create(topic=make.topic(f"b{Discussion.objects.count()}"))

    plant(planted_here, seeds[:cut], rule="import")
    plant(planted_here, seeds[cut:], rule="import", grown=list(planted_here.comments.all()))

    made = {}
    for one in seeds:
        parent = made.get(one.parent)
        # Nobody can answer what waits, so all are published first and then some taken down: in
        # lists and counts what is hidden stands as what waits does.
        made[one.key] = posting.post(posted_here, mo, posting.Words("Rest."), parent=parent)
    for one in seeds:
        if not one.is_published:
            deciding.hide(made[one.key], Why(by=mo))
    expected, *counts = numbers_of(posted_here)
    found, *found_counts = numbers_of(planted_here)
    assert [row[:5] + row[6:] for row in found] == [row[:5] + row[6:] for row in expected]
    assert found_counts == counts
    for root in planted_here.comments.filter(root=None):
        assert tally_thread(root.pk).replies.listed == root.reply_count


@pytest.mark.django_db
def test_what_is_planted_published_carries_a_decision_and_the_rest_a_case(fatigue):
    plant(fatigue.discussion, [seed(1), seed(2, 1, published=False)], rule="import")

    assert [(d.comment.source_key, d.rule) for d in Decision.objects.all()] == [("k1", "import")]
    assert [c.comment.source_key for c in Case.objects.open()] == ["k2"]


@pytest.mark.django_db
@pytest.mark.parametrize("taken_down", [1, 2])
def test_what_comes_below_a_branch_that_was_taken_down_counts_for_nobody(mo, fatigue, taken_down):
    plant(fatigue.discussion, [seed(1), seed(2, 1), seed(3, 2)], rule="import")
    branch = Comment.objects.get(source_key=f"k{taken_down}")
    deciding.hide(branch, Why(by=mo), whole_branch=True)
    discussion = Discussion.objects.locked(fatigue.discussion.pk)

    seeds = [seed(4, 1), seed(5, 3), seed(6, 5), seed(7)]
    plant(discussion, seeds, rule="import", grown=list(discussion.comments.all()))

    assert list(recount(discussion.pk)) == []
    assert discussion.published_count == {1: 1, 2: 3}[taken_down]


@pytest.mark.django_db
def test_a_seed_that_answers_nothing_known_is_refused(fatigue):
    with pytest.raises(KeyError):
        plant(fatigue.discussion, [seed(1, 99)], rule="import")

"""Who sees which comment, compared with ten lines that are too slow for the site."""

import random

import pytest

from comments import deciding, posting
from comments.deciding import Why
from comments.models import Comment, Discussion, Report
from comments.visibility import Reader, Sight, cut_off, sight_of, sights_of
from tests import make


def reference(comment, comments, reader):
    """What a reader sees, straight from the rule: its own status, and nothing hidden above."""
    above = comment.parent_id
    while above:
        if comments[above].hides_branch:
            return Sight.NOTHING
        above = comments[above].parent_id
    own = comment.status == "waiting" and comment.author_id == reader.member_id
    if own or comment.status == "published":
        return Sight.WORDS
    below = [c for c in comments.values() if c.parent_id == comment.pk]
    # One's own comment that waits holds up nothing: others do not see it.
    words = [c for c in below if reference(c, comments, Reader(0)) is not Sight.NOTHING]
    return Sight.STUB if words and not comment.hides_branch else Sight.NOTHING


@pytest.mark.parametrize("seed", range(12))
def test_what_is_seen_is_what_the_rule_says(fatigue, ada, ben, mo, settings, seed):
    chance = random.Random(seed)  # noqa: S311 -- the same histories each time
    comments = [make.comment(fatigue, ada)]
    make.comment(fatigue, make.member("new"), parent=comments[0], status="rejected")
    make.comment(fatigue, make.member("newer"), parent=comments[0], status="waiting")
    settings.COMMENTS_HELD_FIRST = 0
    for _ in range(14):
        parent = chance.choice([*comments, None])
        comments.append(make.comment(fatigue, chance.choice([ada, ben]), parent=parent))
    for _ in range(10):
        comment = chance.choice(comments)
        comment.refresh_from_db()
        if comment.is_published:
            deciding.hide(comment, Why(by=mo), whole_branch=chance.random() < 0.5)
        elif comment.status == "hidden" and chance.random() < 0.7:
            deciding.restore(comment, Why(by=mo))

    now = {c.pk: c for c in Comment.objects.select_related("discussion")}

    for reader in (Reader(), Reader(ada.pk)):
        expected = {pk: reference(c, now, reader) for pk, c in now.items()}
        assert sights_of(list(now.values()), reader) == expected
        assert {pk: sight_of(c, reader) for pk, c in now.items()} == expected
    words = sum(1 for sight in expected.values() if sight is Sight.WORDS)
    assert Discussion.objects.get().published_count == words


def test_looking_for_what_is_cut_is_one_query_whatever_was_hidden(
    fatigue, ada, ben, mo, django_assert_num_queries
):
    one = make.comment(fatigue, ada)
    two = make.comment(fatigue, ben, parent=one)
    three = make.comment(fatigue, ada, parent=two)
    deep = make.comment(fatigue, ben, parent=three)
    beside = make.comment(fatigue, ben, parent=two)
    everything = [one, two, three, deep, beside]

    with django_assert_num_queries(1):
        assert cut_off(everything) == set()
    deciding.hide(three, Why(by=mo), whole_branch=True)
    with django_assert_num_queries(1):
        assert cut_off(everything) == {deep.pk}
    deciding.hide(one, Why(by=mo), whole_branch=True)
    with django_assert_num_queries(1):
        assert cut_off(everything) == {two.pk, three.pk, deep.pk, beside.pk}
    with django_assert_num_queries(0):
        assert cut_off([one]) == set()


def test_the_same_report_again_opens_no_new_case(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    first = posting.report(comment, ben, reason="unkind")
    deciding.keep(comment, Why(by=mo))

    again = posting.report(comment, ben, reason="medical")

    assert again == first
    assert Report.objects.count() == 1
    assert not comment.cases.filter(closed_at=None).exists()


def test_what_was_taken_down_cannot_be_reported(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, Why(by=mo))

    with pytest.raises(posting.Refused, match="no longer there"):
        posting.report(comment, ben, reason="unkind")

"""Who sees which comment, compared with ten lines that are too slow for the site."""

from contextlib import contextmanager, suppress
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments import deciding, posting, reading
from comments.deciding import Why
from comments.models import Comment, Discussion, Report
from comments.recounting import recount
from comments.visibility import Reader, Sight, cut_off, sight_of, sights_of
from tests import make


def reference(comment, comments, reader):
    """What a reader sees, straight from the rule: its own status, and nothing hidden above."""
    above = comment.parent_id
    while above:
        if comments[above].hides_branch:
            return Sight.NOTHING
        above = comments[above].parent_id
    readable = comment.who_may_read == "everyone" or reader.is_member
    own = comment.status == "waiting" and comment.author_id == reader.member_id
    if own or (comment.status == "published" and readable):
        return Sight.WORDS
    # One's own comment that waits holds up nothing: others do not see it.
    other = Reader(0) if reader.is_member else reader
    below = [c for c in comments.values() if c.parent_id == comment.pk]
    seen = [c for c in below if reference(c, comments, other) is not Sight.NOTHING]
    return Sight.STUB if seen and not comment.hides_branch else Sight.NOTHING


VERBS = {
    "publish": deciding.publish,
    "reject": deciding.reject,
    "hide": deciding.hide,
    "hide branch": partial(deciding.hide, whole_branch=True),
    "restore": deciding.restore,
    "withdraw": deciding.withdraw,
    "keep": deciding.keep,
}
# (who says it, which of the earlier comments is answered, whether it waits, who may read it)
SAY = st.tuples(
    st.just("say"),
    st.sampled_from(["ada", "ben"]),
    st.one_of(st.none(), st.integers(0, 9)),
    st.sampled_from(["nobody", "nobody", "nobody", "everyone"]),
    st.sampled_from(["everyone", "everyone", "members"]),
)
EDIT = st.tuples(st.just("edit"), st.integers(0, 9), st.sampled_from(["nobody", "everyone"]))
DECIDE = st.tuples(st.sampled_from(list(VERBS)), st.integers(0, 9))
# Some talk first, then things happen to it, as in life.
HISTORIES = st.tuples(
    st.lists(SAY, min_size=2, max_size=5),
    st.lists(st.one_of(DECIDE, DECIDE, EDIT, SAY), min_size=1, max_size=7),
).map(lambda parts: parts[0] + parts[1])


class History:
    """Plays what hypothesis thought of; what the engine refuses has simply not happened."""

    def __init__(self, discussion, people, why):
        self.discussion, self.people, self.why = discussion, people, why
        self.comments = []

    def play(self, steps):
        for name, *facts in steps:
            with suppress(deciding.CannotDecide, posting.Refused):
                getattr(self, name, partial(self.decide, name))(*facts)

    def hold(self, whose):
        Discussion.objects.filter(pk=self.discussion.pk).update(hold=whose)

    def nth(self, place):
        return self.comments[place % len(self.comments)]

    def say(self, who, parent, hold, readers):
        self.hold(hold)
        words = posting.Words("Rest helps.", who_may_read=readers)
        answered = None if parent is None or not self.comments else self.nth(parent)
        made = posting.post(self.discussion, self.people[who], words, parent=answered)
        self.comments.append(made)

    def edit(self, place, hold):
        self.hold(hold)
        posting.edit(self.nth(place), "Rest helps me.")

    def decide(self, verb, place):
        VERBS[verb](self.nth(place), self.why)


@pytest.mark.slow
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=HISTORIES)
def test_what_is_seen_and_counted_is_what_the_rule_says(
    fatigue, ada, ben, mo, settings, monkeypatch, steps
):
    settings.COMMENTS_HELD_FIRST = 0
    monkeypatch.setattr(reading, "FIRST_REPLIES", 99)
    with rolled_back():
        History(fatigue.discussion, {"ada": ada, "ben": ben}, Why(by=mo)).play(steps)
        comments = {c.pk: c for c in Comment.objects.select_related("discussion")}

        for reader in (Reader(), Reader(ada.pk), Reader(0)):
            expected = {pk: reference(c, comments, reader) for pk, c in comments.items()}
            assert sights_of(list(comments.values()), reader) == expected
            assert shown(fatigue.discussion, reader) == seen_in_place(comments, expected)
        for comment in comments.values():
            assert sight_of(comment, Reader()) == reference(comment, comments, Reader())
        assert list(recount(fatigue.discussion.pk)) == []
        assert kept_counts() == counts_of(comments)


@contextmanager
def rolled_back():
    """What one history did is gone before the next one begins."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown(discussion, reader):
    """What a page shows, from top to bottom."""

    def walk(nodes):
        for node in nodes:
            yield node.comment.pk, node.sight
            yield from walk(node.replies)

    return list(walk(reading.page_of(discussion, reader, order="oldest").threads))


def seen_in_place(comments, sights):
    """What a page should show: threads as they came, replies by branch; own waiting ones first."""
    heads = [c for c in comments.values() if c.root_id is None]
    heads.sort(key=lambda c: (-c.number, 0) if not c.listed else (0, c.number))
    order = []
    for head in heads:
        replies = [c for c in comments.values() if c.root_id == head.pk]
        order += [head, *sorted(replies, key=lambda c: (c.branch, c.seq))]
    return [
        (c.pk, sights[c.pk])
        for c in order
        if sights[c.pk] is not Sight.NOTHING and sights[c.thread_id] is not Sight.NOTHING
    ]


def kept_counts():
    threads = Comment.objects.filter(root=None)
    kept = {c.pk: (c.reply_count, c.public_reply_count) for c in threads}
    discussion = Discussion.objects.get()
    return kept | {"all": (discussion.published_count, discussion.public_count)}


def counts_of(comments):
    """How many words members and everyone can read, counted one by one."""

    def words(some):
        return tuple(
            sum(reference(c, comments, reader) is Sight.WORDS for c in some)
            for reader in (Reader(0), Reader())
        )

    heads = [c for c in comments.values() if c.root_id is None]
    below = {h.pk: [c for c in comments.values() if c.root_id == h.pk] for h in heads}
    return {pk: words(some) for pk, some in below.items()} | {"all": words(comments.values())}


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

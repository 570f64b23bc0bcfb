"""Who sees which comment, compared with ten lines that are too slow for the site."""

from contextlib import contextmanager, suppress
from functools import partial
from random import Random

import pytest
from django.db import transaction

from comments import answering, deciding, posting, reading
from comments.deciding import Why
from comments.models import Comment, Discussion, Report
from comments.recounting import recount
from comments.reports import asking
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
    "pin": deciding.pin,
    "unpin": deciding.unpin,
}
# Some talk first, then things happen to it, as in life. From each turn several ways lead on, each
# undone before the next, so that 2,000 histories cost the steps of a few hundred. They are split
# into parts for as many processes: 8 x 10 talks, each going on in 5 x 5 ways.
PARTS, TALKS, WAYS, TURNS = 8, 10, 5, 2


class History:
    """What happened so far; what the engine refuses has simply not happened."""

    def __init__(self, discussion, people, why, chance):
        self.discussion, self.people, self.why, self.chance = discussion, people, why, chance
        self.comments, self.steps = [], []

    def another_way(self):
        """The same up to here, to go on with."""
        other = History(self.discussion, self.people, self.why, self.chance)
        other.comments, other.steps = [*self.comments], [*self.steps]
        return other

    def talk(self):
        for _ in range(self.chance.randint(2, 5)):
            self.say()

    def go_on(self):
        for _ in range(self.chance.randint(1, 3)):
            step = self.chance.choice([self.decide, self.decide, self.edit, self.say, self.settle])
            with suppress(deciding.CannotDecide, posting.Refused):
                step()

    def hold(self, among):
        whose = self.chance.choice(among)
        Discussion.objects.filter(pk=self.discussion.pk).update(hold=whose)
        return whose

    def say(self):
        hold = self.hold(["nobody", "nobody", "nobody", "everyone"])
        who = self.chance.choice(["ada", "ben"])
        readers = self.chance.choice(["everyone", "everyone", "members"])
        answered = self.chance.choice([None, *self.comments])
        self.steps.append(("say", who, answered and answered.number, hold, readers))
        words = posting.Words("Rest helps.", kind="question", who_may_read=readers)
        with suppress(posting.Refused):
            made = posting.post(self.discussion, self.people[who], words, parent=answered)
            self.comments.append(made)

    def edit(self):
        comment = self.chance.choice(self.comments)
        self.steps.append(("edit", comment.number, self.hold(["nobody", "everyone"])))
        posting.edit(comment, "Rest helps me.")

    def settle(self):
        comment = self.chance.choice(self.comments)
        self.steps.append(("answer", comment.number))
        answering.mark(comment, self.why.by)

    def decide(self):
        verb, comment = self.chance.choice(list(VERBS)), self.chance.choice(self.comments)
        self.steps.append((verb, comment.number))
        VERBS[verb](comment, self.why)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_seen_and_counted_is_what_the_rule_says(
    fatigue, ada, ben, mo, settings, monkeypatch, part
):
    settings.COMMENTS_HELD_FIRST = 0
    monkeypatch.setattr(reading, "FIRST_REPLIES", 99)
    chance = Random(part)  # noqa: S311 -- the same histories each time, so that a failure comes again
    ends = 0
    for _ in range(TALKS):
        with rolled_back():
            history = History(fatigue.discussion, {"ada": ada, "ben": ben}, Why(by=mo), chance)
            history.talk()
            ends += end_in_many_ways(history, TURNS)
    assert ends * PARTS == 2_000


def end_in_many_ways(history, turns):
    """Go on in each way, undo it before the next, and compare each end. How many ends."""
    if not turns:
        compare(history)
        return 1
    ends = 0
    for _ in range(WAYS):
        with rolled_back():
            way = history.another_way()
            way.go_on()
            ends += end_in_many_ways(way, turns - 1)
    return ends


def compare(history):
    """What each reader sees, one of them on a page, and each kept number, with the slow rule."""
    discussion, steps, ada = history.discussion, str(history.steps), history.people["ada"]
    comments = {c.pk: c for c in Comment.objects.select_related("discussion")}
    readers = [Reader(), Reader(ada.pk), Reader(0)]
    expected = [{pk: reference(c, comments, r) for pk, c in comments.items()} for r in readers]

    for reader, sights in zip(readers, expected, strict=True):
        assert sights_of(list(comments.values()), reader) == sights, steps
    place = history.chance.randrange(len(readers))
    reader, sights = readers[place], expected[place]
    discussion = Discussion.objects.get(pk=discussion.pk)
    assert not discussion.pinned_id or comments[discussion.pinned_id].is_published, steps
    page = reading.page_of(discussion, reader, order="oldest")
    assert list(shown(page.threads)) == seen_in_place(comments, sights), steps
    assert page.answers == answers_seen(comments, sights), steps
    one = history.chance.choice(list(comments.values()))
    assert sight_of(one, reader) == sights[one.pk], steps
    assert list(recount(discussion.pk)) == [], steps
    assert kept_counts(comments) == counts_of(comments, expected), steps


@contextmanager
def rolled_back():
    """Whatever was done is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown(nodes):
    """What a page shows, from top to bottom."""
    for node in nodes:
        yield node.comment.pk, node.sight
        yield from shown(node.replies)


def answers_seen(comments, sights):
    """Which reply answered which question, where both can be read."""
    return {
        c.pk: comments[c.answer_id]
        for c in comments.values()
        if c.answer_id and sights[c.pk] is sights[c.answer_id] is Sight.WORDS
    }


def seen_in_place(comments, sights):
    """What a page should show: threads as they came, replies by branch; own waiting ones first."""
    heads = [c for c in comments.values() if c.root_id is None]
    heads.sort(key=lambda c: (-c.number, 0) if not c.listed else (0, c.number))
    pinned = heads[0].discussion.pinned_id
    if pinned and sights[pinned] is Sight.WORDS:
        heads.sort(key=lambda c: c.pk != pinned)
    order = []
    for head in heads:
        replies = [c for c in comments.values() if c.root_id == head.pk]
        order += [head, *sorted(replies, key=lambda c: (c.branch, c.seq))]
    return [
        (c.pk, sights[c.pk])
        for c in order
        if sights[c.pk] is not Sight.NOTHING and sights[c.thread_id] is not Sight.NOTHING
    ]


def kept_counts(comments):
    threads = [c for c in comments.values() if c.root_id is None]
    kept = {c.pk: (c.reply_count, c.public_reply_count) for c in threads}
    discussion = threads[0].discussion
    return kept | {"all": (discussion.published_count, discussion.public_count)}


def counts_of(comments, expected):
    """How many words members and everyone can read, counted one by one."""
    everyone, _ada, member = expected

    def words(some):
        return tuple(sum(seen[c.pk] is Sight.WORDS for c in some) for seen in (member, everyone))

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
    first = asking.report(comment, ben, reason="unkind")
    deciding.keep(comment, Why(by=mo))

    again = asking.report(comment, ben, reason="medical")

    assert again == first
    assert Report.objects.count() == 1
    assert not comment.cases.filter(closed_at=None).exists()


def test_what_was_taken_down_cannot_be_reported(fatigue, ada, ben, mo):
    comment = make.comment(fatigue, ada)
    deciding.hide(comment, Why(by=mo))

    with pytest.raises(posting.Refused, match="no longer there"):
        asking.report(comment, ben, reason="unkind")

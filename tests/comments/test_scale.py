"""A discussion costs the same whatever it holds: as many queries, none of which looks at it all.

The plans are asked of the database that the suite runs on, in a discussion of 12,000 comments
beside another one, so that choosing the wrong index would be worse than choosing the right one.
"""

from itertools import batched

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from comments import deciding, lately, mentions, moves, reading, talked_about
from comments.models import Case, Comment, Discussion
from comments.visibility import Reader, cut_off
from msforum.population import Filling
from tests import make, pristine
from tests.plans import plans

ANYONE = Reader()
# Heads, first replies, what is cut; a member's own waiting comments come on top.
QUERIES = {"anyone": 3, "member": 4}
BIG = {"comments_comment", "comments_commentrevision", "comments_case", "comments_decision"}


def fill(comments, seed=1):
    """A discussion with so many comments, of every standing."""
    filling = Filling(members=40, guides=1, comments=comments, one_discussion=True, seed=seed)
    for step in (filling.add_members, filling.add_guides, filling.add_comments):
        list(step())
    return Discussion.objects.get(pk=filling.talks()[0])


def reader_of(kind, discussion):
    """The member is one whose own comment waits, where there is one: that costs most."""
    if kind == "anyone":
        return ANYONE
    comments = Comment.objects.filter(discussion=discussion)
    return Reader((comments.waiting().first() or comments.first()).author_id)


@pytest.mark.parametrize("comments", [10, 1_000, pytest.param(20_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", QUERIES)
def test_a_page_costs_the_same_queries_whatever_the_discussion_holds(db, comments, kind):
    discussion = fill(comments)
    reader = reader_of(kind, discussion)

    for order in reading.ORDERS:
        with CaptureQueriesContext(
            connection,
        ) as first:
            page = reading.page_of(discussion, reader, order=order)
        assert len(first) == QUERIES[kind]
        assert page.threads
        if page.after:
            with CaptureQueriesContext(connection) as second:
                reading.page_of(discussion, reader, order=order, after=page.after)
            assert len(second) == QUERIES[kind]


@pytest.fixture(scope="module")
def large(django_db_setup, django_db_blocker):
    """Made once for the tests below, and taken away after them."""
    with django_db_blocker.unblock():
        fill(4_000, seed=2)
        discussion = fill(12_000)
        yield discussion
        pristine.restore()
        connection.close()


def indexes_pay():
    """16,000 comments are few enough for PostgreSQL to weigh reading them all, and what other
    tests left in the table's file tips the scales. In a large table it never does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL random_page_cost = 1.1")


def flat(found):
    """No query of these reads a big table from end to end."""
    return not any(plan.scans & BIG for plan in found)


HEADS = {
    ("anyone", "oldest"): "public_threads_by_age",
    ("anyone", "newest"): "public_threads_by_age",
    ("anyone", "helpful"): "public_threads_by_score",
    ("member", "oldest"): "threads_by_age",
    ("member", "newest"): "threads_by_age",
    ("member", "helpful"): "threads_by_score",
}
REPLIES = {"anyone": "public_replies_in_order", "member": "replies_in_order"}
# Either finds the few branches that were taken down: by thread, or by thread and number.
GONE = {"hidden_branches", "replies_are_numbered"}


PLANNED = [
    "force_custom_plan",
    pytest.param(
        "force_generic_plan",
        marks=pytest.mark.skipif(
            connection.vendor != "postgresql", reason="SQLite plans for no values"
        ),
    ),
]


@pytest.mark.parametrize("planned", PLANNED)
@pytest.mark.parametrize("place", ["first page", "a page in the middle"])
@pytest.mark.parametrize(("kind", "order"), HEADS)
def test_a_page_of_threads_comes_from_the_index_of_its_order(
    large, db, kind, order, place, planned
):
    reader, after = reader_of(kind, large), ""
    if place != "first page":
        after = reading.page_of(large, reader, order=order).after
        after = reading.page_of(large, reader, order=order, after=after).after

    indexes_pay()
    with plans(planned) as found:
        page = reading.page_of(large, reader, order=order, after=after)

    assert len(page.threads) >= reading.THREADS_A_PAGE
    assert any(node.replies for node in page.threads)
    assert flat(found), found
    *own, heads, replies, _cut = found
    assert (heads.indexes, heads.sorts) == ({HEADS[kind, order]}, 0), heads
    assert [plan.indexes for plan in own] == [{"waiting_by_author"}] * (kind == "member")
    assert [plan.sorts for plan in own] == [0] * len(own)
    assert replies.indexes - GONE == {REPLIES[kind]}, replies
    # Only what was found is sorted, a hundred replies at most; never a thread.
    assert "Sort Key: reply" not in replies.steps, replies
    assert replies.sorts == 1 or connection.vendor == "postgresql", replies


@pytest.mark.parametrize("kind", REPLIES)
def test_what_moved_up_past_the_reader_comes_from_an_index(large, db, kind):
    reader = reader_of(kind, large)
    first = reading.page_of(large, reader, order="helpful")
    heads = Comment.objects.filter(discussion=large).threads().listed_for(member=False)
    for comment in heads.filter(score=0).order_by("number")[:3]:
        Comment.objects.filter(pk=comment.pk).update(score=0.99)
        Discussion.objects.filter(pk=large.pk).update(version=F("version") + 1)
        moved = Discussion.objects.get(pk=large.pk)
        moves.note(moved, moved.version, comment, (0, 0.99))

    indexes_pay()
    with plans() as found:
        page = reading.page_of(moved, reader, order="helpful", after=first.after)

    assert page.risen == 3
    assert flat(found), found
    _heads, steps, risen, *_others = found[kind == "member" :]
    assert (len(steps.indexes), steps.sorts, steps.scans) == (1, 0, set()), steps
    assert risen.indexes <= {HEADS[kind, "helpful"], HEADS[kind, "oldest"], "comments_are_numbered"}
    # Two queries more, however many rose.
    assert len(found) == QUERIES[kind] + 2


@pytest.mark.parametrize("kind", REPLIES)
def test_the_replies_of_a_long_thread_come_in_order_from_their_index(large, db, kind):
    root = Comment.objects.filter(discussion=large, root=None).order_by("-reply_count").first()
    reader = reader_of(kind, large)

    with plans() as found:
        first, after = reading.replies_after(root, reader)
        second, _after = reading.replies_after(root, reader, after)

    assert len(first) == reading.REPLIES_A_PAGE
    assert {c.pk for c in first}.isdisjoint(c.pk for c in second)
    assert flat(found), found
    for gone, replies in batched(found, 2, strict=True):
        assert gone.indexes == {"hidden_branches"}, gone
        assert replies.indexes == {REPLIES[kind]}, replies
        assert 'Sort Key: "U0"' not in replies.steps, replies
        assert replies.sorts == 1 or connection.vendor == "postgresql", replies


def test_what_is_cut_is_found_by_the_hidden_branches_alone(large, db):
    branch = Comment.objects.filter(discussion=large, hides_branch=True, listed_replies__gt=0)
    below = Comment.objects.filter(parent=branch.first()).first()

    with plans() as found:
        assert cut_off([below]) == {below.pk}

    assert [plan.indexes for plan in found] == [{"hidden_branches"}], found
    assert flat(found)


def test_the_moderators_queue_comes_from_its_index_weightiest_first(large, db):
    decided = Comment.objects.filter(discussion=large).order_by("number")[:5_000]
    Case.objects.bulk_create([Case(comment=c, closed_at=c.posted_at) for c in decided])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_case")
        if connection.vendor == "postgresql":
            # So few cases are open here that sorting them would do as well.
            cursor.execute("SET LOCAL enable_sort = off")

    with plans() as found:
        cases = list(Case.objects.open()[:20])

    assert cases == sorted(cases, key=lambda case: (-case.score, case.opened_at, case.pk))
    assert len(cases) == 20
    assert [(plan.indexes, plan.sorts) for plan in found] == [({"cases_in_order"}, 0)], found


def test_pages_stay_full_where_a_whole_branch_was_taken_down(db, fatigue, ada, ben, mo):
    one = make.comment(fatigue, ada)
    spam = make.comment(fatigue, ben, parent=one)
    for _ in range(reading.FIRST_REPLIES + 1):
        make.comment(fatigue, ben, parent=spam)
    answers = [make.comment(fatigue, ben, parent=one) for _ in range(2)]
    deciding.hide(spam, deciding.Why(by=mo), whole_branch=True)

    (node,) = reading.page_of(fatigue.discussion, ANYONE, order="oldest").threads

    assert [reply.comment for reply in node.replies] == answers
    assert node.more == 0
    one.refresh_from_db()
    assert reading.replies_after(one, ANYONE) == (answers, "")


def test_what_came_since_a_page_was_made_comes_from_its_index(large, db):
    newest = Comment.objects.filter(discussion=large).published().order_by("-number")[:40]
    for place, comment in enumerate(newest):
        Comment.objects.filter(pk=comment.pk).update(arrival=100 + place)
    large.version = 200

    with plans() as found:
        nodes, now = reading.since(large, ANYONE, 90)

    assert len(nodes) == reading.ARRIVALS_A_PAGE
    assert 100 < now < 140
    assert flat(found), found
    came = found[0]
    assert came.indexes == {"arrivals_in_order"}, came


def test_who_is_called_and_their_newest_words_come_from_an_index(large, db, client):
    said = Comment.objects.filter(discussion=large).published().filter(public=True)
    who = said.select_related("author").first().author
    address = mentions.path_to(large.pk, who.pk)

    with plans() as found:
        drawn = mentions.with_people(f"<p>@{who.name}</p>", large, "everyone")
        leads = client.get(address)["Location"]

    assert address in drawn
    assert leads.startswith("/comments/")
    assert flat(found), found
    asked = [plan for plan in found if "anonymous" in plan.sql]
    assert len(asked) == 2
    for plan in asked:
        assert "published_by_author" in plan.indexes, plan
        assert plan.sorts == 0, plan


LISTS = {"anyone": "talked_about_in_public", "member": "talked_about_lately"}


def few_pay():
    """There are two discussions here, which PostgreSQL would rather read and sort."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize("kind", REPLIES)
def test_what_is_talked_about_now_comes_from_indexes_by_date(large, db, kind):
    lately.look_again(large)
    large.save()
    reader = reader_of(kind, large)

    indexes_pay()
    few_pay()
    with plans() as found:
        first = talked_about.places(reader)
        talked_about.places(reader, f"{2**52}_1")
        talked_about.without_reply(reader)

    assert first.rows
    assert flat(found), found
    latest, said, older, _said, waits = found
    for plan in (latest, older):
        assert {"said_by_date", LISTS[kind]} <= plan.indexes, plan
        assert plan.sorts == 0, plan
    assert said.sorts == 0, said
    assert ("threads_without_reply" in waits.indexes, waits.sorts) == (True, 0), waits


def test_the_last_words_of_a_discussion_come_from_their_index(large, db):
    with plans() as found:
        dates = lately.dates_of(large.pk)

    assert all(dates.values())
    for plan in found:
        assert "said_by_date" in plan.indexes, plan
        assert plan.sorts == 0, plan

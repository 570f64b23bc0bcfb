"""What a discussion costs as a whole page, what a reply writes, and that every comment is found."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import marks, posting, reacting, reading
from comments.models import Comment, Discussion
from comments.visibility import Reader, sights_of
from msforum.population import Filling
from tests import make
from tests.comments.pages import comments_in

ORDERS = reading.ORDERS
MOST = {"visitor": 6, "member": 12, "moderator": 12}


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.COMMENTS_HELD_FIRST = 0


def fill(comments):
    filling = Filling(members=40, guides=1, comments=comments, one_discussion=True, seed=5)
    for step in (filling.add_members, filling.add_guides, filling.add_comments):
        list(step())
    return Discussion.objects.get(pk=filling.talks()[0])


@pytest.mark.parametrize("who", MOST)
def test_a_whole_page_costs_the_same_queries_at_ten_and_at_twenty_thousand(db, client, mo, who):
    """With a mark, presses and something new: what costs most."""
    costs = set()
    for comments in (10, 1_000):
        discussion = fill(comments)
        # Whether what was found stands below something hidden is asked where there are replies.
        heads = Comment.objects.filter(discussion=discussion, root=None, public=True).published()
        make.comment(discussion.guide, make.member(f"b{discussion.pk}"), parent=heads.first())
        costs |= costs_of(client, discussion, who, mo)

    assert len(costs) == 1, costs
    assert costs.pop() <= MOST[who]


@pytest.mark.slow
@pytest.mark.parametrize("who", MOST)
def test_it_costs_that_in_a_large_one_too(db, client, mo, who):
    small, large = fill(10), fill(20_000)

    assert costs_of(client, small, who, mo) == costs_of(client, large, who, mo)


def costs_of(client, discussion, who, mo):
    """The numbers of queries of a page in each order, asked a second time."""
    path = discussion.guide.get_absolute_url()
    if who != "visitor":
        member = mo if who == "moderator" else make.member(f"reader {discussion.pk}")
        client.force_login(member)
        marks.stop_at(member, discussion, discussion.last_number // 2)
        others = Comment.objects.filter(discussion=discussion, root=None, public=True).published()
        reacting.react(others.exclude(author=member).first(), member, "helped")
    costs = set()
    for order in ORDERS:
        client.get(path, {"order": order})
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path, {"order": order}).status_code == 200
        costs.add(len(asked))
    return costs


# What a reply writes ------------------------------------------------------------------------------

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


def rows_written(deed):
    """How many rows were written to which table, told by the database itself."""
    written = []

    def watch(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if WRITES.match(sql):
            table = re.search(r'"(\w+)"', sql)[1]
            written.append((WRITES.match(sql)[1].upper(), table, context["cursor"].rowcount))
        return answer

    with connection.execute_wrapper(watch):
        deed()
    return sorted(written)


def chain(fatigue, ada, length):
    last = make.comment(fatigue, ada)
    for _ in range(length):
        last = make.comment(fatigue, ada, parent=last)
    return last


def wide(fatigue, ada, length):
    for _ in range(length):
        head = make.comment(fatigue, ada)
    return head


def crowded(fatigue, ada, length):
    head = make.comment(fatigue, ada)
    for _ in range(length):
        make.comment(fatigue, ada, parent=head)
    return head


@pytest.mark.parametrize("shape", [chain, wide, crowded])
def test_a_reply_writes_as_many_rows_whatever_it_answers(fatigue, ada, ben, shape):
    few, many = shape(fatigue, ada, 3), shape(make.guide("Sleep"), ada, 60)

    def reply(parent):
        return lambda: posting.post(parent.discussion, ben, posting.Words("Me too."), parent=parent)

    small, large = rows_written(reply(few)), rows_written(reply(many))

    assert small == large
    assert sum(rows for _verb, _table, rows in large) <= 14
    assert {rows for _verb, _table, rows in large} <= {0, 1}


# Those of Django around the request (session, member, rights) among them.
STATEMENTS = {"to a first comment": 16, "to a reply": 18}


@pytest.mark.parametrize("what", STATEMENTS)
def test_a_reply_takes_so_many_statements_from_the_form_to_the_answer(
    fatigue, ada, ben, client, what
):
    parent = chain(fatigue, ada, 2 if what == "to a reply" else 0)
    client.force_login(ben)

    def send():
        assert client.post(f"/comments/{parent.pk}/reply/", {"body": "Me too."}).status_code == 302

    send()  # what a process finds out once is known by then
    with CaptureQueriesContext(connection) as asked:
        send()

    said = [query["sql"] for query in asked]
    around = ("BEGIN", "SAVEPOINT", "RELEASE")
    assert len([sql for sql in said if not sql.startswith(around)]) == STATEMENTS[what]


# Every comment is found by links ------------------------------------------------------------------


def walk(client, path, meanwhile=lambda: None):
    """The ids of all comments that links lead to from a page, in order, with repeats. Where a
    conversation goes on on a page of its own, its first comment stands above once more."""
    found = []
    while path:
        page = client.get(path)
        found += shown(page)
        for more in re.findall(r'href="(/comments/\d+/\?after=[\d_]+)"', page.text):
            found += rest_of(client, more)
        meanwhile()
        following = re.search(r'href="(\?order=[^"]+&amp;after=[^"]+)#talk"', page.text)
        path = following and path.partition("?")[0] + following[1].replace("&amp;", "&")
    return found


def rest_of(client, path):
    found = []
    while path:
        page = client.get(path)
        found += shown(page)[1:]
        following = re.search(r'href="(/comments/\d+/\?after=[\d_]+)#conversation"', page.text)
        path = following and following[1]
    return found


def shown(page):
    return [int(name.removeprefix("comment-")) for name in comments_in(page).attributes]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_every_comment_is_found_by_links_once_while_new_ones_arrive(db, client, who, order):
    discussion = fill(700)
    path = f"{discussion.guide.get_absolute_url()}?order={order}"
    reader = Reader()
    talker, member = make.member("talker"), make.member("reader")
    if who == "member":
        client.force_login(member)
        reader = Reader(member.pk)
    before = list(Comment.objects.filter(discussion=discussion).select_related("discussion"))
    seen = {pk for pk, sight in sights_of(before, reader).items() if sight.value != "nothing"}

    def arrive():
        """A new conversation, and a reply to the newest of those that were there."""
        posting.post(discussion, talker, posting.Words("I am new here."))
        head = Comment.objects.filter(discussion=discussion, root=None).published().first()
        posting.post(discussion, talker, posting.Words("Me too."), parent=head)

    found = [pk for pk in walk(client, path, arrive) if pk in {c.pk for c in before}]

    assert len(found) == len(set(found))
    assert set(found) == seen
    assert len(seen) > 400

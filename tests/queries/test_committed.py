"""What is kept while nothing is committed is never older than what somebody asked from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import transaction

from accounts.models import Member
from comments import deciding, posting, reading
from comments.models import Discussion
from comments.visibility import Reader
from queries import committed
from queries.committed import Unchanged, Watch, version
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_found_once_while_nothing_is_written(ada):
    kept, found = Unchanged[str, int](most=2), []

    def find():
        found.append(1)
        return len(found)

    before = version()
    assert [kept.get("a", find, before) for _ in range(3)] == [1, 1, 1]
    ada.save()
    after = version()
    assert after != before
    assert kept.get("a", find, after) == 2
    assert kept.get("b", find, after) == 3
    assert kept.get("c", find, after) == 4
    assert kept.get("c", find, after) == 4


def test_what_was_asked_for_before_a_commit_is_not_taken_for_what_came_after(ada):
    kept = Unchanged[str, str](most=2)
    before = version()
    old = Member.objects.get(pk=ada.pk)
    old_name = old.name
    Member.objects.filter(pk=ada.pk).update(name="Quiet Harbour")

    assert kept.get("name", lambda: old.name, before) == old_name
    assert kept.get("name", lambda: "Quiet Harbour", version()) == "Quiet Harbour"


def test_within_a_transaction_nothing_is_kept(ada):
    with transaction.atomic():
        assert version() is None
    kept = Unchanged[str, int](most=2)
    assert kept.get("a", lambda: 1, None) == 1
    assert kept.get("a", lambda: 2, None) == 2


@pytest.fixture
def talk(fatigue, ada, ben):
    first = make.comment(fatigue, ada, "First.")
    make.comment(fatigue, ben, "Below.", parent=first)
    make.comment(fatigue, ben, "Second.")
    return first


def pages(discussion, *readers, as_of=None):
    def told(nodes):
        return [
            (n.is_stub or n.comment.html, n.comment.number, n.more, told(n.replies)) for n in nodes
        ]

    made = [reading.page_of(discussion, who, order="oldest", as_of=as_of) for who in readers]
    return [told(page.threads) for page in made]


def test_each_reader_is_shown_the_same_as_without_it(talk, ada, ben, dee, fatigue, settings):
    settings.COMMENTS_HELD_FIRST = 0
    discussion = Discussion.objects.get(pk=fatigue.discussion.pk)
    discussion.hold = "everyone"
    discussion.save()
    for parent in (None, talk):
        posting.post(discussion, dee, posting.Words("Mine, waiting."), parent=parent)
    discussion.refresh_from_db()
    readers = [Reader(), *(Reader(who.pk) for who in (ada, ben, dee, ada, dee))]

    shared = pages(discussion, *readers, as_of=version())

    assert shared == pages(discussion, *readers)
    assert [str(each).count("Mine, waiting.") for each in shared] == [0, 0, 0, 2, 0, 2]


def test_others_are_not_asked_for_again(talk, ada, ben, fatigue, django_assert_num_queries):
    discussion = fatigue.discussion
    as_of = version()
    pages(discussion, Reader(ada.pk), as_of=as_of)

    with django_assert_num_queries(1):  # what is their own
        pages(discussion, Reader(ben.pk), as_of=as_of)


def test_what_was_hidden_is_gone_for_the_next_reader(talk, ada, ben, mo, fatigue):
    discussion = fatigue.discussion
    pages(discussion, Reader(ada.pk), as_of=version())
    deciding.hide(talk, deciding.Why(by=mo, reason="medical", note="Please leave doses out."))
    discussion.refresh_from_db()

    (page,) = pages(discussion, Reader(ben.pk), as_of=version())
    assert "First." not in str(page)
    assert "Below." in str(page)


def test_another_file_under_the_same_name_is_noticed(tmp_path):
    """As when an operator puts a copy in the place of a database."""
    first, other = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    for file in (first, other):
        with closing(sqlite3.connect(file)) as made:
            made.execute("CREATE TABLE t (a)")
            made.commit()
    watch = Watch()
    before = watch.version(str(first))
    assert watch.version(str(first)) == before

    other.replace(first)

    assert watch.version(str(first)) != before


def test_a_database_that_is_not_there_has_no_version(monkeypatch, tmp_path):
    missing = str(tmp_path / "missing.sqlite3")
    monkeypatch.setattr(committed, "asked", lambda: Watch().version(missing))

    assert version() is None
    assert not Path(missing).exists()


def test_it_is_forgotten_after_some_minutes(monkeypatch):
    kept = Unchanged[str, int](most=9)
    kept.get("old", lambda: 1, "v")
    now = committed.monotonic()
    monkeypatch.setattr(committed, "monotonic", lambda: now + committed.SECONDS + 1)
    kept.get("new", lambda: 2, "v")

    assert kept.found == {"new": 2}

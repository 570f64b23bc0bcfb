"""A query that is put together once answers as the one that is put together each time."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.db.models import F, Value
from django.db.models.functions import Now, Upper
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from comments.models import Comment, Discussion
from queries.prepared import NotPreparable, prepared
from tests import make

pytestmark = pytest.mark.django_db

NAMES = {"id", "author_id", "number"}


@prepared
def by(order, *, author):
    found = Comment.objects.filter(author=author).select_related("author", "discussion__guide")
    return found.order_by(order).annotate(loud=Upper("author__name"), twice=F("number") * 2)


@pytest.fixture
def said(fatigue, ada, ben):
    return [make.comment(fatigue, who) for who in (ada, ben, ada)]


def test_the_rows_are_those_of_the_queryset(said, ada, ben):
    for who in (ada, ben, ada):
        wanted = list(Comment.objects.filter(author=who).order_by("-number"))
        found = by("-number", author=who.pk)

        assert found == wanted
        for one, other in zip(found, wanted, strict=True):
            assert {name: vars(one)[name] for name in NAMES} == {
                name: vars(other)[name] for name in NAMES
            }
            assert one.posted_at == other.posted_at
            assert (one.loud, one.twice) == (who.name.upper(), 2 * other.number)


def test_what_is_joined_is_there_and_rows_are_new_each_time(said, ada, django_assert_num_queries):
    first = by("number", author=ada.pk)
    with django_assert_num_queries(1):
        again = by("number", author=ada.pk)
        assert again[0].author.name == "ada"
        assert again[0].discussion.guide.title == "Living with fatigue"

    again[0].number = 99
    assert first[0] is not again[0]
    assert by("number", author=ada.pk)[0].number != 99


def test_nothing_is_compiled_a_second_time(said, ada, monkeypatch):
    by("number", author=ada.pk)
    monkeypatch.setattr(SQLCompiler, "as_sql", None)

    assert len(by("number", author=ada.pk)) == 2


def test_each_shape_is_a_query_of_its_own(said, ada):
    up, down = by("number", author=ada.pk), by("-number", author=ada.pk)

    assert up == down[::-1]
    assert up != down


def test_nobody_is_none(said):
    assert by("number", author=0) == []


def test_a_number_that_no_column_holds_finds_nothing(said):
    @prepared
    def at(*, pk):
        return Comment.objects.filter(pk=pk)

    assert [at(pk=number) for number in (10**30, -(10**30), 2**63 - 1)] == [[], [], []]
    assert at(pk=said[0].pk) == [said[0]]


def test_values_texts_and_moments_can_be_handed_over(said, ada):
    @prepared
    def called(*, name, until):
        found = Comment.objects.filter(author__name=name, posted_at__lt=until)
        return found.values_list("pk", "author__name")

    now = timezone.now() + timedelta(seconds=1)
    assert len(called(name="ada", until=now)) == 2
    assert called(name="ada", until=datetime(2001, 1, 1, tzinfo=UTC)) == []
    assert called(name="x' OR 1=1 --", until=now) == []
    assert {name for _pk, name in called(name="ben", until=now)} == {"ben"}


def test_a_thread_has_its_own(said, ada):
    by("number", author=ada.pk)
    raised = []

    def ask():
        try:
            by("number", author=ada.pk)
        except Exception as problem:
            raised.append(problem)
        connections.close_all()

    other = Thread(target=ask)
    other.start()
    other.join()
    assert raised == []


def test_it_works_after_the_connection_was_closed(transactional_db, fatigue, ada):
    make.comment(fatigue, ada)
    assert len(by("number", author=ada.pk)) == 1
    connection.close()

    assert len(by("number", author=ada.pk)) == 1


def depends_on_the_moment(*, author):
    return Comment.objects.filter(author=author, posted_at__lt=timezone.now())


def ignores_a_value(*, author, other):
    return Comment.objects.filter(author=author)


def changes_a_value(*, author):
    return Comment.objects.filter(author=author + 1)


def changes_its_shape(*, author):
    return Comment.objects.filter(author=author).order_by("pk" if author % 2 else "-pk")


def fetches_more(*, author):
    return Comment.objects.filter(author=author).prefetch_related("replies")


@pytest.mark.parametrize(
    "build",
    [depends_on_the_moment, ignores_a_value, changes_a_value, changes_its_shape, fetches_more],
)
def test_what_depends_on_more_than_its_values_is_refused(build):
    holes = {"author": 1} | ({"other": 2} if build is ignores_a_value else {})
    with pytest.raises(NotPreparable):
        prepared(build)(**holes)


@pytest.mark.parametrize("value", [None, True, b"1", [1]])
def test_what_cannot_be_handed_over_is_refused(value):
    with pytest.raises(NotPreparable):
        prepared(lambda *, author: Comment.objects.filter(author=author))(author=value)


def test_fractions_and_submissions_can_be_handed_over(said, ada):
    @prepared
    def scored(*, least, submission):
        return Comment.objects.filter(score__gte=least, submission=submission)

    one = said[0]
    assert scored(least=0.0, submission=one.submission) == [one]
    assert scored(least=1.5, submission=one.submission) == []


def test_what_is_held_is_held_within_a_transaction(transactional_db, fatigue):
    discussion = fatigue.discussion
    with transaction.atomic():
        assert Discussion.objects.locked(discussion.pk) == discussion

    with pytest.raises(TransactionManagementError):
        Discussion.objects.locked(discussion.pk)


def test_the_moment_of_the_database_can_be_asked_for(said, ada):
    @prepared
    def before_now(*, author):
        return Comment.objects.filter(author=author, posted_at__lte=Now()).annotate(one=Value(1))

    assert len(before_now(author=ada.pk)) == 2


def asked_as():
    """What was sent to the database, with what was handed over."""
    sent = []

    def note(execute, sql, params, many, context):
        sent.append((sql, params))
        return execute(sql, params, many, context)

    return sent, connection.execute_wrapper(note)


def test_a_value_that_never_changes_is_a_word_of_the_query(said, ada):
    @prepared
    def published(*, author):
        found = Comment.objects.filter(status="published", author=author).exclude(number=7)
        return found.exclude(title="100%'s").annotate(sign=Value("%s"))

    sent, watched = asked_as()
    with watched:
        assert [row.sign for row in published(author=ada.pk)] == ["%s", "%s"]

    ((sql, params),) = sent
    assert "'published'" in sql
    assert set(params) == {ada.pk, "100%'s", "%s"}  # no plain words


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans a query each time")
def test_postgresql_plans_it_once_for_each_connection(transactional_db, fatigue, ada, ben):
    one, other = make.comment(fatigue, ada), make.comment(fatigue, ben)

    @prepared
    def called(order, *, title, author, until):
        found = Comment.objects.filter(author=author, title=title, posted_at__lt=until)
        return found.exclude(title="100%'s").annotate(sign=Value("%s")).order_by(order)

    def ask(author):
        return called("pk", title="", author=author.pk, until=timezone.now())

    for _ in range(2):
        sent, watched = asked_as()
        with watched:
            assert [ask(ada), ask(ben), ask(ada)] == [[one], [other], [one]]
            assert ask(ada)[0].sign == "%s"
        assert [sql[:7] for sql, _params in sent] == ["SELECT ", *["EXECUTE"] * 3]
        connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans a query each time")
def test_a_connection_that_others_use_in_between_is_told_everything(said, ada, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    sent, watched = asked_as()
    with watched:
        assert by("number", author=ada.pk) == by("number", author=ada.pk) != []

    assert all(sql.startswith("SELECT") for sql, _params in sent)


@prepared
def numbered(*, number):
    return Comment.objects.filter(number=number)


def test_a_number_that_no_column_holds_finds_nothing_however_often_it_is_asked(said):
    for _ in range(4):
        assert numbered(number=said[0].number) == [said[0]]
        assert numbered(number=2**40) == []
        assert numbered(number=-(2**40)) == []
        assert numbered(number=2**70) == []

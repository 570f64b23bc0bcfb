"""After a test that really commits, the database is again as the migrations left it.

Django empties each table and reads what was in it from JSON, object by object: a third of a second
for each test in a browser. Most tables are empty before and after, so only those that a test
wrote into are touched here.
"""

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

type Rows = list[tuple]

kept: dict[str, Rows] = {}
"""The rows of each table that was not empty when the migrations had run."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Between the making of the database and the first test: remember what is in it."""
    with django_db_blocker.unblock():
        kept.clear()
        kept.update({table: rows_of(table) for table in with_rows()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: restore())
        yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """A thread that answered a browser may keep its connection for a while, and PostgreSQL removes
    no database that somebody is connected to."""
    if connection.vendor != "postgresql":
        return
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608


def restore() -> None:
    """Undo whatever was committed. Keys may point anywhere meanwhile: they are checked at the
    commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(with_rows() | kept.keys()):
            before = kept.get(table, [])
            if before and rows_of(table) == before:
                continue
            name = connection.ops.quote_name(table)
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608
            if before:
                places = ", ".join(["%s"] * len(before[0]))
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})", before)  # noqa: S608


def with_rows() -> set[str]:
    """The tables that hold anything now."""
    tables = connection.introspection.table_names()
    asked = (
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"  # noqa: S608
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {table for (table,) in cursor.fetchall()}


def rows_of(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
        return [tuple(row) for row in cursor.fetchall()]

"""A SQLite new enough to be trusted: pysqlite3 takes the place of the system's sqlite3.

Versions before 3.51.3 can lose committed pages when several connections write in WAL mode
(https://sqlite.org/wal.html, "WAL-reset bug"), and the one of the operating system is older.
"""

import sys
from functools import cache, lru_cache
from typing import Any

OLDEST = (3, 51, 3)

OPTIONS: dict[str, Any] = {
    # IMMEDIATE takes the write lock at the start: no transaction has to upgrade a stale snapshot.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        # What is deleted is gone from the file, too: many builds have this, pysqlite3 has not.
        "PRAGMA secure_delete=ON;"
        # KiB for each connection, and each thread keeps one: more makes filling no quicker.
        "PRAGMA cache_size=-8000;"
        "PRAGMA temp_store=MEMORY;"
    ),
}


# SQLite's own defaults; pysqlite3 cannot be asked (it lacks Connection.getlimit and the
# constants of the C library that name what is asked for).
LIMIT_COLUMN, COLUMNS_AT_MOST = 2, 2_000
LIMIT_VARIABLE_NUMBER, VARIABLES_AT_MOST = 9, 32_766
# Pages and verbs ask a few hundred different ones.
QUERIES = 1_000
LIMITS = {LIMIT_COLUMN: COLUMNS_AT_MOST, LIMIT_VARIABLE_NUMBER: VARIABLES_AT_MOST}


@cache
def quick(cursor: type[Any]) -> type[Any]:
    """Django's cursor, which puts the marks of SQLite into a query, each time: for the long query
    of a discussion that takes as long as its answer. Here the same words are gone through once."""
    if not hasattr(cursor, "convert_query"):
        return cursor

    @lru_cache(QUERIES)
    def converted(query: str) -> str:
        found: str = cursor.convert_query(None, query)
        return found

    class Quick(cursor):
        def convert_query(self, query: str, *, param_names: list[str] | None = None) -> Any:
            if param_names is None:
                return converted(query)
            return super().convert_query(query, param_names=param_names)

    return Quick


def install() -> None:
    """Let `import sqlite3` find pysqlite3, where it is installed."""
    try:
        import pysqlite3  # noqa: PLC0415 -- has to come before Django's first `import sqlite3`
    except ImportError:  # a platform without its wheel: the system check then speaks
        return

    class Connection(pysqlite3.Connection):
        """Answers what Django asks of a connection and pysqlite3 does not know."""

        def getlimit(self, category: int) -> int:
            return LIMITS[category]

        def cursor(self, factory: Any = pysqlite3.Cursor) -> Any:
            return super().cursor(quick(factory))

    pysqlite3.SQLITE_LIMIT_COLUMN = LIMIT_COLUMN
    pysqlite3.SQLITE_LIMIT_VARIABLE_NUMBER = LIMIT_VARIABLE_NUMBER
    OPTIONS["factory"] = Connection
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

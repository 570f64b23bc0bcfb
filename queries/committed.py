"""Has anything been written to the database? One question, whatever it holds."""

import os
import sqlite3
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from time import monotonic
from urllib.parse import quote

from django.db import Error, connection

# Equal means: nothing was committed between. Which comes later cannot be told from two of them.
type Version = tuple[int, int] | str | None


def version() -> Version:
    """What stands for all that is committed now; None where nobody can tell, and within a
    transaction: what that one wrote nobody else can see."""
    if connection.in_atomic_block:
        return None
    try:
        return asked()
    except (Error, sqlite3.Error, OSError):
        return None


def asked() -> Version:
    if connection.vendor == "sqlite":
        return watch.version(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        # Which transactions have ended. One that ends changes it, and it never comes back.
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


class Watch:
    """A connection that only watches what the others commit: SQLite counts it for each connection
    by itself, without what that one wrote."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.opened = 0
        self.what: tuple[int, ...] = ()
        self.connection: sqlite3.Connection | None = None
        self.before: list[sqlite3.Connection | None] = []

    def version(self, name: str) -> Version:
        file = Path(name).stat()
        what = (os.getpid(), file.st_dev, file.st_ino)
        with self.lock:
            if self.what != what:
                self.open(name, what)
            assert self.connection is not None  # noqa: S101 -- opened above
            (number,) = self.connection.execute("PRAGMA data_version").fetchone()
            return self.opened, number

    def open(self, name: str, what: tuple[int, ...]) -> None:
        """Another file under the same name, or a process that was split off, counts anew."""
        if self.what and self.what[0] != what[0]:
            self.before.append(self.connection)  # not ours to close: it is the parent's
        # Only if it is there: nobody watches a file that has yet to be made.
        address = f"file:{quote(name)}?mode=rw"
        self.connection = sqlite3.connect(
            address, uri=True, check_same_thread=False, isolation_level=None
        )
        self.what = what
        self.opened += 1


watch = Watch()


# How long things are kept that nobody's writing has made worthless before.
SECONDS = 300


class Unchanged[K: Hashable, V]:
    """What was found in the database, kept in this process for as long as nothing was committed.

    For what many ask for and nobody changes: whoever gets it shares it with others. What was
    erased is never given again, and gone from memory some minutes later, too.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.lock = Lock()
        self.version: Version = None
        self.until = 0.0
        self.found: dict[K, V] = {}

    def get(self, key: K, find: Callable[[], V], now: Version) -> V:
        """It, or what `find` finds. `now` is the version from before anything was asked for on
        which `find` depends: what is kept is then at least as new. Without one nothing is kept."""
        if now is None:
            return find()
        with self.lock:
            if now == self.version and key in self.found:
                return self.found[key]
        found = find()
        with self.lock:
            if now != self.version or len(self.found) >= self.most or monotonic() > self.until:
                self.found.clear()
                self.version, self.until = now, monotonic() + SECONDS
            self.found[key] = found
        return found

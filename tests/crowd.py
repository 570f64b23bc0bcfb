"""Many people who do something at the same moment, each over a connection of their own."""

import fcntl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BoundedSemaphore

from django.conf import settings
from django.db import connection

# PostgreSQL lets a hundred connections in, and the suite has some of its own.
MOST_CONNECTIONS = 80


def at_once[T](deeds: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of it in threads of their own that start together; what each one answered."""
    start, room = Barrier(len(deeds)), BoundedSemaphore(MOST_CONNECTIONS)

    def run(deed: Callable[[], T]) -> T:
        start.wait(timeout=60)
        with room:
            try:
                wait_for_the_pen()
                return deed()
            finally:
                connection.close()

    with one_crowd_at_a_time(), ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result() for future in [pool.submit(run, deed) for deed in deeds]]


def wait_for_the_pen() -> None:
    """SQLite lets one write at a time; on a machine that does much else the last of a hundred
    waits for longer than a person would."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 120000")


@contextmanager
def one_crowd_at_a_time() -> Iterator[None]:
    """Two crowds of two test processes would be more than PostgreSQL lets in."""
    with (settings.DATA_DIR / "crowd.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

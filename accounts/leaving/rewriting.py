"""What SQLite keeps of deleted rows, where no query finds it, and how that goes.

Deleting fills what is deleted with zeros (`secure_delete`, `msforum/sqlite_driver.py`). Two places
are left: copies that SQLite made of rows when it moved them to other pages of its file, and its
log. Writing the file anew and emptying the log takes both away. PostgreSQL tidies up by itself, in
its own time ([docs/privacy.md](../../docs/privacy.md#leaving)).
"""

import logging
from datetime import timedelta

from django.db import connection
from django.utils import timezone

import outbox

log = logging.getLogger("accounts")

ERRAND = "rewrite_database"
# SQLite makes the new file in memory, and nobody else writes meanwhile: one to two seconds for each
# 100 MiB. What is larger is left to the operator (docs/operations.md).
LARGEST = 512 * 2**20  # bytes


class Busy(Exception):
    """Somebody was reading all the while; the worker comes back."""


def soon() -> None:
    """Ask the worker for it, in a minute or two: once for all that is deleted meanwhile."""
    if connection.vendor != "sqlite":
        return
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
    outbox.put(ERRAND, key=f"{at:%Y-%m-%dT%H:%M%z}", at=at)


def rewrite() -> None:
    """Leave nothing in the files but what a query finds. Harmless at any time."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        if size() <= LARGEST:
            cursor.execute("VACUUM")
        else:
            log.warning("The database is too large to be written anew: see docs/operations.md")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise Busy("Somebody read in the log all the while.")


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])

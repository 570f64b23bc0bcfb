"""Is the process up, and can it serve people? Asked by machines, so in plain text."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outbox.models import Errand

# A letter that is this late means that no worker runs, or that none gets on.
OUTBOX_LATE = timedelta(minutes=10)
DISK_SHARE, DISK_BYTES = 0.05, 1_000_000_000
# How long a probe waits for the lock of SQLite, in milliseconds: less than a prober's patience.
PROBE_PATIENCE = 1_000


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process is up. Touches nothing, so a slow database kills no process."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve people; else the names of what is missing, and no more."""
    if troubles := what_is_missing():
        text = f"not ready: {', '.join(troubles)}\n"
        return HttpResponse(text, content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def what_is_missing() -> list[str]:
    try:
        with impatient():
            return [name for name, works in PROBES.items() if not is_true(works)]
    except DatabaseError:
        return ["database"]


def is_true(works: Callable[[], bool]) -> bool:
    try:
        return works()
    except Exception:  # whatever it is, it is not ready
        return False


@contextmanager
def impatient() -> Iterator[None]:
    """Do not wait for SQLite's lock as long as a person would."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = settings.DATABASES["default"]["OPTIONS"]["timeout"] * 1000
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PROBE_PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def database_takes_writes() -> bool:
    """Write something and take it back: a reader's SELECT 1 says nothing about that."""
    with transaction.atomic():
        Errand.objects.create(kind="readyz", key=uuid4().hex)
        transaction.set_rollback(True)
    return True


def cache_remembers() -> bool:
    """Also a real write to the disk, where the cache is a table."""
    word = uuid4().hex
    cache.set("readyz", word, 60)
    return bool(cache.get("readyz") == word)


def nothing_to_migrate() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def outbox_moves() -> bool:
    late = timezone.now() - OUTBOX_LATE
    return not Errand.objects.due().filter(next_try_at__lt=late).exists()


def disk_has_room() -> bool:
    disk = shutil.disk_usage(settings.DATA_DIR)
    return disk.free > min(disk.total * DISK_SHARE, DISK_BYTES)


PROBES: dict[str, Callable[[], bool]] = {
    "database": database_takes_writes,
    "cache": cache_remembers,
    "migrations": nothing_to_migrate,
    "outbox": outbox_moves,
    "disk": disk_has_room,
}

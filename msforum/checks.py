"""What must be true before the site may serve people; run by every start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from msforum.sqlite_driver import OLDEST


@register(Tags.database)
def sqlite_is_new_enough(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a SQLite that can lose committed comments."""
    if connection.vendor != "sqlite":
        return []
    found = connection.Database.sqlite_version_info  # type: ignore[attr-defined]
    return sqlite_problems(found)


def sqlite_problems(found: tuple[int, int, int]) -> list[CheckMessage]:
    if found >= OLDEST:
        return []
    words = ".".join(map(str, found))
    least = ".".join(map(str, OLDEST))
    return [
        Error(
            f"SQLite {words} can lose data when two connections write (need {least} or newer).",
            hint="Install the pysqlite3 wheel, or set DATABASE_URL to a PostgreSQL database.",
            id="msforum.E001",
        )
    ]


@register(Tags.caches)
def the_cache_is_shared(**kwargs: Any) -> list[CheckMessage]:
    """Rate limits count in the cache: memory of one process would let guesses through."""
    backend = settings.CACHES["default"]["BACKEND"]
    if backend.endswith(("LocMemCache", "DummyCache")):
        return [
            Error(
                "The cache is not shared between processes, so rate limits do not hold.",
                hint="Leave CACHE_URL out (a database table is used), or point it at Redis.",
                id="msforum.E002",
            )
        ]
    return []

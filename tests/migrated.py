"""What the migrations make of an empty SQLite database is kept in a file, so that whoever runs
three tests does not wait for a hundred migrations first.

The file is named for everything that migrations consist of, so a changed one is always run.
"""

import hashlib
import os
from pathlib import Path

import django
import pytest

MOST_KEPT = 3  # of other branches; older ones go


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Between the settings and the making of the database: take its migrations from the file."""
    from django.core import management
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    plain = management.call_command

    def call_command(name, *args, **kwargs):
        if name != "migrate":
            return plain(name, *args, **kwargs)
        kept = kept_file()
        if kept.exists():
            return copy_from(kept, connection)
        plain(name, *args, **kwargs)
        return copy_to(kept, connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(management, "call_command", call_command)
        yield


def kept_file() -> Path:
    """Where the database of exactly these migrations is kept."""
    from django.apps import apps

    said = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            said.update(str(file).encode() + file.read_bytes())
    return Path(os.environ["DATA_DIR"]) / f"migrated-{said.hexdigest()[:20]}.sqlite3"


def copy_from(kept: Path, connection) -> None:
    connection.ensure_connection()
    source = connection.Database.connect(kept)
    try:
        source.backup(connection.connection)
    finally:
        source.close()


def copy_to(kept: Path, connection) -> None:
    """Under its name only when it is whole: several processes may be at it."""
    unfinished = kept.with_suffix(f".{os.getpid()}")
    target = connection.Database.connect(unfinished)
    try:
        connection.connection.backup(target)
    finally:
        target.close()
    unfinished.replace(kept)
    others = sorted(kept.parent.glob("migrated-*.sqlite3"), key=lambda file: file.stat().st_mtime)
    for old in others[:-MOST_KEPT]:
        old.unlink(missing_ok=True)

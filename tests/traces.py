"""Looking for words that must be gone: in every row of every table, and in every file."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection


def traces_of(*words: str) -> list[str]:
    """Where any of these words still stands (capitals do not count): tables and files, by name."""
    lowered = [word.lower() for word in words]
    found = [
        f"{table}: {word}"
        for table in connection.introspection.table_names()
        for word in lowered
        if stands_in(table, word)
    ]
    folders = (settings.MEDIA_ROOT, settings.STORAGES["private"]["OPTIONS"]["location"])
    for path in (path for folder in folders for path in Path(folder).rglob("*")):
        content = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
        found += [f"{path.name}: {word}" for word in lowered if word.encode() in content.lower()]
    return found


def stands_in(table: str, word: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names of our own tables
        while rows := cursor.fetchmany(2_000):
            if any(word in str(row).lower() for row in rows):
                return True
    return False


def tables_with_a_member() -> set[str]:
    """Every column that points to a member, as "app.Model.field"."""
    member = apps.get_model("accounts.Member")
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is member
    }

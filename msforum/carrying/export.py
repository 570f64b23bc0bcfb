"""The site -> a folder. Reads a few thousand rows at a time, all as they stood at one moment."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.db import connection, reset_queries, transaction

from accounts.models import Member
from msforum.carrying import values
from msforum.carrying.folder import Out
from msforum.carrying.guides import Files
from msforum.carrying.readme import readme
from msforum.carrying.tables import Table, tables

AT_ONCE = 2_000
_PIECE = 1024 * 1024
GROUPS = "tables/auth.group.jsonl"
Tell = Callable[[str, int], None]


def export(path: Path, *, with_passwords: bool, tell: Tell) -> Counter[str]:
    """Write all of the site into a new folder, and say how many rows of each table.

    `tell` hears what is being written and how many more rows of it are done. Refused where the
    folder is not empty.
    """
    out = Out(path)
    told: dict[str, Any] = {}
    missing: list[str] = []
    with at_one_moment():
        files = Files(out)
        told["auth.Group"] = {"file": GROUPS, "rows": _write(out, GROUPS, _groups())}
        for table in tables(with_passwords=with_passwords):
            rows = _rows(table, files, partial(tell, table.label))
            told[table.label] = {"file": table.file, "rows": _write(out, table.file, rows)}
        for name in _media(with_passwords):
            if not _copy(name, out):
                missing.append(name)
            tell("media", 1)
    out.write("README.md", readme(told, with_passwords=with_passwords))
    out.finish(
        {
            "with_passwords": with_passwords,
            "tables": told,
            "missing_media": missing,
            "unproven_revisions": files.unproven,
        }
    )
    return Counter({label: table["rows"] for label, table in told.items()})


@contextmanager
def at_one_moment() -> Iterator[None]:
    """All that is read inside is as it was when it began, and nobody has to wait for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Django would begin as one who writes, and everybody else would wait.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _write(out: Out, name: str, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with out.writing(name) as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, sort_keys=True, default=values.told)
            file.write(line.encode() + b"\n")
            count += 1
    return count


def _rows(table: Table, files: Files, done: Callable[[int], None]) -> Iterator[dict[str, Any]]:
    names = table.names
    extra = ["data"] if table.label == "articles.Revision" else []
    for batch in batches(table, [*names, *extra]):
        groups = _rights(batch) if table.model is Member else {}
        for row in batch:
            if table.label == "articles.Guide":
                yield files.guide(row)
            elif table.label == "articles.Revision":
                yield files.revision(row, row.pop("data"))
            else:
                yield row | groups.get(row.get("id"), {})
        reset_queries()  # what DEBUG keeps of them would fill the memory
        done(len(batch))


def batches(table: Table, names: list[str]) -> Iterator[list[dict[str, Any]]]:
    """Rows in the order of their keys. No cursor stays open: the memory is that of one batch."""
    key = table.model._meta.pk.attname
    rows = table.model._base_manager.order_by("pk").values(*names)
    batch = list(rows[:AT_ONCE])
    while batch:
        last = batch[-1][key]
        yield batch
        batch = list(rows.filter(pk__gt=last)[:AT_ONCE])


def _rights(batch: list[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """What members may do, by names that mean the same on every site."""
    ids = [row["id"] for row in batch]
    told: dict[Any, dict[str, Any]] = {pk: {"groups": [], "rights": []} for pk in ids}
    groups = Member.groups.through.objects.filter(member__in=ids).order_by("group__name")
    for pk, name in groups.values_list("member", "group__name"):
        told[pk]["groups"].append(name)
    rights = Member.user_permissions.through.objects.filter(member__in=ids)
    for pk, *right in rights.values_list("member", *_named("permission__")):
        told[pk]["rights"].append(".".join(right))
    for one in told.values():
        one["rights"].sort()
    return told


def _groups() -> Iterator[dict[str, Any]]:
    for group in Group.objects.order_by("name"):
        rights = Permission.objects.filter(group=group).values_list(*_named())
        yield {"name": group.name, "rights": sorted(".".join(right) for right in rights)}


def _named(prefix: str = "") -> list[str]:
    return [f"{prefix}content_type__app_label", f"{prefix}codename"]


def _media(with_passwords: bool) -> Iterator[str]:
    """The files that rows name, each once."""
    for table in tables(with_passwords=with_passwords):
        for name in table.media:
            rows = table.model._base_manager.exclude(**{name: ""}).order_by(name)
            yield from rows.values_list(name, flat=True).distinct()


def _copy(name: str, out: Out) -> bool:
    """False where the storage does not have it any more."""
    try:
        source = default_storage.open(name)
    except OSError:
        return False
    with source, out.writing(f"media/{name}") as target:
        while piece := source.read(_PIECE):
            target.write(piece)
    return True

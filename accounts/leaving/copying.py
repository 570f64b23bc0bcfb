"""A copy of everything about one member: one zip with JSON for programs and pages for people."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

import outbox
from accounts import private, signals
from accounts.leaving.parts import Section, sections
from accounts.models import Copy, Member, Profile
from accounts.profiles import avatars

ERRAND = "make_copy"
FOLDER = "copies"
# Rows of a page that are put together at once.
AT_ONCE = 500


@transaction.atomic
def ask(member: Member) -> Copy:
    """Let the worker make one; the one that was asked for not long ago, if there is one."""
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if known := Copy.objects.of(member).lasting().first():
        return known
    copy = Copy.objects.create(member=member)
    outbox.put(ERRAND, key=str(copy.pk), copy=copy.pk)
    return copy


def make(copy: Copy) -> None:
    """Write the file, then say so. Done twice, the second file takes the place of the first."""
    with TemporaryFile() as file:
        write(copy.member, file)
        size = file.tell()
        file.seek(0)
        name = private.files().save(f"{FOLDER}/{uuid4().hex}.zip", File(file))
    earlier = copy.file
    with transaction.atomic():
        copy.file, copy.size, copy.made_at = name, size, timezone.now()
        copy.save(update_fields=["file", "size", "made_at"])
        signals.copy_made.send(Copy, copy=copy)
    if earlier:
        private.files().delete(earlier)


def throw_away(copy: Copy) -> None:
    if copy.file:
        private.files().delete(copy.file)
    copy.delete()


def write(member: Member, file: Any) -> None:
    """The zip, a row at a time: somebody with 100,000 comments fits into little memory."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        counts = []
        for section in sections():
            count = write_json(archive, member, section)
            write_page(archive, member, section)
            counts.append((section, count))
        context = {"member": member, "sections": counts, "made_at": timezone.now()}
        archive.writestr("index.html", render_to_string("accounts/copy/index.html", context))
        for name, content in pictures(member):
            archive.writestr(name, content)


def write_json(archive: ZipFile, member: Member, section: Section) -> int:
    count = 0
    with archive.open(f"{section.name}.json", "w") as raw, TextIOWrapper(raw, "utf-8") as out:
        out.write("[")
        for count, row in enumerate(rows_of(member, section), start=1):
            out.write(",\n" if count > 1 else "\n")
            told = {key: plain(value) for key, value in row}
            json.dump(told, out, ensure_ascii=False, default=str)
        out.write("\n]\n")
    return count


def write_page(archive: ZipFile, member: Member, section: Section) -> None:
    """The same for people: one file of plain HTML, without a single link to a style sheet."""
    top, end = render_to_string("accounts/copy/section.html", {"section": section}).split("<!--->")
    with archive.open(f"{section.name}.html", "w") as raw, TextIOWrapper(raw, "utf-8") as out:
        out.write(top)
        for number, rows in enumerate(in_batches(rows_of(member, section))):
            told = [[(section.columns[key], spoken(value)) for key, value in row] for row in rows]
            context = {"rows": told, "first": number == 0}
            out.write(render_to_string("accounts/copy/rows.html", context))
        out.write(end)


def rows_of(member: Member, section: Section) -> Iterator[list[tuple[str, Any]]]:
    for row in section.rows(member):
        yield list(zip(section.columns, row, strict=True))


def in_batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def plain(value: Any) -> Any:
    """As JSON has it: moments with their zone, labels as words."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def spoken(value: Any) -> str:
    """As people say it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(value.astimezone(UTC), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def pictures(member: Member) -> Iterator[tuple[str, bytes]]:
    """The files that belong to the copy."""
    profile = Profile.objects.filter(member=member).exclude(avatar="").first()
    if profile:
        with avatars.opened(profile) as file:
            yield f"picture{Path(profile.avatar).suffix}", file.read()

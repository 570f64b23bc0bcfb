"""The guides of a folder -> a site that has guides of its own.

What stays the same everywhere says what is the same: the address of a topic or guide, the file of
a picture, the name of a person or word, the number (uuid) of a block. What is here already stays as
it is, or, where that is asked for, is brought up to the folder. Guides come as drafts, new ones
with their history: nothing goes live, and what stood in a working copy is kept in its history.
Members and their talk do not come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from accounts.models import Member
from articles import publishing, renditions
from articles.manuscripts import Unreadable, reading, taking
from articles.models import Guide, Image, Stage
from msforum.carrying import Refused, histories, media, values
from msforum.carrying.folder import In
from msforum.carrying.tables import Table, tables

# By what a row is known on every site, in the order in which they are needed.
KNOWN_BY = {
    "articles.Topic": "slug",
    "articles.Person": "name",
    "articles.GlossaryTerm": "term",
    "articles.Medicine": "name",
    "articles.Image": "file",
}
_GUIDE = re.compile(r"guides/.+/guide\.(md|json)")


@dataclass
class Joined:
    """What was done, in words: brought in or updated, the same already, and not taken."""

    done: list[str] = field(default_factory=list)
    same: int = 0
    not_taken: list[str] = field(default_factory=list)


def join(path: Path, *, by: Member, update: bool) -> Joined:
    """Bring in what this site lacks; with `update`, also what says something else here."""
    joining = Joining(In(path), by, update)
    with media.kept_only_if_all_goes_well(joining.source) as put_in_place, transaction.atomic():
        carried = {table.label: table for table in tables(with_passwords=False)}
        for label, key in KNOWN_BY.items():
            joining.rows(carried[label], key)
        put_in_place(joining.pictures)
        for name in sorted(filter(_GUIDE.fullmatch, joining.source.files)):
            joining.guide(name)
    return joining.told


class Joining:
    """Goes through a folder, one row and one guide after the other."""

    def __init__(self, source: In, by: Member, update: bool) -> None:
        self.source, self.by, self.update = source, by, update
        self.told = Joined()
        self.pictures: list[str] = []
        self.versions = histories.by_guide(source)

    def rows(self, table: Table, key: str) -> None:
        model = apps.get_model(table.label)
        for columns in self._columns(table):
            found = model._default_manager.filter(**{key: columns[key]}).first()
            name = f"{model._meta.verbose_name} “{columns[key]}”"
            if found is None:
                self._add(model, columns)
                self.told.done.append(f"New: {name}.")
            elif all(_value(found, column) == value for column, value in columns.items()):
                self.told.same += 1
            elif self.update:
                model._default_manager.filter(pk=found.pk).update(**columns)
                self.told.done.append(f"Updated: {name}.")
            else:
                self.told.not_taken.append(f"The {name} says something else here.")

    def guide(self, name: str) -> None:
        try:
            if name.endswith(".json"):
                raise taking.Refused("it is not in Markdown, because an older site wrote it.")
            with transaction.atomic():
                self._take(name, reading.read(self.source.text(name)))
        except (Unreadable, taking.Refused) as why:
            self.told.not_taken.append(f"{name}: {why}")

    def _take(self, name: str, told: dict[str, Any]) -> None:
        guide = taking.guide_at(told)
        meant = taking.meant(told, guide, may_publish=True)
        if guide is None:
            made = self._take_as_new(name, told)
            versions = made.revisions.count() - 1
            history = f" Earlier versions: {versions}." if versions else ""
            self.told.done.append(f"New draft: guide “{told['title']}”.{history}")
        elif meant.data == publishing.snapshot(guide):
            self.told.same += 1
            return
        else:
            self._refuse_to_overwrite(guide)
            revision = taking.take_into(guide, told, by=self.by, may_publish=True)
            done = f"Updated: guide “{guide.title}”, revision {revision.number} is a draft."
            self.told.done.append(done)
        self.told.done += [f"  {line}" for line in meant.lost]

    def _take_as_new(self, name: str, told: dict[str, Any]) -> Guide:
        versions, unread = histories.earlier(self.source, self.versions[histories.place(name)])
        made = taking.take_as_new(told, by=self.by, may_publish=True, history=versions)
        self.told.not_taken += unread
        return made

    def _refuse_to_overwrite(self, guide: Guide) -> None:
        if not self.update:
            raise taking.Refused("it says something else here.")
        if guide.is_merged:
            raise taking.Refused("it is part of another guide here.")
        if guide.stage != Stage.DRAFT:
            raise taking.Refused("it is on its way to readers here. Take it back first.")

    def _columns(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table as this site can hold them: without numbers, and nobody's."""
        if table.label not in self.source.manifest["tables"]:
            return
        own = [one for one in table.fields if not (one.primary_key or one.is_relation)]
        readers = {one.attname: values.reader_of(one) for one in own}
        for number, row in self.source.lines(table.file):
            if row.get("current_id"):
                continue  # a file that was replaced
            try:
                yield {name: read(row[name]) for name, read in readers.items() if name in row}
            except values.Unfit as why:
                raise Refused(f"{table.file}, line {number}: a value {why}.") from None

    def _add(self, model: type[models.Model], columns: dict[str, Any]) -> None:
        if model is not Image:
            model._default_manager.create(**columns)
            return
        # Its size is told by the row: the file is put in place afterwards.
        made = Image(**columns, uploaded_by=self.by)
        Image.objects.bulk_create([made])
        self.pictures.append(str(columns["file"]))
        renditions.ask_for(made)


def _value(row: models.Model, column: str) -> Any:
    value = getattr(row, column)
    return value.name if isinstance(value, models.fields.files.FieldFile) else value

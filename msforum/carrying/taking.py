"""A folder -> an empty site: all of it, or nothing and one line that says why.

Everything is in one transaction; pictures that were put into the storage before it failed are
taken out again. HTML is never believed: pages of guides are drawn anew, and words of members that
cleaning would change are refused.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, reset_queries, transaction

import markup
from accounts.models import Member
from articles.models import Block
from msforum.carrying import Refused, media, settling, values
from msforum.carrying.export import AT_ONCE, GROUPS
from msforum.carrying.folder import In
from msforum.carrying.guides import BLOCKS, FILE, Library
from msforum.carrying.tables import FROM_MIGRATIONS, HTML, IN_FILES, Table, tables
from msforum.population.insertion import Writer

Tell = Callable[[str, int], None]
Row = dict[str, Any]


def take(path: Path, *, tell: Tell) -> Counter[str]:
    """Fill an empty site with what a folder holds, and say how many rows of each table."""
    source = In(path)
    taking = Taking(source, tell)
    refuse_unless_empty(taking.tables)
    with media.kept_only_if_all_goes_well(source) as put_in_place:
        try:
            with transaction.atomic():
                taking.all()
                put_in_place(taking.pictures())
                connection.check_constraints()
                settling.settle(tell)
        except DatabaseError as error:
            why = str(error).strip().split("\n")[0]
            raise Refused(f"{taking.at} does not fit into this database: {why}") from None
    return taking.done


def refuse_unless_empty(found: Iterable[Table]) -> None:
    for table in found:
        if table.label not in FROM_MIGRATIONS and table.model._base_manager.exists():
            raise Refused(
                f"This site is not empty: it has rows in {table.label}. Set DATABASE_URL or "
                "DATA_DIR to a new one, run migrate, and try again; or bring in the guides alone, "
                "with --guides."
            )


class Shape:
    """What is done with each row of a table."""

    def __init__(self, table: Table) -> None:
        self.readers = {field.attname: values.reader_of(field) for field in table.fields}
        self.html = HTML.get(table.label, "")
        self.in_files = IN_FILES.get(table.label, set())
        self.wants_password = table.model is Member


class Taking:
    """Goes through the tables; `at` says where it is."""

    def __init__(self, source: In, tell: Tell) -> None:
        self.source, self.tell = source, tell
        self.tables = tables(with_passwords=bool(source.manifest.get("with_passwords")))
        self.library = Library(source)
        self.done: Counter[str] = Counter()
        self.at = "The folder"
        self.groups: dict[str, int] = {}
        if strange := source.manifest["tables"].keys() - {t.label for t in self.tables}:
            strange -= {"auth.Group"}
            if strange:
                raise Refused(f"This site has no table {min(strange)}. Is it an older version?")

    def all(self) -> None:
        self.take_groups()
        for table in self.tables:
            # What is missing in the folder was written before there was such a table.
            if table.label in FROM_MIGRATIONS & self.source.manifest["tables"].keys():
                table.model._base_manager.all().delete()
        # Pictures first: guides name them.
        for table in sorted(self.tables, key=lambda table: not table.media):
            self.take(table)
        with connection.cursor() as cursor:
            found: list[type[models.Model]] = [*(table.model for table in self.tables), Block]
            for statement in connection.ops.sequence_reset_sql(no_style(), found):
                cursor.execute(statement)

    def pictures(self) -> Iterator[str]:
        for table in self.tables:
            for name in table.media:
                rows = table.model._base_manager.exclude(**{name: ""})
                yield from rows.order_by(name).values_list(name, flat=True).distinct()

    # Rows ----------------------------------------------------------------------------------------

    def take(self, table: Table) -> None:
        if table.label not in self.source.manifest["tables"]:
            return  # written before there was such a table
        shape = Shape(table)
        for batch in batched(self.rows(table), AT_ONCE):
            self.write(table.model, [self.made(shape, row) for row in batch])
            if table.label == "articles.Guide":
                self.take_blocks(batch)
            if table.model is Member:
                self.give_rights(batch)
            reset_queries()  # what DEBUG keeps of them would fill the memory
            self.done[table.label] += len(batch)
            self.tell(table.label, len(batch))
        if self.done[table.label] != self.source.manifest["tables"][table.label].get("rows"):
            raise Refused(f"{table.file} has not as many rows as the manifest says.")

    def write(self, model: type[models.Model], rows: list[Row]) -> None:
        """Rows that were looked at one by one already. All of them have the same columns."""
        if not rows:
            return
        names = list(rows[0])
        if any(row.keys() != rows[0].keys() for row in rows):
            raise Refused(f"{self.at} or a line before it has not the columns of the others.")
        try:
            Writer(model, names).write(tuple(row[name] for name in names) for row in rows)
        except (TypeError, ValueError, OverflowError) as error:
            raise Refused(f"{self.at} or a line before it holds no value: {error}") from None

    def rows(self, table: Table) -> Iterator[Row]:
        known = {*table.names, FILE, BLOCKS, "groups", "rights"}
        key = table.model._meta.pk.attname
        for number, row in self.source.lines(table.file):
            self.at = f"{table.file}, line {number}"
            if strange := row.keys() - known:
                raise Refused(f"{self.at}: this site knows no “{min(strange)}”.")
            if row.get(key) is None:
                raise Refused(f"{self.at}: the row has no number.")
            yield row

    def made(self, shape: "Shape", row: Row) -> Row:
        """The columns of a row. Refused where a value is none."""
        fields = {}
        for name, read in shape.readers.items():
            if name in row:
                try:
                    fields[name] = read(row[name])
                except values.Unfit as why:
                    raise Refused(f"{self.at}: “{name}” {why}.") from None
        if shape.html:
            self.refuse_strange_html(fields.get(shape.html, ""))
        if shape.in_files:
            words = self.library.words(row)
            if "data" in shape.in_files:
                self.library.prove(row, words.data)
            told = {**words.fields, "data": words.data}
            fields |= {name: told[name] for name in shape.in_files}
        if shape.wants_password and "password" not in fields:
            fields["password"] = "!"  # noqa: S105 -- says that there is none
        return fields

    def refuse_strange_html(self, html: str) -> None:
        if markup.clean(html, markup.COMMENT) != html:
            raise Refused(f"{self.at}: its HTML is not what this site makes of words.")

    def take_blocks(self, batch: Iterable[Row]) -> None:
        for row in batch:
            words = self.library.words(row)
            self.write(Block, self.library.blocks(row, words.data))

    # Rights --------------------------------------------------------------------------------------

    def take_groups(self) -> None:
        self.rights = {
            f"{app}.{name}": pk
            for pk, app, name in Permission.objects.values_list(
                "pk", "content_type__app_label", "codename"
            )
        }
        for number, row in self.source.lines(GROUPS):
            self.at = f"{GROUPS}, line {number}"
            if not isinstance(name := row.get("name"), str):
                raise Refused(f"{self.at}: the group has no name.")
            group, _made = Group.objects.get_or_create(name=name)
            group.permissions.set(self.known(self.rights, row.get("rights")))
            self.groups[group.name] = group.pk

    def give_rights(self, batch: Iterable[Row]) -> None:
        groups = Member.groups.through
        rights = Member.user_permissions.through
        groups.objects.bulk_create(
            groups(member_id=row["id"], group_id=pk)
            for row in batch
            for pk in self.known(self.groups, row.get("groups", []))
        )
        rights.objects.bulk_create(
            rights(member_id=row["id"], permission_id=pk)
            for row in batch
            for pk in self.known(self.rights, row.get("rights", []))
        )

    def known(self, numbers: dict[str, int], names: Any) -> list[int]:
        try:
            return [numbers[name] for name in names]
        except (KeyError, TypeError):
            raise Refused(f"{self.at}: it names a group or a right that is not here.") from None

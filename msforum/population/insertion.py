"""Writing many rows down quickly, on either database, in the way each likes best."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import batched
from operator import attrgetter
from typing import Any

from django.db import connection, models

# One statement of PostgreSQL takes so many; more wins nothing and costs memory.
AT_ONCE = 2_000


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids that nobody else will be given, rising. Inside the transaction that uses them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction holds SQLite's only write lock; the sequence follows what is written.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def adapter_for(field: models.Field) -> Callable[[Any], Any] | None:
    """How a value of this field goes to the database, where it does not go as it is.

    The short way for what every row has: Django's own looks at each value from all sides.
    """
    if isinstance(field, models.JSONField):
        return partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, models.DateTimeField):
        # The same moment is written into several tables.
        return lru_cache(AT_ONCE * 10)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, models.UUIDField) and not connection.features.has_native_uuid_field:
        return attrgetter("hex")
    return None


class Writer:
    """Inserts rows of one model. Fields that are not named get the model's defaults."""

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.given = [fields[name] for name in names]
        self.others = [f for n, f in fields.items() if n not in names and not f.primary_key]
        self.table = connection.ops.quote_name(model._meta.db_table)
        self.adapters = [
            (place, adapter)
            for place, field in enumerate(self.given)
            if (adapter := adapter_for(field))
        ]

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        defaults = [f.get_db_prep_save(f.get_default(), connection) for f in self.others]
        adapted = map(self.adapt, rows) if self.adapters else rows
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for some in batched(adapted, AT_ONCE):
                    columns = [list(column) for column in zip(*some, strict=True)]
                    cursor.execute(self.insert_arrays(), [*defaults, *columns])
            else:
                cursor.executemany(self.insert_one(), [(*defaults, *row) for row in adapted])

    def adapt(self, row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for place, adapter in self.adapters:
            if values[place] is not None:
                values[place] = adapter(values[place])
        return values

    def insert_one(self) -> str:
        marks = ", ".join(["%s"] * (len(self.others) + len(self.given)))
        return f"INSERT INTO {self.table} ({self.columns()}) VALUES ({marks})"  # noqa: S608 -- names are ours, values bound

    def insert_arrays(self) -> str:
        """One array a column: far less for PostgreSQL to read than one value a cell."""
        fixed = ", ".join(["%s"] * len(self.others) + ["rows.*"])
        arrays = ", ".join(f"%s::{f.cast_db_type(connection)}[]" for f in self.given)
        insert = f"INSERT INTO {self.table} ({self.columns()})"
        return f"{insert} SELECT {fixed} FROM unnest({arrays}) AS rows"  # noqa: S608 -- the same

    def columns(self) -> str:
        named = [*self.others, *self.given]
        return ", ".join(connection.ops.quote_name(str(field.column)) for field in named)

"""Rows that are written the same way each time: the statement is put together once.

`row.save()` builds and compiles its statement anew, which takes many times as long as the database
needs to follow it. `insert(row)` does what `row.save(force_insert=True)` does, and
`update(row, names)` what `row.save(update_fields=names)` does. Where somebody listens to Django's
`pre_save` or `post_save`, or a value is an expression, they leave it to `save`.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Field, Model
from django.db.models.signals import post_save, pre_save

# What needs no translating, by the kind of column.
PLAIN = {
    models.BooleanField: bool,
    models.CharField: str,
    models.TextField: str,
    models.ForeignKey: int,
    models.PositiveBigIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}

type Fields = tuple[Field[Any, Any], ...]


class NotWritable(TypeError):
    """A row of this model is more than one row with plain values."""


def insert(row: Model) -> None:
    """Add it, and learn its number."""
    sql, fields = inserting(type(row), connection.vendor, unless_there=False)
    values = values_of(row, fields, add=True)
    if values is None or row.pk is not None:
        row.save(force_insert=True)
        return
    with transaction.mark_for_rollback_on_error("default"), connection.cursor() as cursor:
        cursor.execute(sql, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, "default"


def insert_unless_there(row: Model) -> None:
    """Add it, unless there is one that it may not stand beside. Who adds it learns neither whether
    that was so nor its number."""
    sql, fields = inserting(type(row), connection.vendor, unless_there=True)
    values = values_of(row, fields, add=True)
    if values is None:
        type(row)._default_manager.bulk_create([row], ignore_conflicts=True)
        return
    with transaction.mark_for_rollback_on_error("default"), connection.cursor() as cursor:
        cursor.execute(sql, values)


def update(row: Model, names: Iterable[str], *, raised: str = "") -> None:
    """Save what stands under these names. What is `raised` becomes one more than the database has
    by now. With nothing to save it writes nothing; where the row is gone it raises as `save` does.
    """
    kept = tuple(sorted({*names}))
    if not kept and not raised:
        return
    sql, fields = updating(type(row), connection.vendor, kept, raised)
    values = values_of(row, fields, add=False)
    if values is None:
        if raised:
            setattr(row, raised, F(raised) + 1)
        row.save(update_fields=[*kept, *filter(None, [raised])])
        return
    with transaction.mark_for_rollback_on_error("default"), connection.cursor() as cursor:
        cursor.execute(sql, [*values, row.pk])
        if cursor.rowcount != 1:
            raise row.NotUpdated(f"{row!r} is gone.")  # type: ignore[attr-defined]
    if raised:
        setattr(row, raised, getattr(row, raised) + 1)


def values_of(row: Model, fields: Fields, *, add: bool) -> list[Any] | None:
    """As the database takes them; None where only Django knows how."""
    if pre_save.has_listeners(type(row)) or post_save.has_listeners(type(row)):
        return None
    plain = [field.pre_save(row, add) for field in fields]
    if any(hasattr(value, "resolve_expression") for value in plain):
        return None
    return [
        value
        if type(value) is PLAIN.get(type(field))
        else field.get_db_prep_save(value, connection)
        for field, value in zip(fields, plain, strict=True)
    ]


@cache
def inserting(model: type[Model], _vendor: str, *, unless_there: bool) -> tuple[str, Fields]:
    fields = tuple(each for each in fields_of(model) if each is not model._meta.auto_field)
    columns, places = ", ".join(map(column, fields)), ", ".join(["%s"] * len(fields))
    table, key = quoted(model._meta.db_table), column(model._meta.pk)
    end = "ON CONFLICT DO NOTHING" if unless_there else f"RETURNING {key}"
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places}) {end}"  # noqa: S608 -- our names
    return sql, fields


@cache
def updating(
    model: type[Model], _vendor: str, names: tuple[str, ...], raised: str
) -> tuple[str, Fields]:
    by_name = {each.name: each for each in fields_of(model)}
    fields = tuple(by_name[each] for each in names)
    steps = [f"{column(each)} = %s" for each in fields]
    if raised:
        steps.append(f"{column(by_name[raised])} = {column(by_name[raised])} + 1")
    table, key = quoted(model._meta.db_table), column(model._meta.pk)
    sql = f"UPDATE {table} SET {', '.join(steps)} WHERE {key} = %s"  # noqa: S608 -- likewise
    return sql, fields


def column(field: "Field[Any, Any]") -> str:
    return quoted(f"{field.column}")


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def fields_of(model: type[Model]) -> Fields:
    """The columns of its table. NotWritable where there is more to a row than one plain value
    each."""
    told = (model._meta.concrete_model or model)._meta  # a proxy stands for the same row
    fields: Fields = tuple(told.local_concrete_fields)
    special = any(
        field.generated or field.has_db_default() or hasattr(field, "get_placeholder_sql")
        for field in fields
    )
    if told.parents or told.order_with_respect_to or special:
        raise NotWritable(f"{model.__name__} is more than one row of plain values.")
    return fields

"""Queries that are put together once, and asked with other values from then on.

Django builds and compiles a query anew each time. For a page of a discussion that takes ten times
as long as the database needs to answer. Where the shape never changes, it is done once:

    @prepared
    def waiting(order: str, *, member: int, discussion: int):
        return Comment.objects.filter(author=member, discussion=discussion).order_by(order)

    waiting("number", member=4, discussion=7)  # a list, as of list(queryset)

What is handed over by place is part of the shape; what is handed over by name is a value that
goes to the database each time: a number, a text, a moment, a UUID. A query that depends on
anything else (the time of day, a setting) is refused when it is put together.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from threading import local
from typing import Any, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

type Value = int | float | str | datetime | UUID
# Numbers that fit into every column and that nobody writes into a query.
FIRST_NUMBER = 1_913_370_001
# No column holds such a number, and SQLite cannot even be asked for it.
TOO_LARGE = 2**63
# Where a value goes in the words of a query; twice the sign is a sign.
PLACE = "%s"
PLACES = re.compile(r"(?<!%)%s")
# Nothing in it has a meaning for SQL.
PLAIN_WORD = re.compile(r"[A-Za-z0-9_ .,:/-]*")
# Each name counts once, however many threads there are.
statements = count(1)


class NotPreparable(TypeError):
    """The query would be another one with other values."""


@dataclass
class Hole:
    """Where one of the values goes."""

    name: str


@dataclass
class Ready:
    """A compiled query of one connection. `asked` is what the holes hold now."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    asked: tuple[Any, ...] = ()
    words: str = ""
    # What PostgreSQL calls it, by connection; empty where it was asked only once.
    names: WeakKeyDictionary[Any, str] = field(default_factory=WeakKeyDictionary)

    def rows(self, values: dict[str, Value]) -> list[Any]:
        if self.queryset.query.select_for_update and not self.compiler.connection.in_atomic_block:
            raise TransactionManagementError("What is held has to be held within a transaction.")
        adapted = {name: as_parameter(value, self.compiler) for name, value in values.items()}
        self.asked = tuple(
            adapted[each.name] if isinstance(each, Hole) else each for each in self.params
        )
        self.words = self.sql
        if self.compiler.connection.vendor == "postgresql":
            self.words = self.at_server() or self.sql
        # The way of a queryset to its rows, beginning after it has been compiled.
        rows: Any = self.queryset._iterable_class(self.queryset)
        return list(rows)

    def at_server(self) -> str:
        """How to ask PostgreSQL for what it has planned already: planning takes it longer than
        answering. A connection that is used only once is not worth it; one that others use in
        between (`DISABLE_SERVER_SIDE_CURSORS`) would not know the name."""
        connection = self.compiler.connection
        connection.ensure_connection()
        raw = connection.connection
        if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") or raw not in self.names:
            self.names.setdefault(raw, "")
            return ""
        if not self.names[raw]:
            name = f"prepared_{next(statements)}"
            numbers = count(1)
            words = PLACES.sub(lambda _place: f"${next(numbers)}", self.sql).replace("%%", "%")
            types = ", ".join(type_of(value) for value in self.asked)
            told = f"{name} ({types})" if types else name
            with connection.wrap_database_errors:
                raw.execute(f"PREPARE {told} AS {words}")  # no question yet, so nobody counts it
            self.names[raw] = name
        places = ", ".join([PLACE] * len(self.params))
        return f"EXECUTE {self.names[raw]}" + (f"({places})" if places else "")


def type_of(value: Any) -> str:
    """What PostgreSQL is told of it. A whole number may be larger than those in the column that is
    asked, and then finds nothing, where a value of the column's own type could not be handed over.
    """
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return "bigint" if is_whole else "unknown"


def prepared[**P, T](build: Callable[P, QuerySet[Any, T]]) -> Callable[P, list[T]]:
    """The rows of the query that `build` makes, a list each time."""
    kept = local()

    @wraps(build)
    def ask(*shape: P.args, **values: P.kwargs) -> list[T]:
        by_shape: dict[Any, Ready] = kept.__dict__.setdefault("ready", {})
        holes = cast("dict[str, Value]", values)
        if any(isinstance(value, int) and abs(value) >= TOO_LARGE for value in holes.values()):
            return list(build(*shape, **values))  # Django knows that no row has it
        key = (shape, tuple((name, type(value)) for name, value in holes.items()))
        ready = by_shape.get(key)
        if ready is None or connections[ready.queryset.db] is not ready.compiler.connection:
            ready = by_shape[key] = made_ready(build, shape, holes)
        return ready.rows(holes)

    return ask


def made_ready(
    build: Callable[..., QuerySet[Any, Any]], shape: tuple[Any, ...], values: dict[str, Any]
) -> Ready:
    """Compiled twice with values that nothing else has: what differs between both is a hole."""
    numbers = count(FIRST_NUMBER)
    once, twice = ({k: unlike(v, next(numbers)) for k, v in values.items()} for _ in range(2))
    first, second = compiled(build(*shape, **once)), compiled(build(*shape, **twice))
    queryset, compiler, sql, _params = first
    if sql != second[2] or len(first[3]) != len(second[3]):
        raise NotPreparable(f"{build.__name__}: another query for other values")
    names = [{as_parameter(v, compiler): k for k, v in each.items()} for each in (once, twice)]
    params = []
    for one, other in zip(first[3], second[3], strict=True):
        hole = names[0].get(one) if isinstance(one, Value.__value__) else None
        if (hole is None and one != other) or (hole is not None and hole != names[1].get(other)):
            raise NotPreparable(f"{build.__name__}: depends on more than its values")
        params.append(one if hole is None else Hole(hole))
    if values.keys() != {each.name for each in params if isinstance(each, Hole)}:
        raise NotPreparable(f"{build.__name__}: a value is not handed over as it is")
    return ready_of(queryset, compiler, *written_out(sql, params, compiler.connection.vendor))


def written_out(sql: str, params: list[Any], vendor: str) -> tuple[str, tuple[Any, ...]]:
    """With the plain values that never change in the words of the query.

    SQLite compiles a query anew each time a value is handed over that decided which index serves
    it, as a status does where an index holds only what is published; PostgreSQL cannot plan once
    for all what an index of that kind serves.
    """
    words = [literal(param, vendor) for param in params]
    kept = tuple(param for param, word in zip(params, words, strict=True) if word == PLACE)
    written = iter(words)
    return PLACES.sub(lambda _place: next(written), sql), kept


def literal(param: Any, vendor: str) -> str:
    """As SQL; its place, where it is another one each time, or no plain word or number."""
    if isinstance(param, bool) and vendor == "postgresql":
        return str(param).lower()
    if isinstance(param, int):
        return str(int(param))
    if isinstance(param, str) and PLAIN_WORD.fullmatch(param):
        return f"'{param}'"
    return PLACE


def ready_of(
    queryset: QuerySet[Any, Any], compiler: SQLCompiler, sql: str, params: tuple[Any, ...]
) -> Ready:
    """With a compiler that has done its work already."""
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise NotPreparable("What is prefetched is asked by queries of its own.")
    ready = Ready(queryset, compiler, sql, params)
    compiler.as_sql = lambda *_, **__: (ready.words, ready.asked)  # type: ignore[method-assign]
    # What turns each column into a Python value is the same each time, too.
    converters: Any = cache_of_one(compiler.get_converters)
    compiler.get_converters = converters  # type: ignore[method-assign]
    queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    return ready


def cache_of_one(find: Callable[[Any], Any]) -> Callable[[Any], Any]:
    found: list[Any] = []

    def get(asked: Any) -> Any:
        if not found:
            found.append(find(asked))
        return found[0]

    return get


def compiled(
    queryset: QuerySet[Any, Any],
) -> tuple[QuerySet[Any, Any], SQLCompiler, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(queryset.db)
    sql, params = compiler.as_sql()
    return queryset, compiler, sql, tuple(params)


def unlike(value: Value, number: int) -> Value:
    """A value of the same type that nothing else in the query has."""
    if isinstance(value, bool) or not isinstance(value, Value.__value__):
        raise NotPreparable(f"A value of {type(value)} cannot be handed over.")
    if isinstance(value, int | float):
        return type(value)(number)
    if isinstance(value, str):
        return f"value-{number}"
    if isinstance(value, UUID):
        return UUID(int=number)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)


def as_parameter(value: Value, compiler: SQLCompiler) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return compiler.connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not compiler.connection.features.has_native_uuid_field:
        return value.hex
    return value

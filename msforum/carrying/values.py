"""One value of a row <-> what JSON can say. The same on every database, byte for byte."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models


class Unfit(Exception):
    """A value that the column cannot hold. The message ends a sentence."""


def told(value: Any) -> Any:
    """A value of a row for JSON."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def reader_of(field: models.Field) -> Callable[[Any], Any]:
    """What a column makes of a value that stood in JSON. The answer raises Unfit."""
    column: Any = field
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    take = _reader(column)
    kind, may_be_empty = type(column).__name__, field.null

    def read(value: Any) -> Any:
        if value is None:
            if may_be_empty:
                return None
            raise Unfit("is missing")
        try:
            return take(value)
        except (TypeError, ValueError):
            raise Unfit(f"is no {kind}") from None

    return read


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_typed(value, str))
    if moment.tzinfo is None:
        raise ValueError
    return moment


# The first that fits counts: a moment is a day, too.
_KINDS: tuple[tuple[type[models.Field], Callable[[Any], Any]], ...] = (
    (models.JSONField, lambda value: value),
    (models.DateTimeField, _moment),
    (models.DateField, lambda value: date.fromisoformat(_typed(value, str))),
    (models.UUIDField, lambda value: UUID(_typed(value, str))),
    (models.BooleanField, lambda value: _typed(value, bool)),
    (models.FloatField, lambda value: float(_typed(value, (int, float)))),
    (models.IntegerField, lambda value: _typed(value, int)),
)


def _reader(column: Any) -> Callable[[Any], Any]:
    for kind, take in _KINDS:
        if isinstance(column, kind):
            return take
    return partial(_words, most=column.max_length)


def _words(value: Any, *, most: int | None) -> str:
    words: str = _typed(value, str)
    if "\0" in words or (most and len(words) > most):
        raise ValueError
    return words


def _typed(value: Any, kind: Any) -> Any:
    """Python takes yes for a number; a row does not."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value

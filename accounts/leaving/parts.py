"""Who holds what about a member: the registry that apps write into."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.models import Leaving, Member

Words = str | Promise
Rows = Callable[[Member], Iterable[Sequence[Any]]]
Eraser = Callable[[Leaving], bool]


@dataclass(frozen=True)
class Section:
    """One kind of thing in a member's copy: rows of plain values, and what each value is."""

    name: str
    title: Words
    columns: Mapping[str, Words]
    rows: Rows


_sections: dict[str, Section] = {}
_erasers: dict[str, Eraser] = {}


def copies(name: str, title: Words, columns: Mapping[str, Words]) -> Callable[[Rows], Rows]:
    """Say what belongs into the copy of a member: a function that yields a row of values for each
    thing, in the order of `columns`. Nothing that others wrote or are may be among it."""

    def register(rows: Rows) -> Rows:
        _sections[name] = Section(name, title, columns, rows)
        return rows

    return register


def erases(name: str) -> Callable[[Eraser], Eraser]:
    """Say how something of a member is forgotten.

    The function does one batch, in a transaction that others do not have to wait long for, and
    answers whether there may be more. It is asked until it says no, and may be asked again after
    a worker died.
    """

    def register(eraser: Eraser) -> Eraser:
        _erasers[name] = eraser
        return eraser

    return register


def sections() -> list[Section]:
    """Everything in a copy, the account itself first."""
    return sorted(_sections.values(), key=lambda section: section.name != "account")


def erasers() -> list[Eraser]:
    """All of them; those of the account itself last, when nothing else needs it any more."""
    return sorted(_erasers.values(), key=lambda eraser: eraser.__module__.startswith("accounts."))

"""What each kind of block is: which fields count, what must be right before it goes live, and
what its template is given. One file per kind; each is pure.

A kind's file has `FIELDS` (names of the fields of Block that count), `EXPLANATION` (a sentence to
authors), `problems(block)` (what stops publishing), and may have `hints(block)` (what an author
may want to know), `context(block)` (what the template needs besides the block), `items(block)`
(what its lines say, where they are not simply a list) and `IS_SECTION = False` (its name is no
heading of the page, because it stands inside the section above it).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from articles.blocks import (
    callout,
    care_card,
    details,
    do_list,
    dont_list,
    figure,
    key_points,
    medicine_note,
    quote,
    references,
    related_guides,
    steps,
    table,
    text,
)
from articles.blocks.problem import Problem
from articles.language.passages import Passage
from articles.models import Block, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["KINDS", "Problem", "fields_of", "hints", "items", "problems", "template_of"]


def _a_list(block: Block) -> list[Passage]:
    return [Passage("item", line, list_number=1) for line in block.lines]


@dataclass(frozen=True)
class KindOfBlock:
    """Everything the site knows of one kind."""

    fields: tuple[str, ...]
    explanation: "StrOrPromise"
    problems: Callable[[Block], list[Problem]]
    hints: Callable[[Block], list[Problem]] = lambda block: []
    context: Callable[[Block], dict[str, object]] = lambda block: {}
    items: Callable[[Block], list[Passage]] = _a_list
    is_section: bool = True


_MAY_HAVE = ("hints", "context", "items", "IS_SECTION")


def _known(kind: ModuleType) -> KindOfBlock:
    told = {name.lower(): getattr(kind, name) for name in _MAY_HAVE if hasattr(kind, name)}
    return KindOfBlock(kind.FIELDS, kind.EXPLANATION, kind.problems, **told)


KINDS: Mapping[str, KindOfBlock] = {
    Kind.TEXT: _known(text),
    Kind.KEY_POINTS: _known(key_points),
    Kind.CARE_CARD: _known(care_card),
    Kind.DO_LIST: _known(do_list),
    Kind.DONT_LIST: _known(dont_list),
    Kind.STEPS: _known(steps),
    Kind.CALLOUT: _known(callout),
    Kind.DETAILS: _known(details),
    Kind.TABLE: _known(table),
    Kind.QUOTE: _known(quote),
    Kind.MEDICINE_NOTE: _known(medicine_note),
    Kind.FIGURE: _known(figure),
    Kind.REFERENCES: _known(references),
    Kind.RELATED_GUIDES: _known(related_guides),
}


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that count for a kind; none for a kind we do not know."""
    return KINDS[kind].fields if kind in KINDS else ()


def problems(block: Block) -> list[Problem]:
    """What must be mended before the block can go live."""
    return KINDS[block.kind].problems(block)


def hints(block: Block) -> list[Problem]:
    """What would make the block better. Nothing waits for it."""
    return KINDS[block.kind].hints(block)


def items(block: Block) -> list[Passage]:
    """What the lines of a block say, for those who check words."""
    return KINDS[block.kind].items(block) if "items" in fields_of(block.kind) else []


def template_of(kind: str) -> str:
    return f"articles/blocks/{kind}.html"

"""What each kind of block is: which fields count, what must be right before it goes live, and
what its template is given. One file per kind; each is pure.

A kind's file has `FIELDS` (names of the fields of Block that count), `EXPLANATION` (a sentence to
authors), `problems(block)` (what stops publishing), and may have `hints(block)` (what an author
may want to know) and `context(block)` (what the template needs besides the block).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.blocks import (
    care_card,
    do_list,
    dont_list,
    figure,
    key_points,
    references,
    text,
)
from articles.blocks.problem import Problem
from articles.models import Block, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["KINDS", "Problem", "fields_of", "hints", "problems", "template_of"]


@dataclass(frozen=True)
class KindOfBlock:
    """Everything the site knows of one kind."""

    fields: tuple[str, ...]
    explanation: "StrOrPromise"
    problems: Callable[[Block], list[Problem]]
    hints: Callable[[Block], list[Problem]] = lambda block: []
    context: Callable[[Block], dict[str, object]] = lambda block: {}


KINDS: Mapping[str, KindOfBlock] = {
    Kind.TEXT: KindOfBlock(text.FIELDS, text.EXPLANATION, text.problems, context=text.context),
    Kind.KEY_POINTS: KindOfBlock(
        key_points.FIELDS, key_points.EXPLANATION, key_points.problems, key_points.hints
    ),
    Kind.CARE_CARD: KindOfBlock(
        care_card.FIELDS, care_card.EXPLANATION, care_card.problems, context=care_card.context
    ),
    Kind.DO_LIST: KindOfBlock(do_list.FIELDS, do_list.EXPLANATION, do_list.problems),
    Kind.DONT_LIST: KindOfBlock(
        dont_list.FIELDS, dont_list.EXPLANATION, dont_list.problems, context=dont_list.context
    ),
    Kind.FIGURE: KindOfBlock(figure.FIELDS, figure.EXPLANATION, figure.problems, figure.hints),
    Kind.REFERENCES: KindOfBlock(
        references.FIELDS, references.EXPLANATION, references.problems, context=references.context
    ),
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


def template_of(kind: str) -> str:
    return f"articles/blocks/{kind}.html"

"""What the checks look at: the blocks as they stand in the form, read once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from articles.blocks import fields_of, items
from articles.language.abbreviations import KNOWN
from articles.language.passages import Link, Passage, links, passages
from articles.language.sentences import Sentence, sentences
from articles.language.terms import Terms
from articles.models import Block, Image, Kind, Medicine


class Piece:
    """One block. `place` is its name in the form, such as blocks-3."""

    def __init__(self, block: Block, place: str = "") -> None:
        self.block, self.place = block, place

    @cached_property
    def texts(self) -> list[tuple[str, Passage]]:
        """Everything in it that is read, with the field it stands in. Works are no prose."""
        block = self.block
        if block.kind == Kind.REFERENCES:
            return []
        found = [("heading", Passage("heading", block.heading, 2))] if block.heading else []
        found += [("html", passage) for passage in passages(block.html)]
        if block.purpose:
            found.append(("purpose", Passage("paragraph", block.purpose)))
        found += [("items", passage) for passage in items(block)]
        if block.safety_line:
            found.append(("safety_line", Passage("paragraph", block.safety_line)))
        if block.caption:
            found.append(("caption", Passage("paragraph", block.caption)))
        # What a block held as another kind is still in its row, and on no page.
        counting = fields_of(block.kind)
        return [(name, passage) for name, passage in found if name in counting]

    @property
    def is_quoted(self) -> bool:
        """Somebody's own words: how they are said is nobody's to mend."""
        return self.block.kind == Kind.QUOTE

    @cached_property
    def prose(self) -> list[tuple[str, Passage, list[Sentence]]]:
        """Paragraphs and items, cut into sentences."""
        return [
            (name, passage, sentences(passage.text))
            for name, passage in self.texts
            if passage.kind in {"paragraph", "item"}
        ]

    @cached_property
    def links(self) -> list[Link]:
        return links(self.block.html) if "html" in fields_of(self.block.kind) else []


@dataclass(frozen=True)
class Draft:
    """The blocks of a guide in reading order, and the tables that the checks know."""

    pieces: list[Piece]
    medicines: list[Medicine] = field(default_factory=list)
    glossary: Terms = field(default_factory=lambda: Terms([]))
    written_out: Mapping[str, str] = field(default_factory=lambda: KNOWN)
    # What the library knows of the pictures in it, and which of them stands at its head.
    pictures: Mapping[int, Image] = field(default_factory=dict)
    hero: int | None = None
    # The addresses among those it leads to where readers find a guide; None: nobody has looked.
    offered: Collection[str] | None = None

    def sentences(self) -> Iterator[tuple[Piece, str, Passage, Sentence]]:
        """All of them, from top to bottom, each with where it stands."""
        for piece in self.pieces:
            for name, passage, found in piece.prose:
                for sentence in found:
                    yield piece, name, passage, sentence

    def our_sentences(self) -> Iterator[tuple[Piece, str, Passage, Sentence]]:
        """Those that an author may say in another way."""
        return (found for found in self.sentences() if not found[0].is_quoted)

    def of_kind(self, kind: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.block.kind == kind]


def in_reading_order(pieces: list[Piece]) -> list[Piece]:
    """By position, "In short" before everything else."""
    return sorted(
        pieces, key=lambda one: (one.block.kind != Kind.KEY_POINTS, one.block.position or 0)
    )

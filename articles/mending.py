"""What the checks find in blocks, with the tables that they need."""

from collections.abc import Iterable

from django.conf import settings

from articles import checks, glossary, relating
from articles.checks import Draft, Piece, Report
from articles.language.abbreviations import KNOWN
from articles.models import Guide, Image, Medicine


def report_on(pieces: Iterable[Piece], hero: int | None = None) -> Report:
    """Two questions to the database, and more about pictures and guides that it leads to, the same
    few whatever the size of the guide.

    `hero` is the main picture of the guide.
    """
    pieces = list(pieces)
    shown = {hero, *(piece.block.image_id for piece in pieces)} - {None}
    return checks.look_at(
        Draft(
            pieces,
            list(Medicine.objects.all()),
            glossary.known(),
            {**KNOWN, **settings.WRITTEN_OUT},
            Image.objects.in_bulk(shown) if shown else {},
            hero,
            relating.offered(piece.block for piece in pieces),
        )
    )


def report_on_guide(guide: Guide) -> Report:
    """What is to be said about the working copy, with the places of its form."""
    blocks = enumerate(guide.blocks.all())
    return report_on((Piece(block, f"blocks-{place}") for place, block in blocks), guide.hero_id)

"""What the checks find in blocks, with the tables that they need."""

from collections.abc import Iterable

from django.conf import settings

from articles import checks, glossary
from articles.checks import Draft, Piece, Report
from articles.language.abbreviations import KNOWN
from articles.models import Guide, Medicine


def report_on(pieces: Iterable[Piece]) -> Report:
    """Two questions to the database, whatever the size of the guide."""
    written_out = {**KNOWN, **settings.WRITTEN_OUT}
    return checks.look_at(
        Draft(list(pieces), list(Medicine.objects.all()), glossary.known(), written_out)
    )


def report_on_guide(guide: Guide) -> Report:
    """What is to be said about the working copy, with the places of its form."""
    blocks = enumerate(guide.blocks.all())
    return report_on(Piece(block, f"blocks-{place}") for place, block in blocks)

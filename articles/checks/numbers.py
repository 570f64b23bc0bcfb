"""A number that claims something names its source. The author knows it best, so this is mended
before anybody reviews the guide."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.numbers import claim, marks
from articles.models import Kind

WEIGHT = Severity.SUBMIT

# "Call within 24 hours if:" claims nothing; works have years and pages; tables are read as a whole.
WITHOUT = {Kind.CARE_CARD, Kind.REFERENCES, Kind.TABLE}
_WHO = _(
    "Who counted this? Write the number of the reference behind it, such as [1], or tick “no "
    "source needed”."
)
_WHO_IN_A_TABLE = _(
    "Who counted this? Write the number of the reference, such as [1], behind the caption or in "
    "the table, or tick “no source needed”."
)


def about() -> str:
    return str(_("A number or a percentage that claims something names the work it is from."))


def findings(draft: Draft) -> Iterator[Finding]:
    yield from _in_tables(draft)
    for piece, name, passage, sentence in draft.sentences():
        if piece.block.no_source_needed or piece.block.kind in WITHOUT:
            continue
        # A mark at the end of a paragraph speaks for all of it.
        if claim(sentence.text) and not marks(passage.text[sentence.start :]):
            yield Finding(WEIGHT, _WHO, piece, name, sentence.text)


def _in_tables(draft: Draft) -> Iterator[Finding]:
    """One mark anywhere in a table, or behind its name, speaks for all of it."""
    for piece in draft.of_kind(Kind.TABLE):
        said = [passage.text for _name, passage in piece.texts]
        if piece.block.no_source_needed or any(map(marks, said)):
            continue
        if first := next((text for text in said if claim(text)), ""):
            yield Finding(WEIGHT, _WHO_IN_A_TABLE, piece, "items", first)

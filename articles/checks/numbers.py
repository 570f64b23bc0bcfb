"""A number that claims something names its source. The author knows it best, so this is mended
before anybody reviews the guide."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.numbers import claim, marks
from articles.models import Kind

WEIGHT = Severity.SUBMIT

# "Call within 24 hours if:" claims nothing; works have years and pages.
WITHOUT = {Kind.CARE_CARD, Kind.REFERENCES}


def about() -> str:
    return str(_("A number or a percentage that claims something names the work it is from."))


def findings(draft: Draft) -> Iterator[Finding]:
    for piece, name, passage, sentence in draft.sentences():
        if piece.block.no_source_needed or piece.block.kind in WITHOUT:
            continue
        # A mark at the end of a paragraph speaks for all of it.
        if claim(sentence.text) and not marks(passage.text[sentence.start :]):
            message = _(
                "Who counted this? Write the number of the reference behind it, such as [1], or "
                "tick “no source needed”."
            )
            yield Finding(WEIGHT, message, piece, name, sentence.text)

"""Small headings stand below a heading: people who listen jump from one to the next."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

WEIGHT = Severity.PUBLISH

TOP = 3


def about() -> str:
    return str(_("Headings stand in order, for people who listen and jump from one to the next."))


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        above = TOP - 1
        for name, passage in piece.texts:
            if name != "html" or passage.kind != "heading":
                continue
            if passage.level > above + 1:
                message = _("Make this a “Heading”. A “Small heading” stands below one.")
                yield Finding(WEIGHT, message, piece, "html", passage.text)
            above = max(passage.level, TOP)

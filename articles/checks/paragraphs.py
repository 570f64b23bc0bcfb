"""Short paragraphs give the eye a place to rest."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

MOST_SENTENCES = 3


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        for name, passage, found in piece.prose:
            if passage.kind == "paragraph" and len(found) > MOST_SENTENCES:
                message = _("%(count)s sentences in one paragraph. Three are easy to read.")
                yield Finding(
                    Severity.ADVICE, message % {"count": len(found)}, piece, name, found[0].text
                )

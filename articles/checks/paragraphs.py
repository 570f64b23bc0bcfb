"""Short paragraphs give the eye a place to rest."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

WEIGHT = Severity.ADVICE

MOST_SENTENCES = 3


def about() -> str:
    return str(_("A paragraph has at most %(count)s sentences.") % {"count": MOST_SENTENCES})


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        if piece.is_quoted:
            continue
        for name, passage, found in piece.prose:
            if passage.kind == "paragraph" and len(found) > MOST_SENTENCES:
                message = _("%(count)s sentences in one paragraph. %(most)s are easy to read.")
                yield Finding(
                    WEIGHT,
                    message % {"count": len(found), "most": MOST_SENTENCES},
                    piece,
                    name,
                    found[0].text,
                )

"""Words that hurt or hide, each with what to say instead."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.wording import to_avoid

WEIGHT = Severity.ADVICE


def about() -> str:
    return str(_("Words that hurt or hide are replaced by better ones."))


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        if piece.is_quoted:
            continue
        for name, passage in piece.texts:
            for found in to_avoid(passage.text):
                message = _("Instead of “%(words)s”: %(instead)s.") % found._asdict()
                yield Finding(WEIGHT, message, piece, name, passage.text)

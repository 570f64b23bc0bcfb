"""Words that hurt or hide, each with what to say instead."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.wording import to_avoid


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        for name, passage in piece.texts:
            for found in to_avoid(passage.text):
                message = _("Instead of “%(words)s”: %(instead)s.") % found._asdict()
                yield Finding(Severity.ADVICE, message, piece, name, passage.text)

"""Links say where they lead, and lead to a safe place."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language import link_texts

WEIGHT = Severity.PUBLISH

_FINE = re.compile(r"https://[^\s/]|/(?![/\\])|#\w|mailto:[^\s@]+@|tel:\+?\d", re.IGNORECASE)


def about() -> str:
    return str(_("Each link says where it leads, and leads to a safe address."))


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        for link in piece.links:
            said = link.text or link.address
            if not link.text:
                message = _("This link has no words. Say where it leads.")
                yield Finding(WEIGHT, message, piece, "html", said)
            elif link_texts.says_nothing(link.text):
                message = _("Say where the link leads: some people hear only its words.")
                yield Finding(WEIGHT, message, piece, "html", said)
            elif link_texts.is_address(link.text):
                message = _("Say where the link leads. An address is hard to listen to.")
                yield Finding(Severity.ADVICE, message, piece, "html", said)
            if not _FINE.match(link.address):
                message = _("Links lead to https: addresses or to pages of this site.")
                quote = f"{link.text} ({link.address})" if link.text else link.address
                yield Finding(WEIGHT, message, piece, "html", quote)

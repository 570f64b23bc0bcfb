"""Links say where they lead, and lead to a safe place."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.blocks import related_guides
from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language import link_texts
from articles.models import Kind

WEIGHT = Severity.PUBLISH

_FINE = re.compile(r"https://[^\s/]|/(?![/\\])|#\w|mailto:[^\s@]+@|tel:\+?\d", re.IGNORECASE)


def about() -> str:
    return str(_("Each link says where it leads, and leads to a safe address."))


def findings(draft: Draft) -> Iterator[Finding]:
    yield from _to_guides(draft)
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


def _to_guides(draft: Draft) -> Iterator[Finding]:
    """Nothing is broken where a guide was withdrawn: its link is left out. The author may mind."""
    if draft.offered is None:
        return
    for piece in draft.of_kind(Kind.RELATED_GUIDES):
        for address in related_guides.addresses(piece.block):
            if address not in draft.offered:
                message = _("Readers are not offered this guide now, so no link leads to it.")
                yield Finding(Severity.ADVICE, message, piece, "guides", address)

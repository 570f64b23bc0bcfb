"""One emergency card at most: two would make a frightened reader choose."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.models import CareLevel, Kind

WEIGHT = Severity.PUBLISH


def about() -> str:
    return str(_("There is one emergency card at most, so that nobody has to choose in a fright."))


def findings(draft: Draft) -> Iterator[Finding]:
    cards = [
        piece for piece in draft.of_kind(Kind.CARE_CARD) if piece.block.level == CareLevel.EMERGENCY
    ]
    for again in cards[1:]:
        message = _("A guide has one emergency card. Put all its signs into one.")
        yield Finding(WEIGHT, message, again, "level", again.block.heading)

"""Nobody remembers a list of ten."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

WEIGHT = Severity.ADVICE

MOST_ITEMS = 6


def about() -> str:
    return str(_("A list has at most %(count)s items.") % {"count": MOST_ITEMS})


def findings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        items = [(name, passage) for name, passage in piece.texts if passage.kind == "item"]
        count = Counter((name, passage.list_number) for name, passage in items)
        for (name, number), length in count.items():
            if length > MOST_ITEMS:
                first = next(p for n, p in items if (n, p.list_number) == (name, number))
                message = _("%(count)s items in one list. %(most)s are easy to keep in mind.")
                yield Finding(
                    WEIGHT, message % {"count": length, "most": MOST_ITEMS}, piece, name, first.text
                )

"""Each mark such as [2] has its entry among the references, and each entry its mark."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft, Piece
from articles.checks.finding import Finding, Severity
from articles.language.numbers import marks
from articles.models import Kind

WEIGHT = Severity.PUBLISH


def about() -> str:
    return str(
        _("Each mark in the text has its entry among the references, and each entry its mark.")
    )


def findings(draft: Draft) -> Iterator[Finding]:
    entries = [
        (piece, line) for piece in draft.of_kind(Kind.REFERENCES) for line in piece.block.lines
    ]
    named: set[int] = set()
    for piece in draft.pieces:
        for name, passage in piece.texts:
            found = marks(passage.text)
            named.update(found)
            missing = sorted({number for number in found if not 1 <= number <= len(entries)})
            if missing:
                yield _without_entry(missing, piece, name, passage.text)
    if not entries:
        return
    if not named:
        message = _("No sentence names a reference. Write [1] after what the first one shows.")
        yield Finding(Severity.ADVICE, message, entries[0][0], "items")
        return
    for number, (piece, line) in enumerate(entries, start=1):
        if number not in named:
            message = _("No sentence names reference %(number)s. Write [%(number)s] in the text.")
            yield Finding(WEIGHT, message % {"number": number}, piece, "items", line)


def _without_entry(missing: list[int], piece: Piece, name: str, text: str) -> Finding:
    message = _("There is no reference %(number)s. Add it to the references, or take it out.")
    numbers = ", ".join(map(str, missing))
    return Finding(WEIGHT, message % {"number": numbers}, piece, name, text)

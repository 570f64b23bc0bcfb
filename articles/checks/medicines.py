"""A guide that names a medicine which must not be stopped suddenly says so, word for word."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.terms import Terms

WEIGHT = Severity.PUBLISH


def about() -> str:
    return str(
        _("A medicine that must not be stopped suddenly is named with its warning, word for word.")
    )


def findings(draft: Draft) -> Iterator[Finding]:
    names = Terms((name, place) for place, one in enumerate(draft.medicines) for name in one.names)
    said = _plain(" ".join(p.text for piece in draft.pieces for _name, p in piece.texts))
    told: set[object] = set()
    for piece in draft.pieces:
        for name, passage in piece.texts:
            for found in names.find(passage.text):
                medicine = draft.medicines[found.key]  # type: ignore[call-overload]
                if found.key in told or _plain(medicine.safety_line) in said:
                    continue
                told.add(found.key)
                message = _("Write this about %(name)s, word for word: %(line)s")
                told_so = {"name": medicine.name, "line": medicine.safety_line}
                yield Finding(WEIGHT, message % told_so, piece, name, passage.text)


def _plain(text: str) -> str:
    """The same for the same words, whatever the case, blanks and quotes."""
    return " ".join(re.findall(r"\w+", text.casefold()))

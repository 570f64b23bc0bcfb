"""Short forms are written out where they first stand."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.abbreviations import not_written_out

WEIGHT = Severity.ADVICE


def about() -> str:
    return str(_("A short form is written out where it first stands."))


def findings(draft: Draft) -> Iterator[Finding]:
    places = [(piece, name, p.text) for piece in draft.pieces for name, p in piece.texts]
    missing = not_written_out((text for *_place, text in places), draft.written_out)
    for form, meaning in missing.items():
        piece, name, text = next(place for place in places if form in place[2])
        if meaning:
            message = _("Write it out the first time: %(meaning)s (%(form)s).")
        else:
            message = _("Say what %(form)s means, the first time it stands here.")
        told = message % {"form": form, "meaning": meaning}
        yield Finding(WEIGHT, told, piece, name, text)

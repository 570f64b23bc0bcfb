"""What the library lacks of the pictures in a guide."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

WEIGHT = Severity.ADVICE
NO_LICENCE = _("The library does not say what lets us show this picture: it has no licence.")


def about() -> str:
    return str(_("The library knows of each picture under which licence it may be shown."))


def findings(draft: Draft) -> Iterator[Finding]:
    hero = draft.pictures.get(draft.hero or 0)
    if hero and not hero.licence:
        yield Finding(WEIGHT, NO_LICENCE, field="hero", quote=hero.title)
    for piece in draft.pieces:
        picture = draft.pictures.get(piece.block.image_id or 0)
        if picture and not picture.licence:
            yield Finding(WEIGHT, NO_LICENCE, piece, "image", picture.title)

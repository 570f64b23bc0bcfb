"""A picture that says something, or one that is only nice to look at."""

from django.utils.translation import gettext_lazy as _

from articles.blocks.problem import Problem
from articles.models import Block

FIELDS = ("image", "alt", "decorative", "caption", "credit")
EXPLANATION = _("A picture with words for people who cannot see it.")
IS_SECTION = False


def problems(block: Block) -> list[Problem]:
    found = []
    if block.image_id is None:
        found.append(Problem("image", _("Choose a picture, or delete this block.")))
    if not block.alt.strip() and not block.decorative:
        found.append(Problem("alt", _("Say what the picture shows, or tick “decorative” below.")))
    return found


def hints(block: Block) -> list[Problem]:
    if block.alt.strip() and block.decorative:
        return [
            Problem("decorative", _("A decorative picture is skipped aloud, its description too."))
        ]
    return []

"""Where a picture is used: which guides show it now, and which of their versions ever did."""

from articles.comparing import pictures_in
from articles.models import PictureUse, Revision


def note(revision: Revision) -> None:
    """Remember which pictures a revision shows, so that the library can be asked."""
    shown = [PictureUse(revision=revision, image_id=pk) for pk in pictures_in(revision.data)]
    PictureUse.objects.bulk_create(shown)

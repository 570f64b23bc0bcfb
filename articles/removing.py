"""Taking a picture out of the library: only what no guide shows and no reader has had."""

import logging

from django.core.files.storage import Storage
from django.db import transaction

from articles import uses
from articles.models import Image, PictureUse, Revision

_log = logging.getLogger(__name__)


class InUse(Exception):
    """Something shows the picture. `uses` says what."""

    def __init__(self, found: list[uses.Use]) -> None:
        self.uses = found
        super().__init__(found[0].image.title)


def remove(image: Image) -> None:
    """Take it out, and its files when that is certain. Raises InUse.

    Versions that were only saved lose it; what stands there when one is restored is told then.
    """
    with transaction.atomic():
        # A save that puts it into a guide at this very moment is refused by the database, whole:
        # its words come back, and no guide is left with a picture that is gone.
        held = Image.objects.select_for_update().get(pk=image.pk)
        if holding := [use for use in uses.of([held]) if use.holds]:
            raise InUse(holding)
        files = [*held.earlier.all(), held]
        PictureUse.objects.of([held]).delete()
        Revision.objects.filter(hero__in=files).update(hero=None)
        for file in files:
            forget(file)


def forget(file: Image) -> None:
    """Delete a row that nothing points to, and its files once that is certain."""
    names, storage = files_of(file), file.file.storage
    file.delete()
    transaction.on_commit(lambda: _delete(storage, names), robust=True)


def files_of(image: Image) -> list[str]:
    """The picture as it was kept, and all that the worker made of it."""
    return [str(image.file.name), *(one["file"] for one in image.renditions)]


def _delete(storage: Storage, names: list[str]) -> None:
    """What cannot be deleted now is found by `manage.py sweep_media`."""
    for name in names:
        try:
            storage.delete(name)
        except OSError:
            _log.warning("Could not delete %s", name, exc_info=True)

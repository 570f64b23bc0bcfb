"""Files of pictures and rows of the library that have lost each other.

A power cut between a row and its file, a disk that was full, a backup of one without the other:
either side can be left alone. Nothing here touches what both sides know.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

import outbox
from articles import removing, renditions
from articles.models import Image, ImageQuerySet, PictureUse

# A file is written before the row that names it. What is younger may still get its row.
GRACE = timedelta(hours=1)


@dataclass(frozen=True)
class Found:
    """What has lost its other half."""

    # Files that no row names.
    strays: list[str]
    # Files that no row names yet: somebody may be putting them into the library right now.
    young: int
    # Pictures whose kept file is gone, and pictures that only lack what the worker made.
    lost: list[Image]
    incomplete: list[Image]
    # Files that were replaced, and that no version of a guide shows any more.
    unshown: list[Image]
    # Pictures, and not one file: the store itself may be away.
    is_store_empty: bool


def look() -> Found:
    """Compare the store with the library. Changes nothing."""
    storage = _storage()
    stored = _stored(storage)
    images = list(Image.objects.order_by("pk"))
    named = {name for image in images for name in removing.files_of(image)}
    strays, young = [], 0
    for name in sorted(stored - named):
        if _is_young(storage, name):
            young += 1
        else:
            strays.append(name)
    missing = {name for name in named - stored if not storage.exists(name)}
    lost = [image for image in images if image.file.name in missing]
    incomplete = [
        image
        for image in images
        if image not in lost and not missing.isdisjoint(removing.files_of(image))
    ]
    unshown = list(_unshown())
    return Found(strays, young, lost, incomplete, unshown, bool(images) and not stored)


def sweep(found: Found) -> list[Image]:
    """Delete what was found, and return the lost pictures that stay because they are in use.

    What the worker made and what is gone is made again.
    """
    storage = _storage()
    for name in found.strays:
        storage.delete(name)
    for image in found.incomplete:
        with transaction.atomic():
            Image.objects.filter(pk=image.pk, file=image.file.name).update(renditions=[])
            # Without a key: the errand for this file was done before.
            outbox.put(renditions.ERRAND, image=image.pk)
    for image in found.unshown:
        with transaction.atomic():
            # Asked again, inside the lock: somebody may have come between.
            if held := _unshown().select_for_update(of=("self",)).filter(pk=image.pk).first():
                removing.forget(held)
    return [image for image in found.lost if not _could_be_removed(image)]


def _could_be_removed(image: Image) -> bool:
    current = Image.objects.in_library().filter(pk=image.pk).first()
    if current is None:
        # An earlier file: gone by now, or shown by a version.
        return not Image.objects.filter(pk=image.pk).exists()
    try:
        removing.remove(current)
    except removing.InUse:
        return False
    return True


def _unshown() -> ImageQuerySet:
    uses = PictureUse.objects.filter(image=OuterRef("pk"))
    return Image.objects.filter(current__isnull=False).exclude(Exists(uses))


def _storage() -> Storage:
    return Image._meta.get_field("file").storage


def _stored(storage: Storage) -> set[str]:
    """The names of all files in the library's folder."""
    folder = PurePosixPath(str(Image._meta.get_field("file").upload_to))
    try:
        return {str(folder / name) for name in storage.listdir(str(folder))[1]}
    except FileNotFoundError:
        return set()


def _is_young(storage: Storage, name: str) -> bool:
    try:
        return storage.get_modified_time(name) > timezone.now() - GRACE
    except FileNotFoundError:
        # Deleted since the folder was read.
        return True

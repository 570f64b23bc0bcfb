"""A picture of the library in the sizes and formats that pages offer, made by the worker.

Until they exist pages show the picture as it was kept, so nothing waits for them.
"""

from pathlib import PurePosixPath
from typing import TypedDict

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pixels

import outbox
from articles import publishing
from articles.models import Image, Revision
from pictures import images

ERRAND = "make_renditions"
DRAW_AGAIN = "draw_picture_again"
# A phone, a phone with a sharp screen, and the widest place on a page at one and a half pixels.
WIDTHS = (480, 800, 1280)


class Rendition(TypedDict):
    """One file that a browser may choose."""

    format: str
    width: int
    height: int
    file: str


def add(upload: ContentFile, *, title: str, **fields: object) -> Image:
    """Put a picture that `images.taken` returned into the library, and ask for its renditions.

    When the row cannot be written, no file is left behind.
    """
    image = Image(title=title, **fields)
    try:
        with transaction.atomic():
            image.file.save(str(upload.name), upload, save=False)
            image.save()
            ask_for(image)
    except BaseException:
        if image.file.name:
            image.file.storage.delete(image.file.name)
        raise
    return image


def ask_for(image: Image) -> None:
    """Let the worker make them: once for each file that the picture ever had."""
    outbox.put(ERRAND, key=f"{image.pk}:{image.file.name}", image=image.pk)


def make(image: Image) -> None:
    """Make what is missing, note it on the picture, and draw the guides that show it again.

    May run again at any time: what is noted is not made twice, and the note is written last.
    """
    kept = image.file.name
    if _is_noted(image):
        return
    with image.file.open() as file:
        picture = images.ours(file)
    widths = _widths(picture.width)
    made = [one for width in widths for one in _of_width(image, picture, width)]
    with transaction.atomic():
        # Where somebody changed the picture meanwhile, another errand is on its way.
        if not Image.objects.filter(pk=image.pk, file=kept).update(renditions=made):
            return
        image.renditions = made
        draw_again(image)


def draw_again(image: Image) -> None:
    """Draw the pages that show a picture once more: what the library says of it has changed."""
    for revision in Revision.objects.published().filter(picture_uses__image=image):
        publishing.rerender(revision)


def _widths(width: int) -> list[int]:
    """The widths to offer. A picture is never made larger than it is."""
    smaller = [wanted for wanted in WIDTHS if wanted < width]
    return [*smaller, width] if width < WIDTHS[-1] else list(WIDTHS)


def _is_noted(image: Image) -> bool:
    noted = {one["width"] for one in image.renditions if _stem(image) in one["file"]}
    return noted == set(_widths(image.width))


def _of_width(image: Image, picture: Pixels.Image, width: int) -> list[Rendition]:
    """One width in every format, the best first."""
    height = max(1, round(picture.height * width / picture.width))
    pixels = picture.resize((width, height), Pixels.Resampling.LANCZOS)
    formats = (images.AVIF, images.WEBP, images.plain_format(picture))
    return [
        Rendition(
            format=kind.ending,
            width=width,
            height=height,
            file=_stored(image, images.file_of(pixels, kind, f"{_stem(image)}-{width}")),
        )
        for kind in formats
    ]


def _stored(image: Image, file: ContentFile) -> str:
    """Write a file beside the kept one, over what a worker that died may have left."""
    name = str(_path(image).with_name(str(file.name)))
    storage = image.file.storage
    storage.delete(name)
    return storage.save(name, file)


def _stem(image: Image) -> str:
    return _path(image).stem


def _path(image: Image) -> PurePosixPath:
    return PurePosixPath(str(image.file.name))

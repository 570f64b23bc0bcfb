"""A file that somebody sends -> pixels, and nothing but pixels.

The file is judged by decoding it, never by its name. What is kept is encoded anew from the
pixels: no place, camera, comment, colour profile or trailing data of the original is left.
"""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile

# Only these decoders are asked, whatever the file says it is.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ACCEPTED = ("image/jpeg", "image/png", "image/webp", "image/gif")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
# WebP's decoder holds four copies of the picture at once.
MOST_PIXELS_IN_WEBP = 20_000_000
# Kept no larger than this, and no smaller than half of it: the widest place on a page has 640.
KEPT_SIDE = 2_560

# One picture may take some hundred megabytes while it is decoded, so one at a time.
_DECODER = threading.Lock()
_PATIENCE = 20

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A JPEG may paint the picture in layers. Cameras use ten; thousands keep a machine busy for long.
_SCAN, _MOST_SCANS = b"\xff\xda", 100
# Rows that are converted at once when a large picture is made smaller.
_BAND = 256
_SRGB = ImageCms.createProfile("sRGB")
_COLOUR_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}


class PictureField(forms.FileField):
    """Asks for a picture, and hands on what `taken` keeps of it.

    Not Django's ImageField, which tries every decoder there is. The file's name does not count.
    """

    default_error_messages = {"empty": _("This file is empty. Please choose a picture.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "max_length": None})

    def to_python(self, data: File | None) -> File | None:
        upload = super().to_python(data)
        return None if upload is None else taken(upload)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(ACCEPTED)}


class Format(NamedTuple):
    """How pixels are written to a file."""

    name: str
    ending: str
    media_type: str
    options: dict[str, int | bool | str]


AVIF = Format("AVIF", "avif", "image/avif", {"quality": 60, "speed": 8})
WEBP = Format("WEBP", "webp", "image/webp", {"quality": 78, "method": 4})
JPEG = Format("JPEG", "jpg", "image/jpeg", {"quality": 85, "optimize": True, "progressive": True})
PNG = Format("PNG", "png", "image/png", {"optimize": True})


def taken(upload: File) -> ContentFile:
    """Return what is kept of an uploaded picture, under a new name.

    Raises ValidationError with a sentence for whoever sent it. Nothing is written anywhere.
    """
    _check_bytes(upload)
    with _one_at_a_time():
        try:
            with warnings.catch_warnings():
                # Pillow warns of broken notes, which go anyway, and of sizes far above our limit.
                warnings.simplefilter("ignore")
                picture = _decoded(upload)
        except ValidationError:
            raise
        except Exception as error:  # what a decoder raises on a broken file is its own affair
            raise _damaged() from error
    return file_of(picture, plain_format(picture), uuid4().hex)


def file_of(picture: Image.Image, kind: Format, stem: str) -> ContentFile:
    """Write pixels to a file in memory. Nothing else of the picture goes with them."""
    pixels = Image.new(picture.mode, picture.size)
    pixels.paste(picture)
    file = BytesIO()
    pixels.save(file, kind.name, **kind.options)
    return ContentFile(file.getvalue(), f"{stem}.{kind.ending}")


def plain_format(picture: Image.Image) -> Format:
    """The format that every browser reads: with transparency PNG, else JPEG."""
    return PNG if picture.mode == "RGBA" else JPEG


def ours(file: IO[bytes]) -> Image.Image:
    """Decode a file that `taken` made."""
    picture = Image.open(file, formats=[JPEG.name, PNG.name])
    picture.load()
    return picture


def _check_bytes(upload: File) -> None:
    if not upload.size:
        raise ValidationError(_("This file is empty. Please choose a picture."), code="empty")
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("This picture is too large: it has %(size)s MB, and 8 MB is the most."),
            code="too_large",
            params={"size": -(-upload.size // (1024 * 1024))},
        )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _DECODER.acquire(timeout=_PATIENCE):
        raise ValidationError(
            _("We are busy with other pictures. Please send yours again in a minute."), code="busy"
        )
    try:
        yield
    finally:
        _DECODER.release()


def _decoded(upload: File) -> Image.Image:
    """Read the first picture of a file, upright, in RGB or RGBA, at most KEPT_SIDE long."""
    with _opened(upload) as picture:
        _check_pixels(picture)
        # A JPEG can be decoded at a half or a quarter of its size, which saves the memory.
        picture.draft(None, _fitting(picture.size))
        picture.load()
        profile, turn = picture.info.get("icc_profile"), _turn_of(picture)
        smaller = _shrunk(picture)
    coloured = _in_rgb(smaller, profile)
    upright = coloured.transpose(turn) if turn is not None else coloured
    return _without_needless_alpha(upright)


def _opened(upload: File) -> Image.Image:
    upload.seek(0)
    data = upload.read(MOST_BYTES)
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Image.UnidentifiedImageError as error:
        raise ValidationError(
            _("We cannot read this file as a picture. Please choose a JPEG, PNG, WebP or GIF."),
            code="no_picture",
        ) from error
    if isinstance(picture, JpegImageFile) and data.count(_SCAN) > _MOST_SCANS:
        raise _damaged()
    return picture


def _check_pixels(picture: Image.Image) -> None:
    """Refuse by what the file says of itself, before anything is unpacked."""
    most = MOST_PIXELS_IN_WEBP if picture.format == "WEBP" else MOST_PIXELS
    if max(picture.size) > LONGEST_SIDE or picture.width * picture.height > most:
        raise _too_many_pixels(most)


def _damaged() -> ValidationError:
    return ValidationError(
        _("This picture is damaged or cut off. Please save it again or choose another."),
        code="damaged",
    )


def _too_many_pixels(most: int = MOST_PIXELS) -> ValidationError:
    return ValidationError(
        _(
            "This picture has too many pixels. Please make it smaller first: "
            "12,000 a side and %(millions)s million in all are the most."
        ),
        code="too_many_pixels",
        params={"millions": most // 1_000_000},
    )


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """A size of the same shape that is at most KEPT_SIDE long."""
    scale = min(1.0, KEPT_SIDE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _turn_of(picture: Image.Image) -> Image.Transpose | None:
    """How the camera was held, as it noted itself."""
    return _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))


def _shrunk(picture: Image.Image) -> Image.Image:
    """Make a picture at most KEPT_SIDE long without ever holding a second one of its size.

    Squares of pixels are averaged, one band of rows after the other.
    """
    factor = -(-max(picture.size) // KEPT_SIDE)
    if factor == 1:
        return _in_plain_mode(picture)
    width, height = picture.size
    rows = _BAND * factor
    bands = [
        _in_plain_mode(picture.crop((0, top, width, min(top + rows, height)))).reduce(factor)
        for top in range(0, height, rows)
    ]
    whole = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for number, band in enumerate(bands):
        whole.paste(band, (0, number * _BAND))
    return whole


def _in_plain_mode(picture: Image.Image) -> Image.Image:
    """One of L, RGB, RGBA, CMYK: what can be averaged and what colour profiles are about."""
    if picture.mode.startswith("I"):
        # 16 bits a pixel; converting would cut off everything above 255.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in _COLOUR_SPACES:
        return picture.copy()
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_rgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring colours into sRGB, which is what a file without a profile means."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    colours = _by_profile(colours, profile) or colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _by_profile(picture: Image.Image, profile: bytes | None) -> Image.Image | None:
    """The same colours in sRGB; None when the profile does not fit or cannot be read."""
    if not profile:
        return None
    try:
        told = ImageCms.ImageCmsProfile(BytesIO(profile))
        if told.profile.xcolor_space.strip() != _COLOUR_SPACES[picture.mode]:
            return None
        return ImageCms.profileToProfile(picture, told, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _without_needless_alpha(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        return picture.convert("RGB")
    return picture

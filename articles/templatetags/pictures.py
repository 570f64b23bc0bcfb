"""`{% picture image alt="..." %}`: a picture of the library in the size that a screen needs."""

from typing import Any

from django import template

from articles.models import Image
from pictures import images

register = template.Library()

# The places that pages have for pictures, as CSS lays them out.
SIZES = {
    "text": "(min-width: 42.5rem) 40rem, calc(100vw - 2.5rem)",
    "card": "(min-width: 38.5rem) 14rem, calc(100vw - 2.5rem)",
    "thumbnail": "7rem",
}
SIZES["hero"] = SIZES["text"]
# Places of a fixed shape; what does not fit is cut off, away from where the eye goes.
CROPPED = {"hero", "card"}
_TYPES = {kind.ending: kind.media_type for kind in (images.AVIF, images.WEBP)}
_MIDDLE_WIDTH = 800


@register.inclusion_tag("articles/_picture.html")
def picture(
    image: Image, alt: str = "", *, place: str = "text", eager: bool = False
) -> dict[str, Any]:
    """Offer every rendition there is; the picture as it was kept while there is none.

    `alt` is empty for what is only nice to look at. `eager` is for the first screen of a page.
    """
    plain = [one for one in image.renditions if one["format"] not in _TYPES]
    fitting = [one for one in plain if one["width"] <= _MIDDLE_WIDTH] or plain[:1]
    storage = image.file.storage
    return {
        "image": image,
        "alt": alt,
        "sizes": SIZES[place],
        "eager": eager,
        "crop": _crop(image, place) if place in CROPPED else "",
        "src": storage.url(fitting[-1]["file"]) if fitting else image.file.url,
        "srcset": _srcset(image, plain),
        "sources": [
            {"type": media_type, "srcset": srcset}
            for ending, media_type in _TYPES.items()
            if (
                srcset := _srcset(
                    image, [one for one in image.renditions if one["format"] == ending]
                )
            )
        ],
    }


def _crop(image: Image, place: str) -> str:
    across, down = image.focus
    return f"crop-{place} focus-{across}-{down}"


@register.inclusion_tag("articles/_picture_credit.html")
def picture_credit(image: Image | None, credit: str = "") -> dict[str, Any]:
    """Who made a picture, under which licence, and where it was found.

    `credit` is what a guide itself says, and is always told; the library's credit only where the
    licence asks for it.
    """
    asks = image is not None and image.asks_for_credit
    return {
        "credit": credit or (image.credit if image and asks else ""),
        "asks": asks,
        "image": image,
    }


def _srcset(image: Image, renditions: list[dict[str, Any]]) -> str:
    url = image.file.storage.url
    return ", ".join(f"{url(one['file'])} {one['width']}w" for one in renditions)

"""A member's picture: small, square, from pixels alone, and behind a door."""

from typing import IO

from django.core.files.base import File
from PIL import ImageOps

from accounts import private
from accounts.models import Profile
from pictures import images

FOLDER = "faces"
SIDE = 256


def put(profile: Profile, taken: File) -> None:
    """Keep what `images.taken` made of an upload. The one before goes."""
    picture = ImageOps.fit(images.ours(taken), (SIDE, SIDE))
    file = images.file_of(picture, images.WEBP, str(taken.name).partition(".")[0])
    before = profile.avatar
    profile.avatar = private.files().save(f"{FOLDER}/{file.name}", file)
    profile.keep()
    if before:
        private.files().delete(before)


def take_off(profile: Profile) -> None:
    before, profile.avatar = profile.avatar, ""
    profile.keep()
    if before:
        private.files().delete(before)


def opened(profile: Profile) -> IO[bytes]:
    """FileNotFoundError where the file is lost."""
    return private.files().open(profile.avatar)

"""Files that no address leads to: what is in them is somebody's own, or nobody's business."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

# Beside the marks of erased accounts, and made with the first of them.
SECRET = "erased/secret"  # noqa: S105 -- where it lies


def files() -> Storage:
    return storages["private"]


def secret() -> bytes:
    """What marks are made with, of people and names that are gone. It lies apart from the database:
    who has only one of the two can look nothing up."""
    if not files().exists(SECRET):
        files().save(SECRET, ContentFile(secrets.token_bytes(32)))
    with files().open(SECRET) as file:
        return bytes(file.read())

"""Secrets at rest: what second factors keep in the database cannot be used by whoever copies it."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """None of our keys opens this: it was sealed with a key that is gone, or it was changed."""


def seal(text: str) -> str:
    """Only who has the key can read it again."""
    return _sealer(tuple(settings.SEALING_KEYS)).encrypt(text.encode()).decode()


def unseal(sealed: str, *, within: int | None = None) -> str:
    """What was sealed, with the newest key or an older one. `within`: so many seconds ago at most.

    Raises CannotOpen.
    """
    try:
        return _sealer(tuple(settings.SEALING_KEYS)).decrypt(sealed.encode(), ttl=within).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def seal_anew(sealed: str) -> str:
    """The same secret under the newest key. Raises CannotOpen."""
    return seal(unseal(sealed))


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> MultiFernet:
    """The keys as Fernet wants them. The prefix keeps SECRET_KEY itself out of this use."""
    digests = (hashlib.sha256(b"msforum sealing\0" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

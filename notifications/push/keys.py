"""The key with which the site shows push services who it is (VAPID, RFC 8292)."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# Seconds. Services take no more than a day.
PROVES_FOR = 12 * 3600


def new_key() -> str:
    """A private key as it stands in PUSH_KEY."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _written(number.to_bytes(32, "big"))


@lru_cache(maxsize=2)
def _private(key: str) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(urlsafe_b64decode(key + "="), "big")
    return ec.derive_private_key(number, ec.SECP256R1())


def public_key() -> str:
    """What browsers are told when somebody asks to be told there."""
    public = _private(settings.PUSH_KEY).public_key()
    return _written(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def proof_for(address: str) -> str:
    """The header that shows a push service that it is this site, which can be written to."""
    parts = urlsplit(address)
    said = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + PROVES_FOR,
        "sub": f"mailto:{settings.CONTACT_EMAIL}",
    }
    signed = jwt.encode(said, _private(settings.PUSH_KEY), algorithm="ES256")
    return f"vapid t={signed}, k={public_key()}"


def _written(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")

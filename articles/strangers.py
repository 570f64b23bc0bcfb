"""What a form without a cookie can know of who sends it: whether it came from a page of ours, and
whether too many come from one place. No address is kept: the cache holds, for an hour, a number
made of it with a secret that changes each day."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# A clinic or a family shares one address; a program fills this in a second.
MOST_AN_HOUR = 30
HOUR = 3600


def is_from_our_pages(request: HttpRequest) -> bool:
    """Browsers say which page sent a form. Old ones say nothing, and are believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def is_crowding(request: HttpRequest, act: str) -> bool:
    """Whether more came from this address within an hour than people send."""
    key = f"{act}:{_mark_of(request, act)}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > MOST_AN_HOUR
    except ValueError:  # it ran out in between
        return False


def is_said_again(request: HttpRequest, act: str, said: str) -> bool:
    """Whether the same was sent from this address a moment ago: a second press of the button."""
    return not cache.add(f"{act}:{_mark_of(request, act + said)}", 1, HOUR)


def _mark_of(request: HttpRequest, about: str) -> str:
    address = get_adapter().get_client_ip(request)
    return salted_hmac(f"{about} {timezone.localdate()}", address, algorithm="sha256").hexdigest()

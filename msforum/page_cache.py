"""Public pages, kept whole for visitors: good for as long as nobody has written anything.

A page that says `@cacheable` is kept in the memory of the process, without the way to it: what
stands on it comes from the database, so before it is used again the database is asked, in one
cheap question, whether anything was committed since. Nobody has to remember which of all the
tables a page depends on, and what was hidden is gone with the very next request.

What depends on the clock (that a guide is due for review) may be late by `PAGE_CACHE_SECONDS`.
Who has a session, or a form to send, gets pages of their own.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic
from typing import NamedTuple, Self

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from accounts.http import MAY_BE_KEPT
from queries.committed import Version, version

type Answer = Callable[..., HttpResponse]

# Some 200 pages with a full discussion each.
MOST_BYTES = 16_000_000
# What is longer was made by hand.
LONGEST_KEY = 2_000
# Seconds, for somebody who waits while another one is answered.
LONGEST_WAIT = 10


class Page(NamedTuple):
    """An answer as it went out."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    until: float  # on the clock of this process

    @classmethod
    def of(cls, response: HttpResponse) -> Self:
        headers = tuple(response.headers.items())
        return cls(headers, response.content, monotonic() + settings.PAGE_CACHE_SECONDS)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """It, or that the browser has it already (304), which carries the policy, too."""
        headers = dict(self.headers)
        if headers["ETag"] not in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
            return HttpResponse(self.body, headers=headers)
        answer = HttpResponseNotModified()
        for name, value in self.headers:
            if not name.startswith("Content-") or name.startswith("Content-Security"):
                answer.headers[name] = value
        return answer

    def size_with(self, key: tuple[str, ...]) -> int:
        """Roughly, with what it is found by, which visitors choose."""
        return len(self.body) + sum(map(len, key)) + sum(len(n) + len(v) for n, v in self.headers)


class Pages:
    """Those made since the database last changed. One that changed makes all of them worthless."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.version: Version = None
        self.pages: dict[tuple[str, ...], Page] = {}
        self.building: dict[tuple[str, ...], Event] = {}
        self.bytes = 0

    def get(self, key: tuple[str, ...], now: Version) -> Page | None:
        with self.lock:
            page = self.pages.get(key) if now == self.version else None
        return page if page and page.until > monotonic() else None

    def put(self, key: tuple[str, ...], now: Version, page: Page) -> None:
        """`now` is the version from before the page was made, so it is at least as new."""
        size = page.size_with(key)
        with self.lock:
            if now != self.version or self.bytes + size > MOST_BYTES:
                self.pages.clear()
                self.version, self.bytes = now, 0
            self.pages[key] = page
            self.bytes += size

    @contextmanager
    def after_the_first(self, key: tuple[str, ...]) -> Iterator[None]:
        """A hundred who ask at once for a page that is not there wait for the first of them, and
        for nobody else: what that one was given may be kept for nobody."""
        with self.lock:
            first = self.building.get(key)
            mine = self.building.setdefault(key, Event())
        if first:
            first.wait(LONGEST_WAIT)
            yield
            return
        try:
            yield
        finally:
            with self.lock:
                del self.building[key]
            mine.set()


kept = Pages()


def page_cache(get_response: Answer) -> Answer:
    """Outside of everything else: a page that is kept has its headers already."""

    def answer(request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        now = version() if key else None
        if key is None or now is None:
            return get_response(request)
        found = kept.get(key, now) or made(key, now, request)
        return found.answer(request) if isinstance(found, Page) else found

    def made(key: tuple[str, ...], now: Version, request: HttpRequest) -> Page | HttpResponse:
        with kept.after_the_first(key):
            if page := kept.get(key, now):
                return page
            response = get_response(request)
            if not may_keep(response):
                return response
            page = Page.of(told_to_ask_again(response))
            kept.put(key, now, page)
            return page

    return answer


def key_of(request: HttpRequest) -> tuple[str, ...] | None:
    """What the page depends on besides the database; None where it is made for one person."""
    if request.method != "GET" or not settings.PAGE_CACHE_SECONDS:
        return None
    if request.path_info.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return None  # files, which cost nothing
    if not {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}.isdisjoint(request.COOKIES):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    # As they were sent: what is decoded may be the same for two that are not.
    sent = [request.META.get(name, "") for name in ("QUERY_STRING", "HTTP_COOKIE")]
    key = (request.scheme or "", host, request.path_info, *sent)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def may_keep(response: HttpResponse) -> bool:
    """Whole, the same for everybody, and nothing in it that counts for one time only."""
    policy = response.headers.get("Content-Security-Policy", "")
    return (
        getattr(response, MAY_BE_KEPT, False)
        and response.status_code == 200  # noqa: PLR2004 -- OK
        and not response.streaming
        and not response.cookies
        and "'nonce-" not in policy
    )


def told_to_ask_again(response: HttpResponse) -> HttpResponse:
    """Browsers may keep it, and ask each time whether it is still the same. A weak name, because
    a proxy may compress it."""
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    response.headers["ETag"] = (
        f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    )
    return response

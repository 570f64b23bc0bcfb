"""What every answer carries, whoever made it; and patience with a database that is away."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.encoding import escape_uri_path, iri_to_uri

from articles.moving import forwarded
from msforum.errors import is_passing, unavailable
from msforum.health import livez, readyz

type Answer = Callable[[HttpRequest], HttpResponse]

# Some of these are Django's own, said again for answers that were made before it could.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
    ),
}

# Methods that change nothing.
READING = {"GET", "HEAD"}


def browser_policy(get_response: Answer) -> Answer:
    """Tell browsers to keep the site to itself, and what is personal out of every cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_personal(request, response):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def probes(get_response: Answer) -> Answer:
    """Answer machines on the inside before anything asks which host they named, or sends them to
    https: they come by number, not by name."""
    known = {"/livez": livez, "/readyz": readyz}

    def answer(request: HttpRequest) -> HttpResponse:
        return known.get(request.path_info, get_response)(request)

    return answer


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Told by the cookie, because asking who it is would ask the database on each request."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies


def patience(get_response: Answer) -> Answer:
    """A page that cannot reach or write the database says so and can be tried again (503)."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(request) if is_passing(exception) else None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def forwarding(get_response: Answer) -> Answer:
    """Where no page stands and one did before, lead to where it is now. Pages that are there cost
    nothing more."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        place = forwarded(request.path_info)
        return response if place is None else lead_to(place, request)

    return answer


def lead_to(place: str, request: HttpRequest) -> HttpResponse:
    """For good (301); what a form sends is sent again as it is (307)."""
    query = request.META.get("QUERY_STRING", "")
    target = escape_uri_path(place) + (f"?{iri_to_uri(query)}" if query else "")
    response: HttpResponse
    if request.method in READING:
        response = HttpResponsePermanentRedirect(target)
    else:
        response = HttpResponseRedirect(target, preserve_request=True)
    # What moves can move back. A browser that never asked again would run in a circle then.
    response.headers["Cache-Control"] = "no-cache"
    return response

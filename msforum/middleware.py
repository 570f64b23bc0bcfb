"""What every answer carries, whoever made it; and patience with a database that is away."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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

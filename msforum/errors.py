"""What people see when a page cannot be shown. Words that they typed are on it."""

import errno
import sys
from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.admin.keeping import keep_posted
from msforum.kept import Kept

# What SQLite says when it may work again later. Its other complaints are faults of ours.
PASSING = ("locked", "busy", "disk is full", "disk i/o", "readonly", "unable to open")
RETRY_AFTER = "30"  # seconds
WAYS_IN = tuple(f"/accounts/{page}/" for page in ("login", "signup", "confirm-email", "2fa"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"kept": Kept.of(request)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"kept": Kept.of(request)}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or cookies are off. The words come back, to be sent again."""
    # A form of the desk proves in itself whose words it holds.
    context: dict[str, Any] = {"kept": Kept.of(request), "is_draft": keep_posted(request)}
    if request.user.is_authenticated and request.path.startswith(WAYS_IN):
        # They came in by another window meanwhile, and need not once more.
        context["go_on"] = get_next_redirect_url(request) or reverse("home")
    return render(request, "403_csrf.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; or something that we need is away for a moment, which is another page."""
    if is_passing(sys.exception()):
        return unavailable(request)
    return render(request, "500.html", {"kept": Kept.of(request)}, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database cannot be reached or written. Try again; nothing typed is lost."""
    response = render(request, "503.html", {"kept": Kept.of(request)}, status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def is_passing(error: BaseException | None) -> bool:
    """Whether the same request may well work a little later."""
    if isinstance(error, InterfaceError):
        return True
    if isinstance(error, OperationalError):
        said = str(error).lower()
        return connection.vendor != "sqlite" or any(word in said for word in PASSING)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return True
    # Redis may not be installed, so it is known by its name.
    return type(error).__module__.startswith("redis.") and isinstance(error, Exception)

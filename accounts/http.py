"""What views say of what they are asked, and of what they answer."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import Member


class MemberRequest(HttpRequest):
    """The type of a logged-in request."""

    user: Member


# On the answers of views that say so.
MAY_BE_KEPT = "may_be_kept"


def cacheable[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """For views whose page says the same to every visitor with the same address and cookies:
    whoever stands before the views may keep it for them."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        setattr(response, MAY_BE_KEPT, True)
        return response

    return answer


YEAR = 365 * 24 * 3600


def keep_in_browser(response: HttpResponse, name: str, value: str) -> None:
    """Let the browser remember a choice for a year. No script can read it."""
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )

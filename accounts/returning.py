"""Where people were before they logged in, or pressed something, so that they come back there."""

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def is_account_page(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("account_login").removesuffix("login/"))


def return_query(request: HttpRequest) -> str:
    """What to add to a link to log in or sign up: "?next=" and this page.

    On the pages of logging in it is the page before them; never one of another site.
    """
    if is_account_page(request):
        back_to = get_next_redirect_url(request) or ""
    else:
        back_to = request.get_full_path()
    if back_to in {"", reverse("home")}:
        return ""
    return "?" + urlencode({REDIRECT_FIELD_NAME: back_to})


def way_back(request: HttpRequest) -> str:
    """The page somebody came from, as a form or a link says in `next`; empty unless it is ours."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    return asked if is_ours(asked) else ""


def is_ours(address: str) -> bool:
    """Whether it leads to a place on this site, and to no other one."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)

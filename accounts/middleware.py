from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.csp import CSP

from accounts import logins
from accounts.returning import is_account_page

LOGIN_HOSTS = {
    "apple": "https://appleid.apple.com",
    "google": "https://accounts.google.com",
    "microsoft": "https://login.microsoftonline.com",
}


def let_it_lead_there(response: HttpResponse, url_name: str) -> None:
    """The page before Google and others has a form that ends there; no other page has."""
    other = url_name.removesuffix("_login")
    if url_name.endswith("_login") and other in settings.OTHER_LOGINS:
        ours = settings.SECURE_CSP
        leads = [CSP.SELF, LOGIN_HOSTS[other]]
        response._csp_config = {**ours, "form-action": leads}  # type: ignore[attr-defined]


class AccountPages:
    """What all pages about an account have in common: no cache keeps them, and a form that comes
    back with errors says so in its status, too. What members do makes their session longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and SESSION_KEY in request.session:
            logins.roll(request)
        response = self.get_response(request)
        if is_account_page(request):
            response["Cache-Control"] = "private, no-store"
        if request.resolver_match and request.method == "GET":
            let_it_lead_there(response, request.resolver_match.url_name or "")
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if is_account_page(request) and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.returning import is_account_page


class AccountPages:
    """What all pages about an account have in common: no cache keeps them, and a form that comes
    back with errors says so in its status, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_account_page(request):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if is_account_page(request) and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

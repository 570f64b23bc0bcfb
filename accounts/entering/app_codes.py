"""Codes from an app on a phone (TOTP): switch on, switch off."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp import views as allauth
from allauth.mfa.totp.internal import flows
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from accounts import factors, logins
from accounts.drawing_codes import squares
from accounts.entering import recovery


class ActivateView(allauth.ActivateTOTPView):
    """Shows the secret as a picture and as text, and takes the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        address = get_adapter().build_totp_url(self.request.user, form.secret)
        return {
            "form": form,
            "picture": squares(address),
            "address": address,
            "secret": " ".join(form.secret[i : i + 4] for i in range(0, len(form.secret), 4)),
            "back_to": get_next_redirect_url(self.request) or "",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        app, codes = flows.activate_totp(self.request, form)
        factors.note_shown(self.request, app)
        logins.end_elsewhere(self.request)
        back_to = get_next_redirect_url(self.request) or ""
        if codes:
            return recovery.show_soon(self.request, back_to=back_to)
        return redirect(back_to or "account_security")


class DeactivateView(allauth.DeactivateTOTPView):
    """No more codes from the app."""

    success_url = reverse_lazy("account_security")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        logins.end_elsewhere(self.request)
        return answer


def to_security(request: HttpRequest) -> HttpResponse:
    """Everything of this kind stands on one page."""
    return redirect("account_security")


activate = ActivateView.as_view()
deactivate = DeactivateView.as_view()

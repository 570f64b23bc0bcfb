"""Passkeys: add, name, remove, log in, confirm.

A challenge is asked for by POST when somebody presses the button, so looking at a page writes
nothing. Without JavaScript the pages say so and name the other ways.
"""

from typing import Any, cast

from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import BaseReauthenticateView
from allauth.core.internal import ratelimit
from allauth.mfa.base import views as base
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn import views as allauth
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import confirming, factors, logins
from accounts.confirming import confirmed
from accounts.entering import recovery


def _did_not_work(request: HttpRequest) -> None:
    messages.error(request, _("This passkey did not work. Try again, or use another way."))


@require_POST
@ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
def challenge_for_login(request: HttpRequest) -> JsonResponse:
    """For anybody: which passkey of this site does this browser have?"""
    return JsonResponse(auth.begin_authentication(user=None))


@require_POST
def challenge_for_second_step(request: HttpRequest) -> JsonResponse:
    """For somebody half-way through logging in."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return JsonResponse({}, status=403)
    return JsonResponse(auth.begin_authentication(stage.login.user))


@require_POST
@login_required
def challenge_for_confirming(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_authentication(cast(Any, request.user)))


@require_POST
@confirmed
def challenge_for_adding(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_registration(cast(Any, request.user), passwordless=True))


class LoginView(allauth.LoginWebAuthnView):
    """Logging in with nothing but a passkey."""

    http_method_names = ["post"]

    def form_invalid(self, form: Any) -> HttpResponse:
        _did_not_work(self.request)
        back_to = get_next_redirect_url(self.request)
        return redirect(reverse("account_login", query={"next": back_to} if back_to else None))


class SecondStepView(base.AuthenticateView):
    """The second step of logging in: a passkey, a code from an app or a recovery code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = factors.Authenticator.objects.filter(user=self.stage.login.user)
        return {
            "form": self.auth_form,
            "webauthn_form": self.webauthn_form,
            "kinds": set(kinds.values_list("type", flat=True)),
        }


class AddView(allauth.AddWebAuthnView):
    """A new passkey. With the first one come recovery codes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        return {"form": form, "back_to": get_next_redirect_url(self.request) or ""}

    def form_valid(self, form: Any) -> HttpResponse:
        key, codes = flows.add_authenticator(
            self.request, form.cleaned_data["name"], form.cleaned_data["credential"]
        )
        factors.note_shown(self.request, key)
        logins.end_elsewhere(self.request)
        back_to = get_next_redirect_url(self.request) or ""
        if codes:
            return recovery.show_soon(self.request, back_to=back_to)
        return redirect(back_to or "account_security")


class RemoveView(allauth.RemoveWebAuthnView):
    """One passkey less. With the last second factor go the recovery codes."""

    success_url = reverse_lazy("account_security")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        logins.end_elsewhere(self.request)
        return answer


class RenameView(allauth.EditWebAuthnView):
    """Another name for a passkey."""

    success_url = reverse_lazy("account_security")


class ConfirmView(allauth.ReauthenticateWebAuthnView):
    """Showing once more that it is you, with a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        _did_not_work(self.request)
        return redirect(self.passthrough_next_url(self.request.path))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = super(BaseReauthenticateView, self).get_context_data(**kwargs)
        ways = confirming.other_ways(cast(Any, self.request.user), self.request.path)
        return told | {"reauthentication_alternatives": ways}


login = LoginView.as_view()
second_step = SecondStepView.as_view()
add = AddView.as_view()
remove = RemoveView.as_view()
rename = RenameView.as_view()
confirm = ConfirmView.as_view()

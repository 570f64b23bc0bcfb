"""Pages of an account where allauth's are not enough."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import complete_signup
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms import CodeForm, SignupForm
from accounts.joining import AddressTaken, Joining, NameTaken
from accounts.name_forms import NameForm

# What is never written back into a page.
SECRETS = ("password", "code", "csrfmiddlewaretoken")
TRY_AGAIN_AFTER = 60  # seconds, told to programs


class SignupView(allauth.SignupView):
    """The way in. Somebody who comes back to correct a slip finds what they typed."""

    def get_initial(self) -> dict[str, Any]:
        joining = Joining.resume(self.request)
        told = {"email": joining.email, "username": joining.name} if joining else {}
        return told | super().get_initial()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An idea for a name was chosen, or the form is done."""
        by_passkey = self.get_form_kwargs().get("by_passkey", False)
        form = SignupForm.with_idea(request, by_passkey=by_passkey)
        if form is not None:
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)


class PasskeySignupView(SignupView):
    """The way in with a passkey, which is made when the address is proven. Whose device cannot make
    one has an account all the same, and logs in with codes."""

    template_name = "account/signup_by_passkey.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by_passkey": True}


class LogoutView(allauth.LogoutView):
    """The way out, by POST only. The browser is told to forget what it kept of the site."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


signup = SignupView.as_view()
signup_by_passkey = PasskeySignupView.as_view()
logout = LogoutView.as_view()


def confirm_address(request: HttpRequest) -> HttpResponse:
    """Take the code from a letter: of somebody who joins, or of a member with a new address."""
    joining = Joining.resume(request)
    if joining is None or request.user.is_authenticated:
        return allauth.email_verification_sent(request)
    if joining.is_proven:
        return choose_name(request, joining)
    form = CodeForm(request.POST or None, joining=joining)
    if form.is_valid():
        return finish(request, joining)
    context = {"form": form, "verify_form": form, "joining": joining, "email": joining.email}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/confirm_address.html", context, status=status)


def choose_name(request: HttpRequest, joining: Joining) -> HttpResponse:
    """The code was right, but the name went to somebody else meanwhile."""
    told = {"address": joining.email}
    form = NameForm.with_idea(request, **told)
    form = form or NameForm(request.POST or None, initial={"username": joining.name}, **told)
    if form.is_valid():
        joining.rename(form.cleaned_data["username"])
        return finish(request, joining)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/choose_name.html", {"form": form}, status=status)


def finish(request: HttpRequest, joining: Joining) -> HttpResponse:
    """Make the member, log them in, and take them back to where they were."""
    try:
        member = joining.finish()
    except NameTaken:
        messages.warning(request, _("Somebody took this name a moment ago. Choose another one."))
        return redirect("account_email_verification_sent")
    except AddressTaken:
        joining.forget()
        messages.info(request, _("Your account is ready. Log in."))
        return redirect("account_login")
    messages.success(
        request,
        _("Welcome. You can write now. A moderator reads your first comments before others do."),
    )
    record_authentication(request, member, method="code", email=member.email)
    return complete_signup(request, member, None, way_on(joining) or None)


def way_on(joining: Joining) -> str:
    """Where they were; before that, the page that makes their passkey, if they want one."""
    if not joining.wants_passkey:
        return joining.back_to
    query = {"next": joining.back_to} if joining.back_to else None
    return reverse("mfa_add_webauthn", query=query)


@require_POST
def send_code_again(request: HttpRequest) -> HttpResponse:
    """A fresh code for somebody who joins."""
    joining = Joining.resume(request)
    if joining is None:
        return redirect("account_signup")
    if not joining.may_ask_again:
        messages.warning(request, _("We have sent five letters. Sign up again later."))
    elif ratelimit.consume(request, action="confirm_email", key=joining.email):
        joining.send_code()
        messages.success(request, _("We have sent a new code. The old one no longer works."))
    else:
        messages.warning(request, get_adapter(request).error_messages["rate_limited"])
    return redirect("account_email_verification_sent")


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Somebody, or a program in their name, is too quick. What was typed is kept."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(secret in name for secret in SECRETS)
    ]
    response = render(request, "429.html", {"kept": kept}, status=429)
    response["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response

"""Pages of an account where allauth's are not enough."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.utils import complete_signup
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms import CodeForm, NameForm
from accounts.joining import AddressTaken, Joining, NameTaken

# What is never written back into a page.
SECRETS = ("password", "code", "csrfmiddlewaretoken")
TRY_AGAIN_AFTER = 60  # seconds, told to programs


class SignupView(allauth.SignupView):
    """The way in. Somebody who comes back to correct a slip finds what they typed."""

    def get_initial(self) -> dict[str, Any]:
        joining = Joining.resume(self.request)
        told = {"email": joining.email, "username": joining.name} if joining else {}
        return told | super().get_initial()


class LogoutView(allauth.LogoutView):
    """The way out, by POST only. The browser is told to forget what it kept of the site."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


signup = SignupView.as_view()
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
    form = NameForm(request.POST or None, initial={"username": joining.name})
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
        messages.info(request, _("Your account is ready. Log in with your password."))
        return redirect("account_login")
    messages.success(
        request,
        _("Welcome. You can write now. A moderator reads your first comments before others do."),
    )
    return complete_signup(request, member, None, joining.back_to or None)


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

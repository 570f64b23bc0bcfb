"""Logging in with a code from a letter: nothing to remember."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms import AskCodeForm, LoginCodeForm
from accounts.mailed_codes import LOGIN, MailedCode
from accounts.models import Member


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address and send a code to it. The login page leads here with what was typed."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    form = AskCodeForm(request.POST or None)
    back_to = get_next_redirect_url(request) or ""
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not MailedCode.may_be_sent(request, email):
            return ratelimit.respond_429(request)
        MailedCode.begin(request, LOGIN, email=email, back_to=back_to)
        return redirect("account_confirm_login_code")
    status = 422 if form.is_bound else 200
    told = {"form": form, "back_to": back_to}
    return render(request, "accounts/ask_login_code.html", told, status=status)


@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code, in the browser that asked for it."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    mailed = MailedCode.resume(request, LOGIN)
    if mailed is None:
        messages.info(
            request, _("A code works in the browser that asked for it. Ask for one here first.")
        )
        return redirect("account_request_login_code")
    if request.POST.get("action") == "resend":
        return send_again(request, mailed)
    form = LoginCodeForm(request.POST or None, mailed=mailed)
    if form.is_valid():
        return enter(request, mailed)
    told = {"form": form, "verify_form": form, "email": mailed.email, "can_resend": True}
    status = 422 if form.is_bound else 200
    return render(request, "account/confirm_login_code.html", told, status=status)


def send_again(request: HttpRequest, mailed: MailedCode) -> HttpResponse:
    if MailedCode.may_be_sent(request, mailed.email):
        mailed.send()
        messages.success(request, _("We have sent a new code. The old one no longer works."))
    else:
        messages.warning(request, get_adapter(request).error_messages["rate_limited"])
    return redirect("account_confirm_login_code")


def enter(request: HttpRequest, mailed: MailedCode) -> HttpResponse:
    """The code was right. A second factor is still asked for, if they have one."""
    member = cast(Member, mailed.member())
    mailed.forget()
    EmailAddress.objects.get_or_create(
        user=member, email=member.email, defaults={"primary": True, "verified": False}
    )
    verify_email_indirectly(request, member, member.email)
    record_authentication(request, member, method="code", email=member.email)
    return perform_login(
        request, Login(user=member, email=member.email, redirect_url=mailed.back_to or None)
    )

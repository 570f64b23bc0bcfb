"""One page for everything about getting in: how one logs in, and where one is logged in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import confirming, logins, way_back
from accounts.confirming import confirmed
from accounts.forms import LoginCodeForm
from accounts.mailed_codes import CONFIRMING, MailedCode
from accounts.models import WayBack


@login_required
def security(request: HttpRequest) -> HttpResponse:
    """The ways in, and where somebody is logged in."""
    member: Any = request.user
    found = list(Authenticator.objects.filter(user=member).order_by("created_at"))
    app = [one for one in found if one.type == Authenticator.Type.TOTP]
    paper = [one for one in found if one.type == Authenticator.Type.RECOVERY_CODES]
    told = {
        "passkeys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "app": app[0] if app else None,
        "codes_left": len(paper[0].wrap().get_unused_codes()) if paper else 0,
        "others": SocialAccount.objects.filter(user=member).order_by("pk"),
        "way_back": WayBack.objects.filter(member=member).first(),
        "logins": logins.of(member),
        "here": request.session.get(logins.KEY),
    }
    return render(request, "accounts/security/security.html", told)


@confirmed
@require_POST
def end_elsewhere(request: HttpRequest) -> HttpResponse:
    """Log this member out everywhere but here."""
    logins.end_elsewhere(request)
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("account_security")


@require_POST
@login_required
def stop_way_back(request: HttpRequest) -> HttpResponse:
    """They are in, so what they log in with stays, whoever asked for it to be removed."""
    member: Any = request.user
    if way_back.stop(member):
        messages.success(request, _("Your passkeys and codes stay."))
    return redirect("account_security")


@confirmed
def give_up_password(request: HttpRequest) -> HttpResponse:
    """From now on a code or a passkey; there is no password left to guess."""
    member: Any = request.user
    if request.method == "POST":
        member.set_unusable_password()
        member.save(update_fields=["password"])
        logins.end_elsewhere(request)
        messages.success(request, _("You have no password any more. Log in with a code."))
        return redirect("account_security")
    return render(request, "accounts/security/give_up_password.html")


@login_required
def confirm_by_code(request: HttpRequest) -> HttpResponse:
    """Showing once more that it is you, with a code from a letter."""
    member: Any = request.user
    if request.path not in {way["url"] for way in confirming.ways(member)}:
        return redirect(confirming.ways(member)[0]["url"] + _query(request))
    if request.POST.get("action") == "send":
        return _send(request, member.email)
    mailed = MailedCode.resume(request, CONFIRMING)
    form = LoginCodeForm(request.POST or None, mailed=mailed) if mailed else None
    if mailed and form and form.is_valid():
        mailed.forget()
        return confirming.finish(request, "code")
    told = {
        "form": form,
        "email": member.email,
        "query": _query(request),
        "redirect_field_value": get_next_redirect_url(request) or "",
        "reauthentication_alternatives": confirming.other_ways(member, request.path),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "account/reauthenticate_code.html", told, status=status)


def _send(request: HttpRequest, email: str) -> HttpResponse:
    if MailedCode.may_be_sent(request, email):
        MailedCode.begin(request, CONFIRMING, email=email)
        messages.success(request, _("We have sent a code to your address."))
    else:
        messages.warning(request, get_adapter(request).error_messages["rate_limited"])
    return redirect(reverse("account_reauthenticate_code") + _query(request))


def _query(request: HttpRequest) -> str:
    """The rest of the address, which knows what they were about to do."""
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""

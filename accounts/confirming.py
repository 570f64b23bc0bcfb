"""Showing once more that it is you, before something that matters.

    @confirmed
    def erase(request): ...

Whoever logged in or confirmed within the last five minutes goes on. Others come to a page that asks
for a passkey, a code or their password, and from there back to what they were about to do.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import factors
from accounts.models import Member

# Seconds. Short enough that a phone left on a table is of little use.
LASTS = 5 * 60


def is_fresh(request: HttpRequest) -> bool:
    """Did they log in, or show that it is them, within the last five minutes?"""
    known = request.user if request.user.is_authenticated else None
    records = get_authentication_records(request, known)
    return any(time.time() - record["at"] < LASTS for record in records)


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For logged-in people who have just shown that it is them."""

    @login_required
    @wraps(view)
    def asked_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return asked_first


def ways(member: Member) -> list[dict[str, str]]:
    """How this member can show that it is them; the easiest first.

    A letter alone does not stand in for a second factor: who reads somebody's post could else
    take their passkeys away.
    """
    found = []
    kinds = set(factors.Authenticator.objects.filter(user=member).values_list("type", flat=True))
    if "webauthn" in kinds:
        found.append(_way("mfa_reauthenticate_webauthn", _("Use a passkey")))
    if "totp" in kinds:
        found.append(_way("mfa_reauthenticate", _("Use a code from your app, or a recovery code")))
    elif "recovery_codes" in kinds:
        found.append(_way("mfa_reauthenticate", _("Use a recovery code")))
    if member.has_usable_password():
        found.append(_way("account_reauthenticate", _("Use your password")))
    if not kinds:
        found.append(_way("account_reauthenticate_code", _("Get a code by e-mail")))
    return found


def other_ways(member: Member, path: str) -> list[dict[str, str]]:
    return [way for way in ways(member) if way["url"] != path]


def finish(request: HttpRequest, method: str) -> HttpResponse:
    """They have shown it: back to what they were about to do."""
    record_authentication(request, _member(request), method=method, reauthenticated=True)
    return resume_request(request) or redirect("account_security")


def _member(request: HttpRequest) -> Any:
    return request.user


def _way(name: str, description: str) -> dict[str, str]:
    return {"id": name, "url": reverse(name), "description": description}

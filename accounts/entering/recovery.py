"""Recovery codes: shown once, right after they were made, for a quarter of an hour in the browser
that made them. So a reload or a second tab loses nothing, and looking writes nothing."""

import time
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts import factors
from accounts.confirming import confirmed

KEY = "recovery_codes"
SHOWN_FOR = 15 * 60  # seconds


def show_soon(request: HttpRequest, *, back_to: str = "") -> HttpResponse:
    """They have just been made: lead to the page that shows them, and on from there."""
    request.session[KEY] = {"until": time.time() + SHOWN_FOR, "back_to": back_to}
    return redirect("mfa_view_recovery_codes")


@login_required
def codes(request: HttpRequest) -> HttpResponse:
    """The codes while they may be seen; later, how many are left."""
    factor = _factor(request)
    if factor is None:
        return redirect("account_security")
    unused = factor.wrap().get_unused_codes()
    told = {"codes": unused if _may_see(request) else [], "left": len(unused)}
    return render(request, "mfa/recovery_codes/index.html", told)


@login_required
def download(request: HttpRequest) -> HttpResponse:
    """The codes as a file of text."""
    factor = _factor(request)
    if factor is None or not _may_see(request):
        raise Http404
    told = {"codes": factor.wrap().get_unused_codes()}
    answer = render(request, "mfa/recovery_codes/download.txt", told, content_type="text/plain")
    answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return answer


@login_required
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """They have them on paper or in a file: show them no more."""
    kept: dict[str, Any] = request.session.pop(KEY, {})
    return redirect(kept.get("back_to") or get_next_redirect_url(request) or "account_security")


@confirmed
def renew(request: HttpRequest) -> HttpResponse:
    """New codes in place of the old ones, which then no longer work."""
    member: Any = request.user
    if not factors.has_strong_factor(member):
        messages.info(
            request, factors.FactorAdapter.error_messages["cannot_generate_recovery_codes"]
        )
        return redirect("account_security")
    if request.method == "POST":
        flows.generate_recovery_codes(request)
        return show_soon(request)
    return render(request, "mfa/recovery_codes/generate.html", {"factor": _factor(request)})


def _factor(request: HttpRequest) -> Authenticator | None:
    member: Any = request.user
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user=member, type=kind).first()


def _may_see(request: HttpRequest) -> bool:
    return time.time() < request.session.get(KEY, {}).get("until", 0)

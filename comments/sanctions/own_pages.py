"""What a member reads who was reminded or suspended: why, until when, and how to answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import suspending
from accounts.http import MemberRequest
from accounts.models import Suspension
from comments.shown import written

# Nobody has more of them than this to read.
MOST = 50


@require_safe
@login_required
def standing(request: MemberRequest) -> HttpResponse:
    """Everything the team ever did to this member, newest first, and what holds now."""
    found = list(Suspension.objects.filter(member=request.user)[:MOST])
    context = {"rows": [told(one) for one in found], "may_write": not any_in_force(found)}
    return render(request, "sanctions/standing.html", context)


@require_POST
@login_required
def read_reminder(request: MemberRequest, pk: int) -> HttpResponse:
    """Note that the member has read it, and go back to what they were about to do."""
    found = get_object_or_404(Suspension, pk=pk, member=request.user)
    if found.is_reminder:
        suspending.acknowledge(found, request.user)
        messages.success(request, _("Thank you for reading it. You can post now."))
    way = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(way, {request.get_host()})
    return redirect(way if fits else reverse("comments:standing"))


def held_back(
    request: HttpRequest, suspension: Suspension, *, words: str = "", back: str = ""
) -> HttpResponse:
    """The page instead of what was asked for. `words` were typed and are kept; `back` leads to the
    form they were typed into."""
    context = {"row": told(suspension), "words": words, "next": back}
    return render(request, "sanctions/held_back.html", context, status=403)


def told(suspension: Suspension) -> dict[str, Any]:
    """One of them in words."""
    return {
        "pk": f"{suspension.pk}",
        "kind": suspension.get_kind_display(),
        "is_reminder": suspension.is_reminder,
        "reason": suspension.get_reason_display(),
        "words": suspension.words,
        "since": written(suspension.starts_at),
        "until": written(suspension.until) if suspension.until else "",
        "holds": suspension.is_in_force(),
        "read": written(suspension.acknowledged_at) if suspension.acknowledged_at else "",
        "lifted": written(suspension.lifted_at) if suspension.lifted_at else "",
    }


def any_in_force(found: list[Suspension]) -> bool:
    return any(one.is_in_force() for one in found)

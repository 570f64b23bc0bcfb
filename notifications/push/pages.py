"""The page on which members choose devices that are told, and what runs in those."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from notifications.models import Device
from notifications.push.forms import DeviceForm
from notifications.push.keys import public_key


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def devices(request: MemberRequest) -> HttpResponse:
    """Which browsers knock when something is new, and this one as another."""
    is_there()
    form = DeviceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save(request)
        messages.success(request, _("From now on this device tells you when something is new."))
        return redirect("devices")
    if form.is_bound:
        messages.warning(request, _("This browser cannot be told. Letters can do the same."))
    context = {
        "form": form,
        "devices": Device.objects.of(request.user),
        "key": public_key(),
        "path": request.path,
    }
    status = 422 if form.is_bound else 200
    return render(request, "notifications/devices.html", context, status=status)


@require_POST
@login_required
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    """That device knocks no more."""
    get_object_or_404(Device.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("That device tells you nothing any more."))
    return redirect("devices")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """What the browser runs when there is a knock. It fetches nothing and knows nobody."""
    is_there()
    answer = render(request, "notifications/push-worker.js", content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


def is_there() -> None:
    """Only where the operator has made a key."""
    if not settings.PUSH_KEY:
        raise Http404

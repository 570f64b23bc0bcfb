"""The pages of one's own data: a copy of it, and leaving."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import private
from accounts.http import MemberRequest
from accounts.leaving import copying, parting
from accounts.leaving.forms import LeaveForm
from accounts.models import Copy


@require_safe
@login_required
def data(request: MemberRequest) -> HttpResponse:
    """What one can do with what is kept about oneself."""
    copy = Copy.objects.of(request.user).lasting().first()
    return render(request, "accounts/data.html", {"copy": copy, "path": request.path})


@require_POST
@login_required
@reauthentication_required
def ask_for_copy(request: MemberRequest) -> HttpResponse:
    """Let the worker make a copy."""
    copying.ask(request.user)
    return redirect("data")


@require_safe
@login_required
@reauthentication_required
def fetch_copy(request: MemberRequest, pk: int) -> FileResponse:
    """The file, for whom it is about, while it lasts."""
    copy = get_object_or_404(Copy.objects.of(request.user).lasting().exclude(file=""), pk=pk)
    try:
        file = private.files().open(copy.file)
    except OSError as error:
        raise Http404 from error
    name = f"my-data-{timezone.localdate(copy.made_at):%Y-%m-%d}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)
def leave(request: MemberRequest) -> HttpResponse:
    """Close the account, now or after some time to think."""
    form = LeaveForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_valid():
        parting.say_goodbye(form.save())
        logout(request)
        response = redirect("left")
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
    status = 422 if form.is_bound else 200
    context = {"form": form, "path": request.path}
    return render(request, "accounts/leave.html", context, status=status)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The last page, for whoever has just left. It says nothing of anybody."""
    return render(request, "accounts/left.html")

"""The page on which members change their public name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import naming
from accounts.http import MemberRequest
from accounts.models import Member
from accounts.name_forms import RenameForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_name(request: MemberRequest) -> HttpResponse:
    """Change one's public name, at most once a month."""
    context = {"path": request.path, "from_when": naming.changeable_from(request.user)}
    if context["from_when"]:
        status = 409 if request.method == "POST" else 200
        return render(request, "accounts/own_name.html", context, status=status)
    # What is typed is not theirs yet: the page around it shows the name they have.
    member = Member.objects.get(pk=request.user.pk)
    form = RenameForm.with_idea(request, member=member)
    form = form or RenameForm(request.POST or None, member=member)
    if form.is_valid() and form.save():
        messages.success(request, _("Your name is %(name)s now.") % {"name": member.name})
        return redirect("own_name")
    status = 422 if form.errors else 200
    return render(request, "accounts/own_name.html", context | {"form": form}, status=status)

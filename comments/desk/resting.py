"""A break: everything one has in hand goes back at once, and nobody asks why."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from comments.concern import steps
from comments.desk import claiming
from comments.desk.page import framed
from comments.desk.rights import for_the_desk
from comments.models import AtDesk


@transaction.atomic
def rest(member: Member) -> int:
    """Give everything back, and leave the desk; returns how many cases that were."""
    many = claiming.release_all(member) + steps.give_back(member)
    AtDesk.objects.rest(member)
    return many


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def take_a_break(request: MemberRequest) -> HttpResponse:
    """The press, and the calm page after it."""
    if request.method == "POST":
        rest(request.user)
        return redirect("desk:break")
    context = framed(request, title=_("Take your time"))
    return render(request, "admin/comments/break.html", context)

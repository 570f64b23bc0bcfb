"""The inbox: what a member is told, and that they have read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from comments.talk import number_in
from notifications import shown
from notifications.models import Notice

NOTICES_A_PAGE = 20


@require_safe
@login_required
def inbox(request: MemberRequest) -> HttpResponse:
    """A page of notices, newest first. Reading it changes nothing."""
    own = Notice.objects.of(request.user)
    before = request.GET.get("before", "")
    place = number_in(before)
    if before and not place:
        raise Http404(_("There is no such place in your inbox."))
    asked = own.before(place) if before else own
    found = list(asked.select_related("decision", "guide", "approval")[: NOTICES_A_PAGE + 1])
    follows, found = len(found) > NOTICES_A_PAGE, found[:NOTICES_A_PAGE]
    context = {
        "places": shown.by_place(shown.rows(found, request.user)),
        # Only what is on the page or older is marked: what arrives meanwhile stays unread.
        "newest": found[0].pk if found and not before and own.unread().exists() else 0,
        "start_url": reverse("inbox") if before else "",
        "next_url": f"?before={found[-1].pk}" if follows else "",
    }
    return render(request, "notifications/inbox.html", context)


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Note that the member has read everything up to the newest notice they saw."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("inbox"))
    newest = number_in(request.POST.get("newest", ""))
    count = Notice.objects.of(request.user).up_to(newest).mark_read()
    if count:
        told = ngettext(
            "%(n)s notice is marked as read.", "%(n)s notices are marked as read.", count
        )
        messages.success(request, told % {"n": count})
    else:
        messages.info(request, _("There was nothing left to mark as read."))
    return redirect("inbox")

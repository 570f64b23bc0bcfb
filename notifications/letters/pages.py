"""The settings page about letters, and the page that the links in letters lead to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import typed
from accounts.http import MemberRequest
from accounts.zones import chosen_zone
from notifications.letters.choosing import is_scope
from notifications.letters.choosing import stop as stop_scope
from notifications.letters.composing import in_words
from notifications.letters.forms import LettersForm
from notifications.models import Closed, Postbox


@require_http_methods(["GET", "HEAD", "POST"])
@typed.kept_when_logged_out
def choices(request: MemberRequest) -> HttpResponse:
    """Which letters come, and when."""
    form = LettersForm(
        typed.sent_or_kept(request), member=request.user, zone=chosen_zone(request.COOKIES)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        typed.forget(request)
        messages.success(request, _("Saved. Letters come as you chose from now on."))
        return redirect("letter_choices")
    postbox = Postbox.objects.of(request.user)
    context = {
        "form": form,
        "path": request.path,
        "whose": typed.mark_of(request.user),
        "is_closed": postbox.is_closed,
        "came_back": postbox.closed_because == Closed.BOUNCED,
        "unwanted": postbox.closed_because == Closed.COMPLAINED,
    }
    status = 422 if form.errors else 200
    return render(request, "notifications/letter_choices.html", context, status=status)


@csrf_exempt  # a mail program presses the button for its owner, without a page of ours
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str, scope: str) -> HttpResponse:
    """Stop letters of one kind, or of one discussion, logged in or not. Opening the page changes
    nothing: programs that look through mail open every link."""
    postbox = get_object_or_404(Postbox.objects.select_related("member"), token=token)
    if not is_scope(scope):
        raise Http404
    done = request.method == "POST"
    if done:
        stop_scope(postbox, scope)
    context = {"done": done, "what": in_words(scope), "scope": scope, "token": token}
    return render(request, "notifications/stop_letters.html", context)

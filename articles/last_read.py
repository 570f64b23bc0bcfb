"""Saying that a guide was read: always a POST, never the opening of a page. And ending it all."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from accounts.models import Member
from articles import remembering
from articles.models import PAGE_OF_A_GUIDE, Guide

_MOST_DIGITS = 9
YES, NO = "yes", "no"


@require_POST
def read(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """Remember that a member has read a version, if they want that."""
    live = Guide.objects.live().defer(*(f"live_revision__{name}" for name in PAGE_OF_A_GUIDE))
    page = get_object_or_404(live, topic__slug=topic, slug=guide)
    member = request.user
    if not isinstance(member, Member):
        return redirect_to_login(page.get_absolute_url())
    published = page.revisions.published().defer(*PAGE_OF_A_GUIDE)
    number = request.POST.get("revision", "")
    known = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
    revision = get_object_or_404(published, number=int(number) if known else 0)
    is_quiet, begins = "quiet" in request.POST, "begin" in request.POST
    remembering.remember(member, revision, begin=begins, seen=not is_quiet)
    if is_quiet:
        return HttpResponse(status=204)
    if begins:
        told = _t("From now on we tell you on a guide what has changed since you read it.")
    else:
        told = _t("We remember that you have read this guide as it is now.")
    messages.success(request, told)
    return redirect(page)


class ReadingForm(forms.Form):
    """One question: shall we remember?"""

    remembers = forms.ChoiceField(
        label=_("Shall we tell you on a guide what has changed since you last read it?"),
        choices=[(YES, _("Yes, remember what I read")), (NO, _("No, remember nothing"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two."),
            "invalid_choice": _("Choose one of the two."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: MemberRequest) -> HttpResponse:
    """Begin to remember, or end it and erase everything."""
    chosen = YES if remembering.is_remembered(request.user) else NO
    form = ReadingForm(
        request.POST if request.method == "POST" else None, initial={"remembers": chosen}
    )
    if form.is_valid():
        remembers = form.cleaned_data["remembers"] == YES
        remembering.choose(request.user, remembers=remembers)
        told = _t("Saved. We remember the guides that you read from now on.")
        messages.success(
            request, told if remembers else _t("Saved. We remember nothing of what you read.")
        )
        return redirect("articles:reading")
    context = {"form": form, "count": remembering.how_many(request.user), "path": request.path}
    return render(request, "articles/reading.html", context, status=422 if form.is_bound else 200)

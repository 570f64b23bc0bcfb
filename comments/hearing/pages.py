"""The pages of an author about a decision: what and why, change it and send it in, look again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from comments import keeping
from comments.asking import for_members, for_writers, page, refused
from comments.concern import support
from comments.deciding import CannotDecide
from comments.duty import promises
from comments.hearing import appeals, returning, told
from comments.hearing.appeals import CannotAppeal
from comments.hearing.forms import AppealForm, ReviseForm
from comments.models import Decision
from comments.refusing import Refused
from comments.views import sent, typed

ask_or_take = require_http_methods(["GET", "HEAD", "POST"])
# Of what is told about a decision, the author's own acts need no page.
TOLD = {"publish", "reject", "hide", "restore", returning.ASK}
_PLACE = ["comment__discussion__guide__topic", "comment__discussion__topic"]


def found(request: HttpRequest, pk: int) -> Decision:
    """A decision about the member's own words; no other exists for them."""
    rows = Decision.objects.filter(verb__in=TOLD, comment__author=request.user.pk)
    return get_object_or_404(rows.select_related("appeal", "comment__author", *_PLACE), pk=pk)


@require_safe
@for_members
def decision(request: MemberRequest, pk: int) -> HttpResponse:
    """What was decided about one's own words, why, and what one can do now."""
    one = found(request, pk)
    context = told.page_of(one, request.user) | {"support": support.asked_for(request)}
    return show(request, "hearing/decision.html", one, **context)


@ask_or_take
@for_writers
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """Change the words and send them in again."""
    one = found(request, pk)
    if not returning.may_resubmit(one.comment, request.user, one.pk):
        reason = _("This cannot be changed any more: something else was done with it since.")
        return refused(request, one.comment.discussion, reason, words=typed(request))
    newest = one.comment.revisions.get(number=one.comment.latest_number).source
    form = ReviseForm(sent(request), newest=newest, kept=keeping.kept_for(request, request.path))
    if form.is_valid():
        return take(request, one, form)
    status = 422 if form.is_bound else 200
    context = told.page_of(one, request.user) | {
        "heading": _("Change comment %(number)s") % {"number": one.comment.number},
        "form": form,
        "post_url": request.path,
        "next_step": promises.new_words_wait(),
        "member_id": f"{request.user.pk}",
    }
    return show(request, "hearing/revise.html", one, status=status, **context)


def take(request: MemberRequest, one: Decision, form: ReviseForm) -> HttpResponse:
    words = form.cleaned_data["body"]
    try:
        returning.resubmit(one.comment, request.user, words, decision=one.pk)
    except (CannotDecide, Refused) as reason:
        return refused(request, one.comment.discussion, reason, words=typed(request))
    keeping.forget(request, request.path)
    messages.success(request, _("Thank you. Your new words wait for a moderator now."))
    return redirect("comments:decision", one.pk)


@ask_or_take
@for_members
def appeal(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask somebody else of the team to look at it again."""
    one = found(request, pk)
    if problem := appeals.why_not(one, request.user):
        return refused(request, one.comment.discussion, problem, words=typed(request))
    form = AppealForm(sent(request), kept=keeping.kept_for(request, request.path))
    if form.is_valid():
        try:
            appeals.make(one, request.user, form.cleaned_data["words"])
        except CannotAppeal as reason:
            return refused(request, one.comment.discussion, reason, words=typed(request))
        keeping.forget(request, request.path)
        messages.success(request, _("Thank you. Somebody who did not decide it looks again."))
        url = reverse("comments:decision", args=[pk])
        return redirect(support.arrival_at(url, form.cleaned_data["words"]))
    status = 422 if form.is_bound else 200
    context = told.page_of(one, request.user) | {
        "heading": _("Ask for a second look at comment %(n)s") % {"n": one.comment.number},
        "form": form,
    }
    return show(request, "hearing/appeal.html", one, status=status, **context)


def show(
    request: MemberRequest, template: str, one: Decision, *, status: int = 200, **context: Any
) -> HttpResponse:
    context.setdefault("back_url", reverse("comments:decision", args=[one.pk]))
    return page(request, template, one.comment.discussion, status=status, **context)

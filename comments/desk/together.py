"""One decision about many cases: the same verbs, one after the other, after one more look."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.http import MemberRequest
from comments.admin import told
from comments.admin.asked import form_for
from comments.admin.bulk import MOST, Result, one
from comments.admin.verdict import Seen
from comments.deciding import Why
from comments.desk.kinds import open_to
from comments.desk.page import framed
from comments.desk.pressing import pressed
from comments.desk.rights import for_moderators
from comments.desk.rows import seen_in
from comments.desk.taking import remember
from comments.desk.ways import query_of
from comments.models import AtDesk, Case, CaseKind, Reason
from comments.talk import number_in

VERBS = {
    "publish": _lazy("Publish, or keep what is published"),
    "reject": _lazy("Do not publish"),
    "hide": _lazy("Take down"),
    "ask": _lazy("Ask for an edit"),
    "spam": _lazy("Remove as spam"),
}


@for_moderators
@pressed
def together(request: MemberRequest) -> HttpResponse:
    """Ask once more, with the reason where one is needed; then decide each by itself."""
    verb = request.POST.get("verb", "")
    numbers = [number_in(pk) for pk in request.POST.getlist("case")]
    back = f"{reverse('desk:queue')}{query_of(request)}"
    if verb not in VERBS or not numbers:
        messages.error(request, _("Choose what to do, and tick at least one case."))
        return redirect(back)
    if len(numbers) > MOST:
        most = _("Choose %(most)s at most. Nothing was done.")
        messages.error(request, most % {"most": MOST})
        return redirect(back)
    mine = open_to(request.user).filter(pk__in=numbers, kind=CaseKind.COMMENT)
    cases = list(mine.with_comments().order_by("pk"))
    comments = [case.comment for case in cases if case.comment]
    replies = told.with_replies_of(comments) if verb == "hide" else ""
    form = form_for(verb, request.POST if "sure" in request.POST else None, replies=replies)
    if not form.is_bound or not form.is_valid():
        return ask(request, verb, cases, form)
    AtDesk.objects.touch(request.user)
    result = decide_all(request, verb, cases, form)
    if result.is_nothing:
        return left_alone(request, cases, form, result)
    if result.parent:
        remember(request, result.parent)
    level = messages.WARNING if result.left else messages.SUCCESS
    messages.add_message(request, level, result.in_words())
    return redirect(back)


def decide_all(request: MemberRequest, verb: str, cases: list[Case], form: Any) -> Result:
    """Each with what stood in its row; the first decision is the parent of the others."""
    seen, given, result = seen_in(request.POST.getlist("seen")), form.cleaned_data, Result()
    reason = Reason.ADVERTISING if verb == "spam" else given.get("reason", "")
    for case in cases:
        version, revision = seen.get(case.pk, (0, 0))
        why = Why(by=request.user, parent=result.parent, reason=reason, note=given.get("note", ""))
        saw = Seen(version=version, revision=revision)
        if case.comment is not None:
            one(result, verb, case.comment, why, saw, form.hides_branch)
    return result


def left_alone(
    request: MemberRequest, cases: list[Case], form: Any, result: Result
) -> HttpResponse:
    """Nothing could be done. What was typed is not lost."""
    context = {
        "title": _("Nothing was done"),
        "cases": cases,
        "problem": result.in_words(),
        "note": form.cleaned_data.get("note", ""),
        "back": f"{reverse('desk:queue')}{query_of(request)}",
    }
    return render(request, "admin/comments/together.html", framed(request, **context), status=409)


def ask(request: MemberRequest, verb: str, cases: list[Case], form: Any) -> HttpResponse:
    """The page between the list and the act."""
    context = {
        "title": VERBS[verb],
        "label": VERBS[verb],
        "verb": verb,
        "cases": cases,
        "seen": request.POST.getlist("seen"),
        "form": form,
        "asked": request.GET.urlencode(),
    }
    status = 422 if form.errors else 200
    return render(
        request, "admin/comments/together.html", framed(request, **context), status=status
    )

"""A case as a clinician sees it: the conversation and the question, and nobody's history."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from comments.admin import told
from comments.admin.rights import is_own
from comments.deciding import CannotDecide
from comments.desk import advising, surroundings
from comments.desk.asking import OpinionForm
from comments.desk.page import framed, opinions
from comments.models import Case, Comment


def answer(request: MemberRequest, comment: Comment, case: Case) -> HttpResponse:
    """Show what was asked, or take the answer."""
    if is_own(comment, request.user):
        context = framed(request, title=_("Somebody else decides about this one"))
        return render(request, "admin/comments/own.html", context, status=403)
    if request.method != "POST":
        form = OpinionForm(initial={"version": case.version})
        return page(request, comment, case, form)
    form = OpinionForm(request.POST)
    if not form.is_valid() and "version" not in form.errors:
        return page(request, comment, case, form, status=422)
    try:
        words = form.cleaned_data.get("words", "")
        advising.answer(case, request.user, words, version=form.seen)
    except CannotDecide as reason:
        case.refresh_from_db()
        return page(request, comment, case, form, problem=str(reason), status=409)
    messages.success(request, _("Thank you. The moderators have your answer."))
    return redirect("desk:queue")


def page(
    request: MemberRequest,
    comment: Comment,
    case: Case,
    form: OpinionForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    form.data = dict(form.data.items()) | {"version": case.version}
    context = {
        "title": _("A moderator asks a clinician"),
        "comment": comment,
        "who": comment.byline,
        "posted": told.written(comment.posted_at),
        "standing": comment.get_status_display(),
        "guide": told.guide_of(comment),
        "words": told.words_of(comment, case, told.hits_on(comment)),
        "around": surroundings.around(comment, request.user),
        "opinions": opinions(case),
        "form": form,
        "failed": form if form.errors else None,
        "problem": problem,
    }
    return render(request, "admin/comments/consult.html", framed(request, **context), status=status)

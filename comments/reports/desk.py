"""The page of the team for a profile that was reported: what was said, and whether it was right."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin import told
from comments.desk.rights import for_moderators
from comments.models import Case, CaseKind
from comments.reports import answered
from comments.shown import written
from comments.talk import number_in

ANSWERS = {"done": True, "keep": False}


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def profile(request: MemberRequest, pk: int) -> HttpResponse:
    """Show it, or note what the team thinks of it. Nobody decides about themselves."""
    found = Case.objects.filter(kind=CaseKind.PROFILE).exclude(member=request.user)
    found = found.select_related("member")
    case = get_object_or_404(found, pk=pk)
    if request.method != "POST":
        return look(request, case)
    version = number_in(request.POST.get("version", ""))
    verdict = request.POST.get("verdict", "")
    if verdict not in ANSWERS:
        return look(request, case, problem=_("Choose what became of it."), status=422)
    if not settle(case, by=request.user, version=version, upheld=ANSWERS[verdict]):
        case.refresh_from_db()
        problem = _("Something happened here meanwhile. Look again.")
        return look(request, case, problem=problem, status=409)
    messages.success(request, _("Written down. Whoever reported it is told that you looked."))
    return redirect("desk:queue")


@transaction.atomic
def settle(case: Case, *, by: Member, version: int, upheld: bool) -> bool:
    """Close it, write down who did, and answer those who had asked; False when it is not as it
    was shown."""
    held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if held.closed_at or held.version != version:
        return False
    now = timezone.now()
    held.close(at=now)
    told_in_words = (
        _("It was right: something was done") if upheld else _("Nothing is wrong with it")
    )
    LogEntry.objects.log_actions(by.pk, [held], CHANGE, change_message=told_in_words)
    answered.answer(held, upheld=upheld, at=now)
    return True


def look(
    request: MemberRequest, case: Case, *, problem: str = "", status: int = 200
) -> HttpResponse:
    reports = list(case.reports.standing().order_by("made_at"))
    name = case.member.name if case.member else ""
    context = admin.site.each_context(request) | {
        "title": _("The profile of %(name)s was reported") % {"name": name},
        "case": case,
        "problem": problem,
        "since": written(case.opened_at),
        "reports": told.what_reports_say(reports),
    }
    return render(request, "admin/comments/reported_profile.html", context, status=status)

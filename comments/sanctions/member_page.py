"""The team's page of a member: their record, notes, and what can be done, shown before it is."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import suspending
from accounts.http import MemberRequest
from accounts.models import Member, Suspension
from accounts.suspending import CannotSuspend
from comments.desk.pressing import pressed
from comments.models import Note
from comments.sanctions import networks, own_pages, record
from comments.sanctions.doing import MOST, WHAT_IT_DOES, Plan, StalePlan, carry_out
from comments.sanctions.forms import LiftForm, NoteForm, PlanForm
from comments.shown import written

FOUND = 50


@require_safe
def find(request: MemberRequest) -> HttpResponse:
    """Members by the beginning of their names."""
    asked = request.GET.get("q", "").strip()[:40]
    members = Member.objects.filter(name__istartswith=asked).order_by("name")
    found = list(members[:FOUND]) if asked else []
    context = {"asked": asked, "found": found, "title": _("Find a member")}
    return answer(request, "find_member", context)


@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything the team knows of a member."""
    return page(request, get_object_or_404(Member, pk=pk))


def page(
    request: MemberRequest, member: Member, *, form: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    context = record.of(member) | {
        "title": member.name,
        "member": member,
        "why_not": suspending.why_not(request.user, member),
        "networks": networks.others(member, asks=request.user),
        "form": form or NoteForm(),
    }
    return answer(request, "member", context, status=status)


@pressed
def note(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep a note about a member. Nobody writes about themselves."""
    member = get_object_or_404(Member, pk=pk)
    if member.pk == request.user.pk:
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, member, form=form, status=422)
    Note.objects.create(member=member, by=request.user, words=form.cleaned_data["words"])
    messages.success(request, _("The note is kept."))
    return redirect("admin:accounts_suspension_member", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask what should be done, show what it will do, and do it."""
    member = get_object_or_404(Member, pk=pk)
    if suspending.why_not(request.user, member):
        raise PermissionDenied
    form = PlanForm(request.POST if request.method == "POST" else None, member=member)
    if not form.is_valid() or "change" in request.POST:
        status = 422 if form.errors else 200
        title = _("Remind, suspend or ban %(name)s") % {"name": member.name}
        return answer(request, "plan", {"form": form, "member": member, "title": title}, status)
    if "do" not in request.POST:
        return preview(request, form)
    try:
        carry_out(form.plan, request.user, seen=form.cleaned_data["seen"])
    except StalePlan:
        problem = _("Something happened meanwhile, and nothing was done by you. Look once more.")
        return preview(request, form, problem=problem, status=409)
    except CannotSuspend as reason:
        return preview(request, form, problem=str(reason), status=409)
    messages.success(request, _("Done. It stands in the record below."))
    return redirect("admin:accounts_suspension_member", pk)


def preview(
    request: MemberRequest, form: PlanForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """What it will do, and what the person will read."""
    wanted = form.plan
    form.data = {**form.data.dict(), "seen": wanted.token}  # type: ignore[attr-defined]
    title = _("Before it is done: %(name)s") % {"name": wanted.member.name}
    context = {"form": form, "member": wanted.member, "title": title, "problem": problem}
    return answer(request, "plan_preview", context | told(wanted), status)


def told(wanted: Plan) -> dict[str, Any]:
    goes = wanted.goes
    draft = Suspension(
        member=wanted.member,
        kind=wanted.kind,
        reason=wanted.reason,
        words=wanted.words,
        until=wanted.until,
    )
    return {
        "row": own_pages.told(draft),
        "does": WHAT_IT_DOES[wanted.kind],  # type: ignore[index]
        "goes": goes,
        "count": len(goes),
        "most": MOST,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: MemberRequest, pk: int) -> HttpResponse:
    """End it early. What was taken down stays where it is."""
    found = get_object_or_404(Suspension.objects.select_related("member"), pk=pk)
    if suspending.why_not(request.user, found.member):
        raise PermissionDenied
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if suspending.lift(found, request.user, why=form.cleaned_data["why"]):
            messages.success(request, _("Ended. Nothing that was taken down came back by this."))
        else:
            messages.info(request, _("It had ended already, so nothing changed."))
        return redirect("admin:accounts_suspension_member", found.member_id)
    name = {"name": found.member.name, "kind": found.get_kind_display().lower()}
    context = {
        "form": form,
        "member": found.member,
        "row": own_pages.told(found),
        "since": written(found.starts_at),
        "title": _("End the %(kind)s of %(name)s") % name,
    }
    return answer(request, "lift", context, 422 if form.errors else 200)


def answer(
    request: MemberRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    framed = {**admin.site.each_context(request), "opts": Suspension._meta, **context}
    return render(request, f"admin/comments/{template}.html", framed, status=status)

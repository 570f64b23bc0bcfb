"""The pages of the team for worry about a person. Only those with the right open them, and each
opening is written down: so it is asked for with a button, and not done by following a link."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.models import Member
from comments.concern import opened, steps, support
from comments.concern.forms import StepForm
from comments.concern.steps import CannotStep
from comments.desk.last import undoable
from comments.desk.pressing import pressed
from comments.models import (
    SEES_CONCERNS,
    Case,
    CaseQuerySet,
    ConcernMessage,
    ConcernStep,
    Status,
    StepKind,
    Worry,
)
from comments.shown import numbered, written
from comments.talk import number_in

View = Callable[..., HttpResponse]
# Everything but reading, which is done with a button of its own; in the order of the page.
OFFERED = [
    StepKind.TAKEN,
    StepKind.WRITTEN,
    StepKind.SIGNPOSTED,
    StepKind.SECOND_OPINION,
    StepKind.EMERGENCY,
    StepKind.NOTED,
    StepKind.OUTCOME,
]
CLOSED_SHOWN = 20
HOUR, DAY = 60, 24 * 60


def for_safety(view: View) -> View:
    """Let those in who look after concerns."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SEES_CONCERNS):
            raise PermissionDenied
        return view(cast(MemberRequest, request), *args, **kwargs)

    return answer


@require_safe
@for_safety
def concerns(request: MemberRequest) -> HttpResponse:
    """All that are open, who has waited longest first; then those closed last."""
    found = visible(request).select_related("member")
    open_ones = list(found.filter(closed_at=None).order_by("opened_at", "pk"))
    closed = list(found.exclude(closed_at=None).order_by("-closed_at")[:CLOSED_SHOWN])
    hands = in_whose_hands([*open_ones, *closed])
    context = framed(_("Worry about people")) | {
        "waiting": [row(case, hands) for case in open_ones],
        "closed": [row(case, hands) for case in closed],
    }
    return shown(request, "admin/comments/concerns.html", context)


@require_safe
@for_safety
def concern(request: MemberRequest, pk: int) -> HttpResponse:
    """One of them, for whoever opened it; for others the button that does so."""
    case = get_object_or_404(visible(request).select_related("member"), pk=pk)
    if not opened.until(request, case):
        return before(request, case)
    return look(request, case)


@for_safety
@pressed
def open_it(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down who opens it; then show it."""
    case = get_object_or_404(visible(request), pk=pk)
    try:
        step = steps.open_it(case, request.user, anyway="anyway" in request.POST)
    except CannotStep:
        return before(request, case, status=409)
    opened.note(request, step)
    return redirect("admin:concern", pk)


def before(
    request: MemberRequest, case: Case, *, status: int = 200, problem: str = "", kept: str = ""
) -> HttpResponse:
    """What stands there until somebody opens it: nothing of what was said. `kept` is what they
    typed while it was open to them."""
    context = framed(_("Worry about a person")) | {"case": case, "since": clock(case)}
    context |= {"problem": problem, "kept": kept}
    # It is also what opens after a decision that one may want to take back.
    context |= {"last": undoable(request), "asked": request.GET.urlencode()}
    if steps.is_enough(case, request.user):
        context["enough"] = steps.enough_in_words()
    return shown(request, "admin/comments/concern_closed.html", context, status=status)


@for_safety
@pressed
def step(request: MemberRequest, pk: int) -> HttpResponse:
    """Add one step."""
    case = get_object_or_404(visible(request).select_related("member"), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in OFFERED:
        raise Http404
    form = StepForm(request.POST, kind=kind)
    if "seen" in form.errors:
        return again(request, case, form, problem=_("This page was incomplete. Look again."))
    if not form.is_valid():
        return again(request, case, form)
    if opened.is_behind(request, case):
        said = _("Somebody said more about this person meanwhile. Open it and read that first.")
        return again(request, case, form, problem=said)
    facts = {name: form.cleaned_data[name] for name in form.fields if name != "seen"}
    try:
        steps.take(case, kind, by=request.user, seen=form.cleaned_data["seen"], **facts)
    except CannotStep as reason:
        case.refresh_from_db()
        return again(request, case, form, problem=str(reason))
    messages.success(request, _("Written down: %(what)s.") % {"what": StepKind(kind).label})
    if kind == StepKind.OUTCOME:
        return redirect("admin:concerns")
    return redirect("admin:concern", pk)


def again(request: MemberRequest, case: Case, form: StepForm, *, problem: str = "") -> HttpResponse:
    """A step that was not taken comes back with its words. What was said stands beside it only for
    whoever opened it lately: a press is no way round the button that is written down."""
    if opened.until(request, case):
        return look(request, case, form, problem=problem)
    why = problem or " ".join(str(one) for errors in form.errors.values() for one in errors)
    kept = form.data.get("note", "")
    return before(request, case, problem=why, kept=kept, status=409 if problem else 422)


def visible(request: MemberRequest) -> CaseQuerySet:
    """Concerns, but not about whoever asks."""
    return Case.objects.filter(is_concern=True).exclude(member=request.user)


def look(
    request: MemberRequest,
    case: Case,
    came_back: StepForm | None = None,
    *,
    problem: str = "",
) -> HttpResponse:
    """The page with everything. A form that came back keeps its words; `problem` says why."""
    failed = came_back if came_back and came_back.errors and not problem else None
    name = case.member.name if case.member else ""
    seen = steps.last_step(case)
    until = opened.until(request, case)
    chosen = message_in(request)
    context = framed(_("Worry about %(name)s") % {"name": name}) | {
        "case": case,
        "since": clock(case),
        "until": f"{timezone.localtime(until):%H:%M}" if until else "",
        "problem": problem,
        "failed": failed,
        "worries": [told_of(worry) for worry in worries_of(case)],
        "steps": [done(each) for each in case.steps.select_related("by")],
        "messages_to_choose": list(ConcernMessage.objects.all()),
        "support": support.support_for(request),
        "forms": [] if case.closed_at else offered(came_back, seen, chosen),
        "lost": came_back.data.get("note", "") if came_back and case.closed_at else "",
    }
    status = 409 if problem else 422 if failed else 200
    return shown(request, "admin/comments/concern.html", context, status=status)


def offered(came_back: StepForm | None, seen: int, chosen: str) -> list[dict[str, Any]]:
    """One form for each step, knowing what was the last; the one that came back as it was."""
    found = []
    for kind in OFFERED:
        note = chosen if kind == StepKind.WRITTEN else ""
        form = StepForm(kind=kind, initial={"seen": seen, "note": note})
        is_back = came_back is not None and came_back.kind == kind
        if came_back and is_back:
            form = came_back
            form.data = {**dict(form.data.items()), "seen": str(seen)}
        is_open = is_back or bool(note)
        found.append({"kind": kind, "label": kind.label, "form": form, "open": is_open})
    return found


def message_in(request: HttpRequest) -> str:
    """The words of the message that was chosen to begin with."""
    asked = number_in(request.GET.get("message", ""))
    found = ConcernMessage.objects.filter(pk=asked).first() if asked else None
    return found.body if found else ""


def worries_of(case: Case) -> list[Worry]:
    place = "comment__discussion"
    return list(
        case.worries.select_related("comment__author", f"{place}__guide", f"{place}__topic")
    )


def told_of(worry: Worry) -> dict[str, Any]:
    """What somebody said, or what was found; and the comment it is about. Never who said it."""
    comment = worry.comment
    gone = comment.status == Status.WITHDRAWN
    revision = comment.revisions.filter(number=worry.revision_number).first()
    return {
        "by_words": worry.said_by_id is None and bool(worry.found),
        "found": [] if gone else worry.found,
        "words": worry.words,
        "when": written(worry.made_at),
        "numbered": numbered(comment),
        "place": comment.discussion.title,
        "url": "" if gone else comment.get_absolute_url(),
        "html": "" if gone or revision is None else revision.html,
    }


def done(each: ConcernStep) -> dict[str, Any]:
    outcome = each.get_outcome_display() if each.outcome else ""
    told = {"what": each.get_kind_display(), "outcome": outcome, "note": each.note}
    return told | {"who": each.who, "when": written(each.at)}


def in_whose_hands(cases: list[Case]) -> dict[int, str]:
    """Who took the last step that changed something, by case. One query."""
    found = ConcernStep.objects.taken().filter(case__in=cases).select_related("by").order_by("pk")
    last = {each.case_id: each for each in found}
    return {pk: each.who for pk, each in last.items() if each.kind != StepKind.GIVEN_BACK}


def row(case: Case, hands: dict[int, str]) -> dict[str, Any]:
    return {
        "pk": case.pk,
        "name": case.member.name if case.member else "",
        "causes": case.causes_in_words,
        "since": clock(case),
        "hands": hands.get(case.pk, ""),
    }


def clock(case: Case) -> str:
    """How long it has waited, or when it was closed."""
    if case.closed_at:
        return _("closed %(when)s") % {"when": written(case.closed_at)}
    minutes = int((timezone.now() - case.opened_at).total_seconds()) // 60
    if minutes < HOUR:
        told = ngettext("waiting %(n)s minute", "waiting %(n)s minutes", minutes)
        return told % {"n": minutes}
    if minutes < DAY:
        hours = minutes // HOUR
        return ngettext("waiting %(n)s hour", "waiting %(n)s hours", hours) % {"n": hours}
    days = minutes // DAY
    return ngettext("waiting %(n)s day", "waiting %(n)s days", days) % {"n": days}


def counted_for(member: Member) -> dict[str, Any]:
    """How many wait, for everybody who decides at the desk; and whether this one may open them."""
    may_open = member.has_perm(SEES_CONCERNS)
    if not (may_open or member.has_perm("comments.moderate")):
        return {}
    found = Case.objects.filter(is_concern=True, closed_at=None).exclude(member=member)
    return {"concern_count": found.count(), "may_open_concerns": may_open}


def framed(title: str) -> dict[str, Any]:
    return {"title": title, "opts": Case._meta}


def shown(
    request: MemberRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, template, admin.site.each_context(request) | context, status=status)

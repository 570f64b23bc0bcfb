"""The buttons of a guide's form that do more than save. What was typed is saved before each."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t

from accounts.models import Member
from articles import blocks, reviewing, scheduling
from articles.admin.guide_form import GuideForm
from articles.admin.rights import may_edit, may_override, may_publish
from articles.models import Approval, Guide, Stage, Verdict

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin

BUTTONS = ("_submit", "_take_back", "_publish", "_override", "_schedule", "_unschedule")
# Buttons of those who publish.
THEIRS = {"_publish", "_schedule", "_unschedule"}
# Of these, whatever is to be mended is told at its field, before anything is saved.
GOING_LIVE = {"_publish", "_override"}
MOST_REASONS = 5


def refuse_forged(request: HttpRequest) -> None:
    """Whether somebody pressed a button that their form does not have."""
    if THEIRS & request.POST.keys() and not may_publish(request.user):
        raise PermissionDenied
    if "_override" in request.POST and not may_override(request.user):
        raise PermissionDenied


def press(desk: "GuideAdmin", request: HttpRequest, guide: Guide) -> HttpResponse | None:
    """Do what the button says; None where it was one that only saves."""
    pressed = next((name for name in BUTTONS if name in request.POST), None)
    if pressed is None:
        return None
    try:
        told = ACTS[pressed](request, guide)
    except reviewing.Refused as refused:
        messages.error(request, _t("Your words are saved.") + " " + " ".join(_why(refused)))
    else:
        messages.success(request, told)
        desk.log_change(request, guide, told)
    return HttpResponseRedirect(reverse("admin:articles_guide_change", args=[guide.pk]))


def _why(refused: reviewing.Refused) -> list[str]:
    """Each sentence once, and not more than anybody reads: the form below tells all of it."""
    told = dict.fromkeys(str(finding.message) for finding in refused.findings)
    return [str(refused), *list(told)[:MOST_REASONS]]


def panel(request: HttpRequest, guide: Guide | None) -> dict[str, Any]:
    """What the form says about the way to the public, and which buttons it has."""
    is_saved = bool(guide and guide.pk)
    stage = Stage(guide.stage) if guide and is_saved else Stage.DRAFT
    said = None
    if guide and is_saved:
        of_it = Approval.objects.filter(revision__guide=guide)
        said = of_it.select_related("by", "revision").first()
    return {
        "stage": stage,
        "is_draft": stage == Stage.DRAFT,
        "is_approved": stage == Stage.CHECKED and may_publish(request.user),
        "may_take_back": stage not in {Stage.DRAFT, Stage.SCHEDULED}
        and may_edit(request.user, guide),
        "schedule": guide.schedules.open().select_related("revision").first()
        if guide and is_saved
        else None,
        "may_schedule": may_publish(request.user),
        "may_override": may_override(request.user),
        "sent_back": said if said and said.verdict == Verdict.REJECTED else None,
    }


def _submit(request: HttpRequest, guide: Guide) -> str:
    reviewing.submit(guide, by=cast(Member, request.user))
    return _t("Submitted. The reviewers are told.")


def _take_back(request: HttpRequest, guide: Guide) -> str:
    if guide.stage != Stage.DRAFT:  # a change has taken it back by itself
        reviewing.take_back(guide, by=cast(Member, request.user))
    return _t("Taken back. Nobody reviews it now.")


def _publish(request: HttpRequest, guide: Guide) -> str:
    before = guide.live_revision_id
    revision = reviewing.publish(guide, by=cast(Member, request.user), **_for_readers(request))
    _give_hints(request, guide)
    if revision.pk == before:
        told = _t("Reviewed. Nothing has changed since version %(number)s, so that stays live.")
    else:
        told = _t("Published. Readers now see version %(number)s.")
    return told % {"number": revision.number}


def _override(request: HttpRequest, guide: Guide) -> str:
    reason = request.POST.get("override_reason", "")
    by = cast(Member, request.user)
    done = reviewing.override(guide, by=by, reason=reason, **_for_readers(request))
    _give_hints(request, guide)
    told = _t("Published without review. Readers now see version %(number)s.")
    return told % {"number": done.revision.number}


def _schedule(request: HttpRequest, guide: Guide) -> str:
    at = GuideForm.base_fields["publish_at"].clean(request.POST.get("publish_at"))
    by = cast(Member, request.user)
    made = scheduling.schedule(guide, at=at, by=by, **_for_readers(request))
    when = date_format(timezone.localtime(made.publish_at), "j F Y, H:i")
    told = _t("Scheduled. Version %(number)s goes live on %(when)s.")
    return told % {"number": made.revision.number, "when": when}


def _unschedule(request: HttpRequest, guide: Guide) -> str:
    scheduling.cancel(guide, by=cast(Member, request.user))
    return _t("The schedule is cancelled. Nothing goes live by itself.")


ACTS = {
    "_submit": _submit,
    "_take_back": _take_back,
    "_publish": _publish,
    "_override": _override,
    "_schedule": _schedule,
    "_unschedule": _unschedule,
}


def _for_readers(request: HttpRequest) -> dict[str, str]:
    return {
        "change_note": request.POST.get("change_note", "").strip(),
        "significance": request.POST.get("significance") or "major",
    }


def _give_hints(request: HttpRequest, guide: Guide) -> None:
    for block in guide.blocks.all():
        for hint in blocks.hints(block):
            messages.info(request, f"{block}: {hint.message}")

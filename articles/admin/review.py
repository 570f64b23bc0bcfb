"""The review page of a guide, what can be decided there, and the queue of what waits."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from articles import fact_checking, mending, questions, reviewing, waiting
from articles.admin.previewing import WITH_A_FRAME
from articles.admin.review_forms import AskForm, RejectForm, form_for
from articles.admin.revisions import readable
from articles.admin.rights import may_edit
from articles.history import changes_between
from articles.models import Approval, FactCheck, Guide, Revision, Stage, Step

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin

GUIDES_A_PAGE = 25
MOST_SHOWN = 20
_MOST_DIGITS = 18


@never_cache
@require_safe
@csp_override(WITH_A_FRAME)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What readers would see, what changed, what is found, and what others said."""
    return page(request, readable(request, pk))


@never_cache
@require_POST
@csp_override(WITH_A_FRAME)
def decide(request: HttpRequest, pk: int, verb: str, desk: "GuideAdmin") -> HttpResponse:
    """Approve what was read, or send it back."""
    guide = readable(request, pk)
    revision = _posted(request, guide)
    user = cast(Member, request.user)
    step = reviewing.WAITS_FOR.get(Stage(guide.stage), Step.CLINICAL)
    if not user.has_perm(reviewing.MAY_APPROVE[step]):
        raise PermissionDenied
    form = form_for(verb, step)(request.POST)
    stands = guide.current_revision
    if stands == revision and not form.is_valid():
        return page(request, guide, form=form, status=422)
    try:
        if stands != revision:
            raise reviewing.Stale(reviewing.CHANGED_MEANWHILE)
        form.save(revision, user)
    except reviewing.NotTheirs as refused:
        return page(request, guide, form=form, refused=str(refused), status=403)
    except reviewing.Refused as refused:
        return page(request, guide, form=form, refused=str(refused), status=409)
    told = _t("Approved.") if verb == "approve" else _t("Sent back. The author is told.")
    messages.success(request, told)
    desk.log_change(request, guide, f"{step.label}: {told}")
    return redirect("admin:articles_guide_review", guide.pk)


@never_cache
@require_POST
@csp_override(WITH_A_FRAME)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link for a clinician without an account."""
    guide = readable(request, pk)
    if not may_edit(request.user, guide):
        raise PermissionDenied
    form = AskForm(request.POST)
    if not form.is_valid():
        return page(request, guide, ask_form=form, status=422)
    fact_checking.ask(
        _posted(request, guide),
        by=cast(Member, request.user),
        asked_for=form.cleaned_data["asked_for"],
    )
    messages.success(request, _t("The link is made. Copy it from the list below."))
    return redirect(reverse("admin:articles_guide_review", args=[guide.pk]) + "#fact-checks")


@never_cache
@require_POST
def revoke(request: HttpRequest, pk: int, check: int) -> HttpResponse:
    """The link is not to work any more."""
    guide = readable(request, pk)
    if not may_edit(request.user, guide):
        raise PermissionDenied
    fact_checking.revoke(get_object_or_404(_checks_of(guide), pk=check))
    messages.success(request, _t("The link does not work any more."))
    return redirect(reverse("admin:articles_guide_review", args=[guide.pk]) + "#fact-checks")


@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What this person can take a step further."""
    user = cast(Member, request.user)
    if not any(user.has_perm(right) for right in waiting.TURNS.values()):
        raise PermissionDenied
    found = Paginator(waiting.waiting_for(user), GUIDES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": found, "guides": list(found)}
    return _render(request, "queue.html", _t("Waiting for you"), context)


def page(
    request: HttpRequest,
    guide: Guide,
    *,
    form: forms.Form | None = None,
    ask_form: forms.Form | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    revision = guide.current_revision
    context: dict[str, Any] = {
        "guide": guide,
        "subtitle": guide.title,
        "revision": revision,
        "stage": Stage(guide.stage),
        "refused": refused,
        "form": form or ask_form,
        "ask_form": ask_form or AskForm(),
        "may_ask": may_edit(request.user, guide),
        "said": _said_of(guide),
        "checks": _checks(request, guide),
        **_forms(request, guide, revision, form),
    }
    if revision:
        address = reverse("admin:articles_guide_preview_page", args=[guide.pk, revision.number])
        context["page_url"] = f"{address}?look=paper"
        context["answers"] = questions.answered_by(revision)
        context["report"] = mending.report_on_guide(guide)
        context["has_clinician"] = revision.names_a_clinician
        context |= _changes(guide, revision)
    return _render(request, "review.html", _t("Review"), context, status)


def _forms(
    request: HttpRequest, guide: Guide, revision: Revision | None, form: forms.Form | None
) -> dict[str, Any]:
    """What this person may decide now; or the sentence that says why they may not."""
    step = reviewing.WAITS_FOR.get(Stage(guide.stage))
    right = reviewing.MAY_APPROVE[step or Step.CLINICAL]
    if revision is None or not request.user.has_perm(right):
        return {}
    is_sent = step or guide.stage == Stage.CHECKED
    reject = form if isinstance(form, RejectForm) else RejectForm()
    offered: dict[str, Any] = {"reject": reject} if is_sent else {}
    if step is None:
        return offered
    offered["not_theirs"] = reviewing.not_theirs(guide, revision, cast(Member, request.user))
    if not offered["not_theirs"]:
        blank = form_for("approve", step)
        offered["approve"] = form if isinstance(form, blank) else blank()
    return offered


def _posted(request: HttpRequest, guide: Guide) -> Revision:
    """The revision that somebody had before them. One of another guide is none."""
    asked = request.POST.get("revision", "")
    if not asked.isdecimal() or len(asked) > _MOST_DIGITS:
        raise Http404
    return get_object_or_404(guide.revisions.select_related("guide"), pk=int(asked))


def _said_of(guide: Guide) -> list[Any]:
    found = Approval.objects.filter(revision__guide=guide).select_related("by", "revision")
    return list(found.defer("revision__data", "revision__html", "revision__text")[:MOST_SHOWN])


def _checks_of(guide: Guide) -> Any:
    return FactCheck.objects.filter(revision__guide=guide)


def _checks(request: HttpRequest, guide: Guide) -> list[Any]:
    found = (
        _checks_of(guide).select_related("revision", "made_by").defer("revision__data")[:MOST_SHOWN]
    )
    return [(one, request.build_absolute_uri(fact_checking.path_of(one))) for one in found]


def _changes(guide: Guide, revision: Revision) -> dict[str, Any]:
    live = guide.live_revision
    if live is None or live.pk == revision.pk:
        return {"is_first": live is None}
    return {**changes_between(live.data, revision.data)._asdict(), "has_changes": True}


def _render(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context |= {**admin.site.each_context(request), "title": title, "opts": Guide._meta}
    return render(request, f"admin/articles/guide/{template}", context, status=status)

"""A guide as readers would see it: any revision, or what stands unsaved in the form.

Two pages each: one with the switches (colours, width), and in it a frame with the guide's own page.
Neither is ever kept by a cache, listed by a search engine, or framed by another site.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from articles import keeping
from articles.admin.keeping import OPENING, may_write
from articles.admin.rights import may_publish
from articles.admin.typed import snapshot_of
from articles.keeping import Opening
from articles.models import Guide, GuideDraft, Revision
from articles.previewing import drawn

LOOKS = {"paper": gettext_lazy("Light (Paper)"), "night": gettext_lazy("Dim (Night)")}
WIDTHS = {"desktop": gettext_lazy("Desktop"), "phone": gettext_lazy("Phone")}
_POLICY = cast(dict[str, list[str]], settings.SECURE_CSP)
WITH_A_FRAME = _POLICY | {"frame-src": ["'self'"]}
IN_A_FRAME = _POLICY | {"frame-ancestors": ["'self'"]}

View = Callable[..., HttpResponse]


def nowhere_else(view: View) -> View:
    """No cache keeps the page and no search engine lists it."""

    @never_cache
    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answer


@nowhere_else
@require_safe
@csp_override(WITH_A_FRAME)
def of_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Exactly one revision. Its address can be given to anybody who works on this site."""
    revision = _revision(pk, number)
    at = _("Revision %(number)s, saved %(date)s") % {
        "number": number,
        "date": date_format(timezone.localtime(revision.created_at), "j F Y, H:i"),
    }
    page = reverse("admin:articles_guide_preview_page", args=[pk, number])
    return _with_switches(request, revision.guide, f"{revision.title}: {at}", page)


@nowhere_else
@require_safe
@xframe_options_sameorigin
@csp_override(IN_A_FRAME)
def page_of_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    revision = _revision(pk, number)
    return _page(request, revision.guide, drawn(revision.guide, revision.data, number))


@nowhere_else
@require_POST
def of_words(request: HttpRequest) -> HttpResponse:
    """What stands in the form: kept like everything typed, then shown."""
    member = cast(Member, request.user)
    opening = Opening.read(request.POST.get(OPENING, ""))
    if opening is None or opening.author_id != member.pk:
        raise PermissionDenied
    guide = get_object_or_404(Guide, pk=opening.guide_id) if opening.guide_id else None
    if not may_write(member, guide):
        raise PermissionDenied
    words = keeping.what_counts(request.POST, guide, may_publish=may_publish(member))
    if not keeping.keep(opening, words):
        opening = Opening.new(member.pk, opening.guide_id)
        keeping.keep(opening, words)
    draft = GuideDraft.objects.get(opening=opening.number)
    return redirect("admin:articles_guide_preview_draft", draft.pk)


@nowhere_else
@require_safe
@csp_override(WITH_A_FRAME)
def of_draft(request: HttpRequest, draft: int) -> HttpResponse:
    """Somebody's own unsaved words."""
    mine = _mine(request, draft)
    page = reverse("admin:articles_guide_preview_draft_page", args=[draft])
    return _with_switches(request, mine.guide, _("Your words, not saved yet"), page)


@nowhere_else
@require_safe
@xframe_options_sameorigin
@csp_override(IN_A_FRAME)
def page_of_draft(request: HttpRequest, draft: int) -> HttpResponse:
    mine = _mine(request, draft)
    data = snapshot_of(mine.guide, QueryDict(mine.form))
    guide = mine.guide or Guide(title=data["title"])
    return _page(request, guide, drawn(guide, data))


def _revision(pk: int, number: int) -> Revision:
    found = Revision.objects.select_related("guide__topic")
    return get_object_or_404(found, guide=pk, number=number)


def _mine(request: HttpRequest, draft: int) -> GuideDraft:
    mine = GuideDraft.objects.unsaved().filter(author=cast(Member, request.user))
    return get_object_or_404(mine.select_related("guide__topic"), pk=draft)


def _with_switches(request: HttpRequest, guide: Guide | None, told: str, page: str) -> HttpResponse:
    look, width = _chosen(request, "look", LOOKS), _chosen(request, "width", WIDTHS)
    context = {
        **admin.site.each_context(request),
        "title": _("Preview"),
        "subtitle": told,
        "opts": Guide._meta,
        "guide": guide,
        "looks": LOOKS.items(),
        "widths": WIDTHS.items(),
        "look": look,
        "width": width,
        "page_url": f"{page}?look={look}",
    }
    return render(request, "admin/articles/guide/preview.html", context)


def _page(request: HttpRequest, guide: Guide, revision: Revision) -> HttpResponse:
    context = {"guide": guide, "revision": revision, "theme": _chosen(request, "look", LOOKS)}
    return render(request, "articles/preview.html", context)


def _chosen(request: HttpRequest, name: str, choices: dict[str, Any]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in choices else next(iter(choices))

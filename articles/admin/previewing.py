"""A guide as readers would see it: any revision, or what stands unsaved in the form.

The guide's own page with switches (colours, width) above it; and where another width than that of
the window is asked for, a page with the switches and a frame, in which the guide's page stands.
None is ever kept by a cache, listed by a search engine, or framed by another site.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
from articles.admin.rights import may_publish, may_see
from articles.admin.typed import snapshot_of
from articles.keeping import Opening
from articles.models import Guide, GuideDraft, Revision
from articles.previewing import drawn

LOOKS = {"paper": gettext_lazy("Light (Paper)"), "night": gettext_lazy("Dim (Night)")}
# A frame is a page with an edge of its own, which is hard to read by keyboard and where much is
# enlarged, and on a phone a desktop is seen through a keyhole: so none comes first.
WINDOW = "window"
WIDTHS = {
    WINDOW: gettext_lazy("This window"),
    "desktop": gettext_lazy("Desktop"),
    "phone": gettext_lazy("Phone"),
}
_POLICY = cast(dict[str, list[str]], settings.SECURE_CSP)
WITH_A_FRAME = _POLICY | {"frame-src": ["'self'"]}
IN_A_FRAME = _POLICY | {"frame-ancestors": ["'self'"]}

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Preview:
    """What is looked at: the words of a guide, what they are called, and where they stand alone."""

    guide: Guide
    data: dict[str, Any]
    told: str = ""
    page: str = ""
    number: int = 0

    @property
    def form(self) -> str:
        """Where these words are written."""
        if self.guide.pk is None:
            return reverse("admin:articles_guide_add")
        return reverse("admin:articles_guide_change", args=[self.guide.pk])


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
    """Exactly one revision. Its address can be given to anybody here who may see guides."""
    revision = _revision(request, pk, number)
    at = _("Revision %(number)s, saved %(date)s") % {
        "number": number,
        "date": date_format(timezone.localtime(revision.created_at), "j F Y, H:i"),
    }
    page = reverse("admin:articles_guide_preview_page", args=[pk, number])
    about = Preview(revision.guide, revision.data, f"{revision.title}: {at}", page, number)
    return _with_switches(request, about)


@nowhere_else
@require_safe
@xframe_options_sameorigin
@csp_override(IN_A_FRAME)
def page_of_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    revision = _revision(request, pk, number)
    return _page(request, Preview(revision.guide, revision.data, number=number))


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
    page = reverse("admin:articles_guide_preview_draft_page", args=[draft])
    about = _of_mine(_mine(request, draft))
    return _with_switches(request, replace(about, told=_("Your words, not saved yet"), page=page))


@nowhere_else
@require_safe
@xframe_options_sameorigin
@csp_override(IN_A_FRAME)
def page_of_draft(request: HttpRequest, draft: int) -> HttpResponse:
    return _page(request, _of_mine(_mine(request, draft)))


def _revision(request: HttpRequest, pk: int, number: int) -> Revision:
    if not may_see(request.user):
        raise PermissionDenied
    found = Revision.objects.select_related("guide__topic")
    return get_object_or_404(found, guide=pk, number=number)


def _mine(request: HttpRequest, draft: int) -> GuideDraft:
    mine = GuideDraft.objects.unsaved().filter(author=cast(Member, request.user))
    return get_object_or_404(mine.select_related("guide__topic"), pk=draft)


def _of_mine(mine: GuideDraft) -> Preview:
    data = snapshot_of(mine.guide, QueryDict(mine.form))
    return Preview(mine.guide or Guide(title=data["title"]), data)


def _with_switches(request: HttpRequest, about: Preview) -> HttpResponse:
    look, width = _chosen(request, "look", LOOKS), _chosen(request, "width", WIDTHS)
    switches = {
        "told": about.told,
        "looks": LOOKS.items(),
        "widths": WIDTHS.items(),
        "look": look,
        "width": width,
        "back_to": about.form,
    }
    if width == WINDOW:
        return _page(request, about, switches)
    context = {
        **admin.site.each_context(request),
        "title": _("Preview"),
        "subtitle": about.told,
        "opts": Guide._meta,
        "guide": about.guide if about.guide.pk else None,
        "switches": switches,
        "width": width,
        "page_url": f"{about.page}?look={look}",
    }
    return render(request, "admin/articles/guide/preview.html", context)


def _page(
    request: HttpRequest, about: Preview, switches: dict[str, Any] | None = None
) -> HttpResponse:
    context = {
        "guide": about.guide,
        "revision": drawn(about.guide, about.data, about.number),
        "theme": _chosen(request, "look", LOOKS),
        "switches": switches,
    }
    return render(request, "articles/preview.html", context)


def _chosen(request: HttpRequest, name: str, choices: dict[str, Any]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in choices else next(iter(choices))

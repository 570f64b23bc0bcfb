"""The history of a guide at the desk: its revisions, any two side by side, and back to one."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Member
from articles import publishing, restoring
from articles.admin.rights import may_edit
from articles.history import Changes, changes_between
from articles.models import PAGE_OF_A_GUIDE, Guide, Revision

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin

REVISIONS_A_PAGE = 25
# As many as one can still find something in.
MOST_TO_CHOOSE_FROM = 500
LIVE = "live"
BEFORE = "before"
_MOST_DIGITS = 9


class Pair(NamedTuple):
    """Two revisions and what changed between them."""

    old: Revision
    new: Revision
    changes: Changes


@require_safe
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every save that changed something, the newest first."""
    guide = readable(request, pk)
    found = guide.revisions.select_related("created_by", "published_by").defer(*PAGE_OF_A_GUIDE)
    page = Paginator(found, REVISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "newest": page[0].number if page.number == 1 and len(page) else None,
        "choices": _choices(guide),
        "may_restore": may_edit(request.user, guide),
    }
    return _page(request, "revisions.html", guide, _("Revisions"), context)


@require_safe
def compare_two(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed from one revision to another."""
    guide = readable(request, pk)
    choices = _choices(guide)
    pair = _pair(guide, request.GET.get("old", ""), request.GET.get("new", ""))
    context = {"pair": pair, "choices": choices}
    return _page(request, "compare.html", guide, _("Compare two revisions"), context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, pk: int, number: int, desk: "GuideAdmin") -> HttpResponse:
    """Ask first, showing what would change; then make the working copy say the same again."""
    guide = readable(request, pk)
    if not may_edit(request.user, guide):
        raise PermissionDenied
    revision = get_object_or_404(guide.revisions, number=number)
    if request.method == "POST" and request.POST.get("seen_version") == str(guide.version):
        done = restoring.restore(revision, by=cast(Member, request.user))
        _say(request, revision, done)
        desk.log_change(request, guide, _("Restored revision %(number)s.") % {"number": number})
        return redirect("admin:articles_guide_change", guide.pk)
    context = {
        "revision": revision,
        "changes": changes_between(publishing.snapshot(guide), revision.data),
        "is_stale": request.method == "POST",
    }
    title = _("Restore revision %(number)s?") % {"number": number}
    status = 409 if context["is_stale"] else 200
    return _page(request, "restore.html", guide, title, context, status=status)


def readable(request: HttpRequest, pk: int) -> Guide:
    """A guide whose history this member may read: those who write, check or publish guides."""
    guide = get_object_or_404(Guide.objects.select_related("topic", "live_revision"), pk=pk)
    if not (may_edit(request.user, guide) or request.user.has_perm("articles.view_revision")):
        raise PermissionDenied
    return guide


def _pair(guide: Guide, old: str, new: str) -> Pair | None:
    """The two asked for. Nothing asked: what readers have, and what is newest."""
    newest = guide.revisions.first()
    if newest is None:
        return None
    after = _one(guide, new) if new else newest
    if old not in {"", BEFORE}:
        before = _one(guide, old)
    elif old == "" and guide.live_revision and guide.live_revision_id != after.pk:
        before = guide.live_revision
    else:
        before = guide.revisions.filter(number__lt=after.number).first() or after
    return Pair(before, after, changes_between(before.data, after.data))


def _one(guide: Guide, asked: str) -> Revision:
    if asked == LIVE and guide.live_revision:
        return guide.live_revision
    if not asked.isdecimal() or len(asked) > _MOST_DIGITS:
        raise Http404
    return get_object_or_404(guide.revisions, number=int(asked))


def _choices(guide: Guide) -> list[Revision]:
    found = guide.revisions.only("number", "created_at", "published_at", "note", "guide_id")
    return list(found[:MOST_TO_CHOOSE_FROM])


def _say(request: HttpRequest, revision: Revision, done: restoring.Restored) -> None:
    told = _("The working copy says again what revision %(number)s says. It is not live.")
    messages.success(request, told % {"number": revision.number})
    for sentence in done.lost:
        messages.warning(request, sentence)


def _page(
    request: HttpRequest,
    template: str,
    guide: Guide,
    title: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context |= {
        **admin.site.each_context(request),
        "title": title,
        "subtitle": guide.title,
        "opts": Guide._meta,
        "guide": guide,
    }
    return render(request, f"admin/articles/guide/{template}", context, status=status)

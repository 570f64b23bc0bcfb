"""What was said under guides that became part of another one, in a place of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from articles.models import PAGE_OF_A_GUIDE, Guide
from comments.models import Discussion
from fragments import late
from queries.committed import version

HEAVY = [f"live_revision__{field}" for field in PAGE_OF_A_GUIDE]


@require_safe
@cacheable
def older(request: HttpRequest, pk: int) -> HttpResponse:
    """One discussion by itself. Where it has a guide's page to stand on, that is shown instead."""
    as_of = version()
    discussion = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    guide = discussion.guide
    if guide is None or not guide.is_merged:
        return redirect(discussion)
    context = {"guide": guide, "title": discussion.title, "now": guide.end, "as_of": as_of}
    return late.render(request, "comments/older.html", context)


@require_safe
@cacheable
def parts(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """The guides that became part of this one, also by way of others, and their discussions."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    found = parts_of(page)
    if not found:
        return redirect(page)
    told = [
        (part.discussion, part.discussion.count_for(member=request.user.is_authenticated))
        for part in found
        if hasattr(part, "discussion")
    ]
    context = {"guide": page, "title": page.live_revision.title, "told": told}  # type: ignore[union-attr]
    return render(request, "comments/parts.html", context)


def parts_of(guide: Guide) -> list[Guide]:
    """A query for each step away; a guide that became part of a part is told after that."""
    found: list[Guide] = []
    nearest = [guide.pk]
    while nearest:
        step = Guide.objects.ever_live().filter(merged_into__in=nearest).defer(*HEAVY)
        guides = list(step.select_related("discussion").order_by("-merged_at"))
        found += guides
        nearest = [part.pk for part in guides]
    return found

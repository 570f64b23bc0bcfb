import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from accounts.models import Member
from articles import remembering
from articles.history import changes_between, checked_by, version_before, versions
from articles.models import GlossaryTerm, Guide, GuideQuerySet, Topic
from articles.printing import on_paper
from fragments import late
from queries.committed import version
from queries.prepared import prepared

GUIDES_A_PAGE = 20
VERSIONS_A_PAGE = 20


@require_safe
@cacheable
def topics(request: HttpRequest) -> HttpResponse:
    """All topics."""
    context = {"topics": Topic.objects.listed().with_guide_counts()}
    return render(request, "articles/topics.html", context)


@require_safe
@cacheable
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic with its guides."""
    shelf = get_object_or_404(Topic, slug=topic)
    page = _page_asked_for(request)
    first = (page - 1) * GUIDES_A_PAGE
    # One more than is shown, to know whether there are more.
    found = list(shelf.guides.on_offer()[first : first + GUIDES_A_PAGE + 1])
    if page > 1 and not found:
        raise Http404
    context = {
        "topic": shelf,
        "guides": found[:GUIDES_A_PAGE],
        "page": page,
        "first_url": shelf.get_absolute_url() if page > 1 else "",
        "next_url": f"?page={page + 1}" if len(found) > GUIDES_A_PAGE else "",
    }
    return render(request, "articles/topic.html", context)


@prepared
def guides_at(*, topic: str, guide: str, member: int = 0) -> GuideQuerySet:
    """The live guide at this address, if there is one; for a member with what they read of it."""
    guides = Guide.objects.live().with_parts().filter(topic__slug=topic, slug=guide)
    return remembering.with_reading(guides, member) if member else guides


@require_safe
@cacheable
def guide(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """One guide, as published, with its discussion."""
    as_of = version()
    if isinstance(request.user, Member):
        found = guides_at(topic=topic, guide=guide, member=request.user.pk)
    else:
        found = guides_at(topic=topic, guide=guide)
    if not found:
        raise Http404
    page = found[0]
    context: dict[str, Any] = {"guide": page, "revision": page.live_revision, "as_of": as_of}
    if isinstance(request.user, Member) and not page.is_withdrawn:
        context["reading"] = remembering.reading_of(page)
    return late.render(request, "articles/guide.html", context)


@require_safe
@cacheable
def on_a_page(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """What readers have of a guide now, plainly, for paper."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    revision = page.live_revision
    context = {"guide": page, "revision": revision, "paper": on_paper(revision.html)}  # type: ignore[union-attr]
    return render(request, "articles/print.html", context)


@require_safe
@cacheable
def history(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """What readers have had of a guide, and what changed with each version."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    number = _page_asked_for(request)
    first = (number - 1) * VERSIONS_A_PAGE
    # One more than is shown: is there an earlier page, and a version before the last one shown?
    found = list(versions(page)[first : first + VERSIONS_A_PAGE + 1])
    if number > 1 and not found:
        raise Http404
    has_more = len(found) > VERSIONS_A_PAGE
    shown = found[:VERSIONS_A_PAGE]
    context = {
        "guide": page,
        "revision": page.live_revision,
        "versions": [(version, checked_by(version)) for version in shown],
        "first_version": None if has_more else shown[-1],
        "first_url": "?" if number > 1 else "",
        "next_url": f"?page={number + 1}" if has_more else "",
    }
    return render(request, "articles/history.html", context)


@require_safe
@cacheable
def change(request: HttpRequest, topic: str, guide: str, number: int) -> HttpResponse:
    """What one version changed, word by word."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    version = get_object_or_404(page.revisions.published(), number=number)
    before = version_before(version)
    if before is None:
        raise Http404
    changes = changes_between(before.data, version.data)
    context = {"guide": page, "version": version, "before": before, "changes": changes}
    return render(request, "articles/change.html", context)


def _page_asked_for(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,4}", number):
        raise Http404
    return int(number)


@require_safe
@cacheable
def glossary(request: HttpRequest) -> HttpResponse:
    """Hard words and what they mean."""
    return render(request, "articles/glossary.html", {"terms": GlossaryTerm.objects.all()})

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Guide, Topic


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics."""
    context = {"topics": Topic.objects.listed().with_guide_counts()}
    return render(request, "articles/topics.html", context)


@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic with its guides."""
    shelf = get_object_or_404(Topic, slug=topic)
    context = {"topic": shelf, "guides": Guide.objects.on_offer().filter(topic=shelf)}
    return render(request, "articles/topic.html", context)


@require_safe
def guide(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """One guide, as published, with its discussion."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    context = {"guide": page, "revision": page.live_revision}
    return render(request, "articles/guide.html", context)

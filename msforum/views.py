"""Pages that belong to no single app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from articles.models import Guide, Topic


@require_safe
@cacheable
def home(request: HttpRequest) -> HttpResponse:
    """Find my symptom."""
    context = {
        "topics": Topic.objects.listed().with_guide_counts(),
        "guides": Guide.objects.on_offer()[:5],
    }
    return render(request, "pages/home.html", context)

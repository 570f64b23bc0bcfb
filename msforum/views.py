"""Pages that belong to no single app."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Guide, Topic


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Find my symptom."""
    context = {
        "topics": Topic.objects.listed().with_guide_counts(),
        "guides": Guide.objects.on_offer()[:5],
    }
    return render(request, "pages/home.html", context)


def display(request: HttpRequest) -> HttpResponse:
    """How the pages look, chosen once for this browser."""
    return render(request, "pages/display.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old. Nothing typed is lost."""
    return render(request, "403_csrf.html", {"words": request.POST.get("body", "")}, status=403)


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve people."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain")

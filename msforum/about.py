"""Pages about the site itself: what they say is a template each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

PAGES = ("house-rules", "privacy", "accessibility", "help")

app_name = "about"


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    return render(request, f"about/{slug}.html")


urlpatterns = [path("<slug:slug>/", page, name="page")]

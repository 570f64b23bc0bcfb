"""Pages about the site itself: what they say is a template each. And what machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from msforum import how_we_write

PAGES = ("house-rules", "badges", "how-we-write-guides", "privacy", "accessibility", "help")
# What a page says beside its template.
FACTS = {"how-we-write-guides": how_we_write.facts}
# Pages for one person or for one moment: nothing that a search could want.
NOT_FOR_ROBOTS = ("/accounts/", "/display/", "/comments/", "/media/", "/settings/", "/members/")

app_name = "about"


@require_safe
@cacheable
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    context = {
        "contact": settings.CONTACT_EMAIL,
        "held_first": settings.COMMENTS_HELD_FIRST,
        "network_hints": settings.NETWORK_HINTS,
        "knocks": bool(settings.PUSH_KEY),
        "elsewhere": bool(settings.OTHER_LOGINS),
    }
    if slug in FACTS:
        context |= FACTS[slug]()
    return render(request, f"about/{slug}.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {start}" for start in NOT_FOR_ROBOTS)]
    return plain(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell of a hole (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Contact: {settings.SITE_URL}{reverse('about:page', args=['help'])}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return plain(lines)


def plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


urlpatterns = [path("<slug:slug>/", page, name="page")]

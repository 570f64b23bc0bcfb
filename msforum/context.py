"""What every template may ask for."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf, reverse

from accounts.returning import return_query

THEMES = ("paper", "dusk", "night", "bold", "boldnight")


# The places that the masthead leads to: those that pages lie below, and single pages.
SECTIONS = {"guides": "articles:topics", "talk": "comments:discussions"}
PAGES = {"display": "display", "inbox": "inbox", "login": "account_login"}


def place_of(path: str) -> str:
    """Which of these places a page is or belongs to; empty for all others."""
    sections, pages = places(get_urlconf() or settings.ROOT_URLCONF)
    below = next((name for address, name in sections.items() if path.startswith(address)), "")
    return pages.get(path, below)


@cache
def places(urlconf: str) -> tuple[dict[str, str], dict[str, str]]:
    """By address."""
    sections, pages = (
        {reverse(view, urlconf): name for name, view in each.items()} for each in (SECTIONS, PAGES)
    )
    return sections, pages


def chosen_theme(request: HttpRequest) -> str:
    """The theme this browser asked to keep; empty means: as the system says."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""


def chrome(request: HttpRequest) -> dict[str, object]:
    """The page around every page."""
    return {
        "theme": chosen_theme(request),
        "here": place_of(request.path),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "letters_on_a_page": settings.LETTERS_ON_A_PAGE,
        "tells_devices": bool(settings.PUSH_KEY),
        "return_query": lambda: return_query(request),  # few templates ask
    }

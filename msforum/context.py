"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest

from accounts.returning import return_query

THEMES = ("paper", "dusk", "night", "bold", "boldnight")


def chosen_theme(request: HttpRequest) -> str:
    """The theme this browser asked to keep; empty means: as the system says."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""


def chrome(request: HttpRequest) -> dict[str, object]:
    """The page around every page."""
    return {
        "theme": chosen_theme(request),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "letters_on_a_page": settings.LETTERS_ON_A_PAGE,
        "tells_devices": bool(settings.PUSH_KEY),
        "return_query": return_query(request),
    }

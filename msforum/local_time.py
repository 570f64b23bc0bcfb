"""Times as a reader's clock shows them. The zone is kept in a cookie, so no login is needed."""

from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

type Answer = Callable[[HttpRequest], HttpResponse]

# The parts of the world whose zones are named after cities.
REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zones() -> frozenset[str]:
    """The zones that can be chosen, such as "Europe/Berlin"."""
    return frozenset(name for name in available_timezones() if name.split("/")[0] in REGIONS)


@cache
def zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """The same for a form: each region with its cities, in plain words."""
    return [
        (region, [(name, in_words(name)) for name in sorted(zones()) if name.startswith(region)])
        for region in REGIONS
    ]


def in_words(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")


def chosen_zone(request: HttpRequest) -> str:
    """The zone this browser asked to keep; empty means: the site's own."""
    zone = request.COOKIES.get("zone", "")
    return zone if zone in zones() else ""


def local_time(get_response: Answer) -> Answer:
    """Show times in the zone that the reader chose. The desk keeps the site's, because colleagues
    who set a moment for a guide must all mean the same one."""

    def answer(request: HttpRequest) -> HttpResponse:
        zone = (
            "" if request.path_info.startswith(f"/{settings.ADMIN_PATH}") else chosen_zone(request)
        )
        with timezone.override(ZoneInfo(zone) if zone else None):
            return get_response(request)

    return answer

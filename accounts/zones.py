"""The time zones that people can choose, named after cities."""

from functools import cache
from zoneinfo import available_timezones

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


def chosen_zone(cookies: dict[str, str]) -> str:
    """The zone this browser asked to keep; empty means: the site's own."""
    zone = cookies.get("zone", "")
    return zone if zone in zones() else ""

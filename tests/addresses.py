"""Every address of the site, filled with values that stand for something."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from django.conf import settings
from django.urls import URLResolver, get_resolver

_HOLE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def routes(resolver=None, base: str = "") -> Iterator[str]:
    """All that the resolver knows, such as "guides/<slug:topic>/"."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = base + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route.replace("^", "").replace("$", "").replace("\\Z", "")


def filled(route: str, samples: Mapping[str, Mapping[str, Sequence[object]]]) -> list[str]:
    """The addresses of a route: one for each way to fill it.

    `samples` has, for the beginning of a route (the longest that fits counts), values by the name
    of what is to be filled in. KeyError when there are none.
    """
    holes = [found[1] or found[2] for found in _HOLE.finditer(route)]
    fitting = max((start for start in samples if route.startswith(start)), key=len, default="")
    if holes and not set(holes) <= samples.get(fitting, {}).keys():
        raise KeyError(route)
    values = [samples[fitting][hole] for hole in holes] if holes else []
    found = []
    for choice in product(*values):
        left = iter(choice)
        found.append("/" + _HOLE.sub(lambda _hole, left=left: str(next(left)), route))
    return found


def is_admin(path: str) -> bool:
    return path.startswith(f"/{settings.ADMIN_PATH}")

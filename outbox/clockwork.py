"""What the worker does every day, without anybody asking for it."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone

from outbox.errands import Handler, put

_daily: dict[str, time] = {}
# The day this process wound the clock for last: one look a day is enough.
_wound: set[date] = set()


def every_day(kind: str, *, at: time) -> Callable[[Handler], Handler]:
    """Say that errands of this kind come by themselves each day, at this time of the site."""

    def register(handler: Handler) -> Handler:
        _daily[kind] = at
        return handler

    return register


def wind() -> None:
    """Write today's errands down, once for all workers. A day on which no worker ran is left out;
    a worker that starts late does at once what should have been done earlier that day."""
    today = timezone.localdate()
    if today in _wound:
        return
    for kind, at in _daily.items():
        moment = timezone.make_aware(datetime.combine(today, at))
        put(kind, key=f"{today:%Y-%m-%d}", at=moment)
    _wound.clear()
    _wound.add(today)

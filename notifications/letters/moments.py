"""When a letter comes: by the member's own clock, and never in their quiet hours."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from notifications.models import Postbox, Rhythm

MORNING = 8  # o'clock, for what comes together
MONDAY = 0


def moment_of(rhythm: str, postbox: Postbox, now: datetime) -> datetime:
    """The first moment after now at which a letter of this rhythm may come."""
    local = now.astimezone(zone_of(postbox))
    if rhythm == Rhythm.AT_ONCE:
        return after_quiet(local, postbox)
    morning = at_hour(local, MORNING)
    if morning <= local:
        morning = at_hour(local + timedelta(days=1), MORNING)
    if rhythm == Rhythm.WEEKLY:
        morning = at_hour(morning + timedelta(days=(MONDAY - morning.weekday()) % 7), MORNING)
    return after_quiet(morning, postbox)


def zone_of(postbox: Postbox) -> ZoneInfo:
    return ZoneInfo(postbox.zone) if postbox.zone else timezone.get_default_timezone()


def after_quiet(local: datetime, postbox: Postbox) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    start, end = postbox.quiet_from, postbox.quiet_until
    over_night = start > end
    in_quiet = (
        (local.hour >= start or local.hour < end) if over_night else start <= local.hour < end
    )
    if not in_quiet:
        return local
    next_day = over_night and local.hour >= start
    return at_hour(local + timedelta(days=1) if next_day else local, end)


def at_hour(local: datetime, hour: int) -> datetime:
    """That hour of the day on the wall, also where clocks change."""
    return datetime.combine(local.date(), time(hour), tzinfo=local.tzinfo)

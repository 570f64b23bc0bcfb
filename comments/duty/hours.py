"""The next time that somebody looks. Read by many pages, so kept by each process for a minute."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import DutyTime

LOOK_AGAIN = 60.0  # seconds
DAYS_BY_NAME = 6


@dataclass
class _Kept:
    rows: list[DutyTime]
    read_at: float


_kept: _Kept | None = None


def rows() -> list[DutyTime]:
    global _kept  # noqa: PLW0603 -- one for each process, replaced as a whole
    now = time.monotonic()
    if _kept is None or now - _kept.read_at > LOOK_AGAIN:
        _kept = _Kept(list(DutyTime.objects.all()), now)
    return _kept.rows


def forget() -> None:
    """Read them again at the next page."""
    global _kept  # noqa: PLW0603 -- likewise
    _kept = None


def next_look(now: datetime | None = None) -> datetime | None:
    """None where the team has said nothing: then nothing is promised."""
    now = now or timezone.now()
    return min((row.next_after(now) for row in rows()), default=None)


def in_words(now: datetime | None = None) -> str:
    """ "The next check is about 08:30 tomorrow", by the clock of whoever reads; where the team has
    said nothing, the little that can be said without."""
    now = now or timezone.now()
    moment = next_look(now)
    if moment is None:
        return _("Often that is within a day.")
    here, today = timezone.localtime(moment), timezone.localtime(now).date()
    facts = {"time": f"{here:%H:%M}", "day": date_format(here, "l")}
    if here.date() == today:
        return _("The next check is about %(time)s.") % facts
    if here.date() == today + timedelta(days=1):
        return _("The next check is about %(time)s tomorrow.") % facts
    if here.date() <= today + timedelta(days=DAYS_BY_NAME):
        return _("The next check is on %(day)s, about %(time)s.") % facts
    return _("The next check is in a week, on %(day)s, about %(time)s.") % facts

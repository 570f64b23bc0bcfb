from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

EVERY_DAY, WORKDAYS, WEEKEND = "daily", "workdays", "weekend"
MONDAY, SATURDAY, WEEK = 0, 5, 7


class Days(models.TextChoices):
    """On which days. Single ones count from Monday, as Python does."""

    DAILY = EVERY_DAY, _("Every day")
    WORKDAYS = WORKDAYS, _("Monday to Friday")
    WEEKEND = WEEKEND, _("Saturday and Sunday")
    MON = "0", _("Monday")
    TUE = "1", _("Tuesday")
    WED = "2", _("Wednesday")
    THU = "3", _("Thursday")
    FRI = "4", _("Friday")
    SAT = "5", _("Saturday")
    SUN = "6", _("Sunday")


def site_zone() -> str:
    return settings.TIME_ZONE


class DutyTime(models.Model):
    """When somebody of the team looks at what waits: a promise to whoever writes."""

    days = models.CharField(_("days"), max_length=8, choices=Days, default=Days.DAILY)
    at = models.TimeField(
        _("about when"), help_text=_("When somebody surely looks, such as 08:30.")
    )
    zone = models.CharField(
        _("by the clock of"),
        max_length=40,
        default=site_zone,
        help_text=_("Where whoever looks lives, such as Europe/London. Summer time is kept."),
    )

    class Meta:
        verbose_name = _("time of duty")
        verbose_name_plural = _("times of duty")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_days_display()}, {self.at:%H:%M} ({self.zone})"

    def is_on(self, weekday: int) -> bool:
        if self.days == EVERY_DAY:
            return True
        if self.days in {WORKDAYS, WEEKEND}:
            return (weekday >= SATURDAY) == (self.days == WEEKEND)
        return self.days == str(weekday)

    def next_after(self, now: datetime) -> datetime:
        """The next time that somebody looks. An hour that a change of clocks leaves out comes an
        hour later; of one that comes twice, the first is meant."""
        zone = ZoneInfo(self.zone)
        today = now.astimezone(zone).date()
        for ahead in range(WEEK + 1):
            day = today + timedelta(days=ahead)
            moment = datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC)
            if moment > now and self.is_on(day.weekday()):
                return moment
        raise AssertionError("Every row is on some day of the week.")

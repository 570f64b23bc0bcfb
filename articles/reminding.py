"""Reminding people that a guide has to be reviewed again: 60 and 14 days before, and on the day.

The moments stand in the outbox from the day on that a review sets the date, one errand each, and
each looks again when its time has come: a new date has a ladder of its own, and the old one tells
nobody anything.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

import outbox
from articles.models import Guide
from articles.signals import guide_review_due

ERRAND = "guide_review_is_due"
# Two months to find a clinician, two weeks to press, and the day from which the page says so.
RUNGS = (60, 14, 0)
# In the morning, when somebody can still do something about it.
AT = time(9)


def remember(guide: Guide) -> None:
    """Write the reminders down that are still to come. Repeating it changes nothing."""
    due = guide.review_due_on
    if due is None:
        return
    for days in RUNGS:
        moment = morning_of(due - timedelta(days=days))
        if moment > timezone.now():
            key = f"{guide.pk}:{due:%Y-%m-%d}:{days}"
            outbox.put(ERRAND, key=key, at=moment, guide=guide.pk, due=str(due), days=days)


def morning_of(day: date) -> datetime:
    """Nine o'clock where the site is, whatever the clocks did in the night."""
    return timezone.make_aware(datetime.combine(day, AT))


@transaction.atomic
def remind(pk: int, due: date, days: int) -> bool:
    """Announce it, if that is still the date and readers still rely on the guide."""
    guide = Guide.objects.filter(pk=pk, review_due_on=due, withdrawn_at=None).first()
    if guide is None or not guide.is_live:
        return False
    guide_review_due.send(Guide, guide=guide, due=due, days=days)
    return True

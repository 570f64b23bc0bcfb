"""How long accounts keeps what (`accounts.retention`)."""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from accounts.leaving import copying
from accounts.models import Copy, Login
from accounts.retention import keeps, some_deleted
from outbox.models import Errand

AT_ONCE = 1_000


@keeps("copies", _("The copy of somebody's data"), days=1, since=_("the moment it was asked for"))
def old_copies(before: datetime) -> int:
    found = list(Copy.objects.filter(asked_at__lt=before)[:AT_ONCE])
    for copy in found:
        copying.throw_away(copy)
    return len(found)


@keeps(
    "sessions",
    _("Sessions, with what was typed to join and never proven"),
    days=0,
    since=_("their end: log-out, 90 days without a visit, or a day for who did not finish joining"),
)
def ended_sessions(before: datetime) -> int:
    return some_deleted(Session.objects.filter(expire_date__lt=before), AT_ONCE)


@keeps(
    "logins",
    _("Where somebody was logged in: a word for the device, no address"),
    days=90,
    since=_("the last time they did something there"),
)
def ended_logins(before: datetime) -> int:
    return some_deleted(Login.objects.filter(used_at__lt=before), AT_ONCE)


@keeps(
    "errands",
    _("That the worker did something; what it carried is emptied when it is done"),
    days=30,
    since=_("the moment it was done"),
)
def done_errands(before: datetime) -> int:
    return some_deleted(Errand.objects.filter(done_at__lt=before), AT_ONCE)


@keeps(
    "failed_errands",
    _("Letters and other errands that could not be done"),
    days=30,
    since=_("the moment the worker gave them up"),
)
def failed_errands(before: datetime) -> int:
    found = Errand.objects.filter(gave_up_at__lt=before).values_list("pk", flat=True)
    return Errand.objects.filter(pk__in=list(found[:AT_ONCE])).delete()[0]


@keeps(
    "admin_log",
    _("The admin's log of who changed what there"),
    days=730,
    since=_("the moment of the change"),
)
def old_log(before: datetime) -> int:
    found = LogEntry.objects.filter(action_time__lt=before).values_list("pk", flat=True)
    return LogEntry.objects.filter(pk__in=list(found[:AT_ONCE])).delete()[0]

"""How long notifications keeps what (`accounts.retention`)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.retention import keeps
from notifications.models import Notice

AT_ONCE = 1_000


@keeps("read_notices", _("Notices that were read"), days=180, since=_("the day they were read"))
def old_read_notices(before: datetime) -> int:
    found = Notice.objects.filter(read_at__lt=before).values_list("pk", flat=True)
    return Notice.objects.filter(pk__in=list(found[:AT_ONCE])).delete()[0]


@keeps("notices", _("Notices that nobody read"), days=730, since=_("the day they came"))
def old_notices(before: datetime) -> int:
    found = Notice.objects.filter(created_at__lt=before).values_list("pk", flat=True)
    return Notice.objects.filter(pk__in=list(found[:AT_ONCE])).delete()[0]

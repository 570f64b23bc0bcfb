"""What the demo's people are told of their talk, as if the worker had always been there."""

from datetime import datetime, timedelta

from comments.models import Decision
from notifications.errands import ANSWERED, AUTHOR, REPLIED_TO, REPORTED
from notifications.models import Notice
from outbox.delivery import deliver
from outbox.models import Errand

# What is older they have read by now; a handful is left.
READ_AFTER = timedelta(days=14)


def hand_out(now: datetime) -> None:
    """Do the errands that the replay left, in the order of what happened in the story: inboxes
    are in order, and the worker does not start with hundreds of old ones."""
    errands = list(Errand.objects.open().filter(kind__in=[AUTHOR, REPLIED_TO]))
    decisions = Decision.objects.in_bulk([errand.payload["decision"] for errand in errands])
    before = Notice.objects.order_by("-id").values_list("id", flat=True).first() or 0
    for errand in sorted(errands, key=lambda errand: decisions[errand.payload["decision"]].at):
        if errand.take():
            deliver(errand)
    for errand in Errand.objects.open().filter(kind__in=[ANSWERED, REPORTED]):
        if errand.take():
            deliver(errand)
    old = Notice.objects.filter(pk__gt=before, created_at__lt=now - READ_AFTER)
    old.mark_read()

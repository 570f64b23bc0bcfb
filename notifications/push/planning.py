"""A notice was written: which devices are told, and when?"""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from notifications.letters.moments import moment_of
from notifications.models import About, Device, Notice, Postbox, Rhythm, about
from outbox import put_all

ERRAND = "knock"
# What concerns one person alone. All else waits in the inbox.
KNOCKS = {About.REPLIES, About.TEAM}


def plan(notices: Sequence[Notice]) -> None:
    """Ask for the knocks that belong to these notices, all of one kind. One or two queries."""
    subject = about(notices[0].kind) if notices else None
    if not settings.PUSH_KEY or subject not in KNOCKS:
        return
    devices: dict[int, list[int]] = {}
    members = [notice.recipient_id for notice in notices]
    for pk, member in Device.objects.filter(member__in=members).values_list("pk", "member"):
        devices.setdefault(member, []).append(pk)
    if not devices:
        return
    now, boxes = timezone.now(), Postbox.objects.in_bulk(list(devices))
    asked = []
    for notice in notices:
        box = boxes.get(notice.recipient_id) or Postbox(member_id=notice.recipient_id)
        moment = moment_of(Rhythm.AT_ONCE, box, now)
        for pk in devices.get(notice.recipient_id, []):
            told = {"device": pk, "event": notice.event_key}
            asked.append((f"{pk}:{notice.event_key}", moment, told))
    put_all(ERRAND, asked)

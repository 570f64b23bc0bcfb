"""A notice was written: will a letter follow, and when? A fixed number of queries for any number
of notices of one kind."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from notifications.letters.moments import moment_of
from notifications.models import USUAL, Digest, LetterWish, Notice, Postbox, Rhythm, about
from outbox import put, put_all

ONE = "send_a_notice_letter"
DIGESTS = "send_digests"
NEWS = timedelta(days=2)  # what an import tells of happened long ago


def plan(notices: Sequence[Notice]) -> None:
    """Ask for the letters that belong to these, all of one kind and written a moment ago. What is
    asked for again changes nothing."""
    subject = about(notices[0].kind) if notices else None
    if subject is None:
        return
    now = timezone.now()
    notices = [notice for notice in notices if notice.created_at > now - NEWS]
    members = [notice.recipient_id for notice in notices]
    boxes = Postbox.objects.in_bulk(members)
    chosen = LetterWish.objects.filter(member__in=members, about=subject)
    wishes = dict(chosen.values_list("member", "rhythm"))
    singles, digests = [], []
    for notice in notices:
        pk = notice.recipient_id
        box = boxes.get(pk) or Postbox(member_id=pk)
        rhythm = wishes.get(pk, USUAL[subject])
        if box.is_closed or rhythm == Rhythm.NEVER:
            continue
        moment = moment_of(rhythm, box, now)
        if rhythm == Rhythm.AT_ONCE:
            asked = {"member": pk, "event": notice.event_key}
            singles.append((f"{pk}:{notice.event_key}", moment, asked))
        else:
            digests.append(Digest(member_id=pk, rhythm=rhythm, due_at=moment))
    put_all(ONE, singles)
    gather(digests)


def gather(digests: Sequence[Digest]) -> None:
    """Members get what gathered for them; one errand wakes for all whose moment is the same."""
    Digest.objects.bulk_create(digests, ignore_conflicts=True)
    for moment in sorted({digest.due_at for digest in digests}):
        wake(moment)


def wake(moment: datetime) -> None:
    put(DIGESTS, key=moment.astimezone(UTC).isoformat(), at=moment)

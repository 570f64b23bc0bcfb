"""Going live at a moment that was chosen before, whether or not anybody is there.

The moment stands in the outbox as well, so the worker does it on time; `manage.py publish_due`
does the same by hand. Each locks the guide and looks again, so it happens once.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import outbox
from accounts.models import Member
from articles import publishing, reviewing
from articles.models import Guide, Schedule, Significance, Stage
from articles.reviewing import Refused

ERRAND = "publish_scheduled"


@transaction.atomic
def schedule(
    guide: Guide,
    *,
    at: datetime,
    by: Member,
    change_note: str = "",
    significance: str = Significance.MAJOR,
) -> Schedule:
    """Let what both reviewers approved go live at this moment: exactly these words.

    Refused where it could not be published now, or when the moment is past.
    """
    reviewing.demand(by, "articles.publish_guide")
    copy = Guide.objects.locked(guide.pk)
    if copy.schedules.open().exists():
        raise Refused(_("This guide is scheduled already. Cancel that first."))
    if at <= timezone.now():
        raise Refused(_("Choose a moment that is still to come."))
    revision = reviewing.refuse_unless_approved(copy)
    if revision.pk == copy.live_revision_id:
        raise Refused(_("Readers have exactly this already, so publish it now or not at all."))
    made = Schedule.objects.create(
        guide=copy,
        revision=revision,
        publish_at=at,
        by=by,
        change_note=change_note,
        significance=Significance(significance),
    )
    _move(guide, Stage.SCHEDULED)
    outbox.put(ERRAND, key=str(made.pk), at=at, schedule=made.pk)
    return made


@transaction.atomic
def cancel(guide: Guide, *, by: Member) -> None:
    """Let it not go live by itself. The approvals still hold for the words they were given to."""
    reviewing.demand(by, "articles.publish_guide")
    copy = Guide.objects.locked(guide.pk)
    if not copy.schedules.open().update(cancelled_at=timezone.now()):
        raise Refused(_("This guide is not scheduled, so there is nothing to cancel."))
    if copy.stage == Stage.SCHEDULED:
        _move(guide, Stage.CHECKED)


@transaction.atomic
def publish_scheduled(pk: int) -> bool:
    """Do it if it is due and still wanted; say whether it was done now.

    What went live meanwhile and is newer stays: the schedule is over then.
    """
    known = Schedule.objects.filter(pk=pk).select_related("guide").first()
    if known is None:
        return False
    guide = Guide.objects.locked(known.guide.pk)
    due = Schedule.objects.due().filter(pk=pk).select_related("revision", "by").first()
    if due is None:
        return False
    now = timezone.now()
    live = guide.live_revision
    if live and live.number >= due.revision.number:
        Schedule.objects.filter(pk=pk).update(cancelled_at=now)
        return False
    due.revision.change_note = due.change_note
    due.revision.significance = due.significance
    publishing.go_live(due.revision, by=due.by, at=now)
    Schedule.objects.filter(pk=pk).update(done_at=now)
    return True


def publish_due() -> int:
    """Everything that is due, each in a transaction of its own; how many went live."""
    return sum(
        publish_scheduled(pk) for pk in list(Schedule.objects.due().values_list("pk", flat=True))
    )


def _move(guide: Guide, stage: Stage) -> None:
    Guide.objects.filter(pk=guide.pk).update(stage=stage)
    guide.refresh_from_db(fields=publishing.WHERE_IT_STANDS)

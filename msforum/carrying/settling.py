"""What follows from the rows of a taken site, and is made or asked for again."""

from collections.abc import Callable

import outbox
from articles import publishing, reminding, renditions, scheduling
from articles.models import Guide, Image, Revision, Schedule
from msforum.carrying import Refused


def settle(tell: Callable[[str, int], None]) -> None:
    """Draw what was published, and ask the worker for what waits."""
    published = Revision.objects.published().order_by("pk").values_list("pk", flat=True)
    for pk in list(published):
        revision = Revision.objects.get(pk=pk)
        try:
            publishing.rerender(revision)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"Revision {pk} cannot be drawn: {error!r}.") from None
        tell("pages drawn", 1)
    for image in Image.objects.order_by("pk").iterator():
        renditions.ask_for(image)
    for guide in Guide.objects.exclude(review_due_on=None):
        reminding.remember(guide)
    for schedule in Schedule.objects.open():
        outbox.put(
            scheduling.ERRAND,
            key=str(schedule.pk),
            at=schedule.publish_at,
            schedule=schedule.pk,
        )

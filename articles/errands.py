"""What the worker does for guides."""

from datetime import date

from articles import publishing, relating, reminding, renditions, scheduling, usefulness
from articles.models import DRAW_WHERE_NAMED, Guide, Image, Revision
from outbox import handles

DRAW_AGAIN = "draw_guides_again"


# Not in a transaction: encoding takes seconds, and nobody could write a comment meanwhile.
@handles(renditions.ERRAND, atomic=False)
def make_renditions(*, image: int) -> None:
    """Make the sizes and formats of a picture, if it is still in the library."""
    if found := Image.objects.filter(pk=image).first():
        renditions.make(found)


# Not in one transaction, for the same reason as below.
@handles(renditions.DRAW_AGAIN, atomic=False)
def draw_picture_again(*, image: int) -> None:
    """Draw the pages that show a picture, because its credit or its licence has changed."""
    if found := Image.objects.filter(pk=image).first():
        renditions.draw_again(found)


# Not in one transaction: a long list of guides would keep everybody else from writing.
@handles(DRAW_AGAIN, atomic=False)
def draw_guides_again() -> None:
    """Draw what is live once more, because words that are explained in it have changed."""
    live = Guide.objects.exclude(live_revision=None).values_list("live_revision", flat=True)
    for pk in list(live):
        publishing.rerender(Revision.objects.get(pk=pk))


# Likewise.
@handles(DRAW_WHERE_NAMED, atomic=False)
def draw_guides_that_name(*, addresses: list[str]) -> None:
    """Draw what leads to a guide once more, because readers are offered it anew or no longer."""
    for pk in list(relating.naming(addresses)):
        publishing.rerender(Revision.objects.get(pk=pk))


@handles(usefulness.FORGET)
def forget_old_words() -> None:
    """Readers' words are kept for a year; what they counted stays."""
    usefulness.forget_old_words()


@handles(scheduling.ERRAND)
def publish_scheduled(*, schedule: int) -> None:
    """Let a guide go live at its moment."""
    scheduling.publish_scheduled(schedule)


@handles(reminding.ERRAND)
def remind_of_review(*, guide: int, due: str, days: int) -> None:
    """Say that a guide has to be reviewed again."""
    reminding.remind(guide, date.fromisoformat(due), days)

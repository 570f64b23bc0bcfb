"""What the worker does for notifications: errands become notices."""

from comments.models import Decision
from notifications import telling
from outbox import handles

AUTHOR = "tell_the_author"
REPLIED_TO = "tell_the_person_replied_to"


@handles(AUTHOR)
def tell_the_author(*, decision: int) -> None:
    """Tell the author what was decided, if it is still there to be told."""
    if found := with_its_people(decision):
        telling.tell_the_author(found)


@handles(REPLIED_TO)
def tell_the_person_replied_to(*, decision: int) -> None:
    """Tell whoever the published reply answers."""
    if found := with_its_people(decision):
        telling.tell_the_person_replied_to(found)


def with_its_people(pk: int) -> Decision | None:
    people = ["comment__author", "comment__parent__author", "comment__discussion"]
    return Decision.objects.select_related(*people).filter(pk=pk).first()

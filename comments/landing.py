"""What was just done, told where whoever did it lands.

A page of talk is long, and a link leads far down in it: what stands at its top is out of sight
there. So these sentences wait for their place on the page, and the top of the page leaves them out.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from comments.shown import Shown

# The places: beside the comment that a page is about, over a discussion, at the end of it where one
# says how far one has read.
COMMENT, TALK, MARK = "comment", "talk", "mark"


def tell(request: HttpRequest, words: str, place: str) -> None:
    """Say it on the page that comes next, in this place."""
    messages.success(request, words, extra_tags=place)


def told(request: HttpRequest, place: str) -> list[str]:
    """What there is to say in this place of a page."""
    return [str(each) for each in messages.get_messages(request) if each.extra_tags == place]


def beside(rows: Iterable[Shown], pk: int, words: list[str]) -> tuple[Shown, ...]:
    """The rows of a page, with these words beside one comment."""
    if not words:
        return tuple(rows)
    return tuple(
        row._replace(
            notes=(*words, *row.notes) if row.pk == pk else row.notes,
            below=beside(row.below, pk, words),
        )
        for row in rows
    )

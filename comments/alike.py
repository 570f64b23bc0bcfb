"""The rows of a page that many read: made once for all of them, and again where one is concerned.

Most of a page is the same for every member. What is not: their own comments, what they pressed,
what is new to them, whom they muted. Pure: no queries.
"""

from collections.abc import Iterable
from typing import Any

from comments.reading import ANY_MEMBER
from comments.showing import Showing
from comments.shown import Alike, Shown
from comments.threads import Node, Page
from comments.visibility import Reader


def rows_of(page: Page, showing: Showing) -> tuple[Shown, ...]:
    """As `showing.rows(page.threads)`."""
    reader = showing.reader
    if not page.for_anybody or showing.here or reader != Reader(reader.member_id):
        return showing.rows(page.threads)
    plain = plain_rows(page, showing)
    return with_own(page.threads, plain, showing) if is_concerned(page, showing) else plain


def plain_rows(page: Page, showing: Showing) -> tuple[Shown, ...]:
    """What is shown to those whom nothing on the page concerns."""
    anybody = Reader(ANY_MEMBER) if showing.reader.is_member else Reader()
    known = (anybody, showing.can_mark, showing.language)
    if known not in page.shown:
        plain = showing.of(anybody)
        page.shown[known] = Alike(plain.rows(page.threads))
    return page.shown[known]


def is_concerned(page: Page, showing: Showing) -> bool:
    """Whether anything on the page is theirs, was pressed by them, is new to them, or muted."""
    pressed_or_new = page.on_page.isdisjoint(showing.own) and page.on_page.isdisjoint(showing.news)
    about_people = {showing.reader.member_id, *showing.muted}
    return not (pressed_or_new and page.authors.isdisjoint(about_people))


def with_own(nodes: Iterable[Node], rows: Iterable[Shown], showing: Showing) -> tuple[Shown, ...]:
    """These rows, with what is this reader's."""
    return tuple([own_row(*each, showing) for each in zip(nodes, rows, strict=True)])


def own_row(node: Node, row: Shown, showing: Showing) -> Shown:
    """The same row where nothing in it and below it is theirs."""
    comment = node.comment
    if comment.is_by(showing.reader.member_id):
        return showing.row(node, row.level)  # they can do more with it, and with what answers it
    told: dict[str, Any] = {}
    if showing.concerns(comment) and not node.is_stub:
        told = showing.theirs(comment)
    below = with_own(node.replies, row.below, showing)
    if any(one is not other for one, other in zip(below, row.below, strict=True)):
        told["below"] = below
    return row._replace(**told) if told else row

"""One page of a discussion: threads by keyset, the first replies of each, nothing unbounded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from comments import moves
from comments.first_replies import FIRST_REPLIES, first_replies
from comments.models import ANCESTORS, Comment, CommentQuerySet, Discussion
from comments.moves import Place
from comments.places import (
    THREADS_A_PAGE,
    helpful_place,
    next_place,
    place_in,
    read_place,
    ready_threads_from,
    shown_first,
    threads_at,
    threads_from,
    with_first,
)
from comments.threads import Node, Page, forest
from comments.visibility import Reader, Sight, cut_off, own_sight
from queries.committed import Unchanged, Version
from queries.prepared import prepared

REPLIES_A_PAGE = 50
ARRIVALS_A_PAGE = 20
# A page of one conversation that is older than so many changes asks from there on, so that no
# address makes us look through all that was ever said.
CHANGES_LOOKED_AT = 10_000

# The first is what people get who did not choose.
ORDERS = ("oldest", "newest", "helpful")


# A member whom there is not.
ANY_MEMBER = 0
# Some ten thousand comments, found for everybody who reads the same page.
MOST_PAGES = 100


pages = Unchanged[tuple[int, Reader, str, str], Page](MOST_PAGES)


def page_of(
    discussion: Discussion, reader: Reader, *, order: str, after: str = "", as_of: Version = None
) -> Page:
    """One page of threads in the order asked for, from `after` on (a value of Page.after).

    A fixed number of queries, whatever the discussion holds. BadPlace for a foreign `after`.
    With `as_of`, the version of the database from before the discussion was asked for, what many
    readers are shown alike is found once for all of them; nobody changes it.
    """
    mine = own_waiting(discussion, reader)
    if mine:
        return found_page(discussion, reader, order, after, mine)
    # Who has nothing waiting is shown what every member is, or every visitor.
    anybody = Reader(ANY_MEMBER) if reader.is_member else Reader()
    key = (discussion.pk, anybody, order, after)
    return pages.get(key, lambda: found_page(discussion, anybody, order, after, mine), as_of)


def found_page(
    discussion: Discussion, reader: Reader, order: str, after: str, mine: Sequence[Comment]
) -> Page:
    heads = heads_of(discussion, reader, order=order, after=after, mine=mine)
    nodes, answers = with_replies(heads.threads, mine, reader)
    return Page(nodes, heads.after, answers, heads.risen, heads.is_lost, not mine)


@dataclass
class Heads:
    """The first comments of a page of threads, and where the next page begins."""

    threads: list[Comment]
    after: str = ""
    # So many of them come first because they moved up past the reader since the page before.
    risen: int = 0
    # Too much moved since then to say what.
    is_lost: bool = False


type Also = Callable[[CommentQuerySet], CommentQuerySet]


def heads_of(
    discussion: Discussion,
    reader: Reader,
    *,
    order: str,
    after: str = "",
    mine: Sequence[Comment] | None = None,
    also: Also | None = None,
) -> Heads:
    """The first comments of a page of threads, the reader's own that wait on top of the first
    page. `also` may fetch more with them."""
    pinned = pinned_for(discussion, reader)
    after, first = shown_first(after, pinned)
    asked = {"discussion": discussion.pk} | ({"pinned": first} if first else {})
    asked |= place_in(order, after)
    if also:
        found = list(also(threads_from(order, reader.is_member, **asked)))
    else:
        found = ready_threads_from(order, reader.is_member, **asked)
    if after and order == "helpful":
        page = unmoved(discussion, reader, found, helpful_place(after), first, also)
        return replace(page, after=with_first(page.after, first))
    heads = found[:THREADS_A_PAGE]
    follows = len(found) > THREADS_A_PAGE
    place = with_first(next_place(heads[-1], order), first) if follows else ""
    if not after:
        mine = own_waiting(discussion, reader) if mine is None else mine
        known = {head.pk for head in heads}
        heads = [c for c in mine if c.root_id is None and c.pk not in known] + heads
        heads = [pinned, *heads] if pinned else heads
    return Heads(heads, place)


def unmoved(
    discussion: Discussion,
    reader: Reader,
    found: list[Comment],
    place: Place,
    first: int,
    also: Also | None,
) -> Heads:
    """A later page of the helpful order, as if nothing had moved since the page before. One
    query where something did; one more where something rose past the reader, which comes first."""
    upto = vars(found[0])["as_of"] if found else None
    moved = moves.since(discussion, place, upto, THREADS_A_PAGE)
    up = threads_at(moved.risen, discussion.pk, reader.is_member, pinned=first)
    risen = list(also(up) if also else up) if moved.risen else []
    place = moved.place
    heads = found[: THREADS_A_PAGE - len(risen)] if moved.is_all else []
    if heads:
        fallen = place.fallen - {head.number for head in heads}
        place = replace(place, score=heads[-1].score, number=heads[-1].number, fallen=fallen)
    follows = len(found) > len(heads) or not moved.is_all
    shown = [head for head in heads if head.number not in moved.place.fallen]
    return Heads(risen + shown, str(place) if follows else "", len(risen), moved.is_lost)


def pinned_for(discussion: Discussion, reader: Reader) -> Comment | None:
    """The conversation that stands first, where this reader can read its words."""
    pinned = discussion.pinned
    return pinned if pinned and own_sight(pinned, reader) is Sight.WORDS else None


def own_waiting(discussion: Discussion, reader: Reader) -> list[Comment]:
    """The reader's own comments that wait: shown to them in place, newest first."""
    if not reader.is_member or not vars(discussion).get("own_waits", True):
        return []  # as it was told with the discussion
    return waiting_of(member=reader.member_id or 0, discussion=discussion.pk)


@prepared
def waiting_of(*, member: int, discussion: int) -> CommentQuerySet:
    waiting = Comment.objects.waiting().filter(author=member, discussion=discussion)
    return waiting.with_people().order_by("-number")[:THREADS_A_PAGE]


def with_replies(
    heads: list[Comment], mine: Sequence[Comment], reader: Reader
) -> tuple[list[Node], dict[int, Comment]]:
    """The threads with the first replies of each, and where each continues; what answered them."""
    replies = first_replies(heads, reader)
    shown = {reply.pk for reply in replies}
    extra = [c for c in mine if c.root_id in {head.pk for head in heads} and c.pk not in shown]
    cut = cut_off([*replies, *extra, *marked(heads)])
    nodes = forest(heads, [*replies, *extra], reader, cut)
    last: dict[int, Comment] = {}
    for reply in replies:
        last[reply.root_id or 0] = reply
    for node in nodes:
        total = node.comment.count_replies_for(member=reader.is_member)
        tail = last.get(node.comment.pk)
        if tail and len([r for r in replies if r.root_id == node.comment.pk]) == FIRST_REPLIES:
            node.more = max(0, total - sum_read(node))
            node.after = f"{tail.branch}_{tail.seq}"
    return nodes, answers_of(heads, reader, cut)


def marked(heads: Sequence[Comment]) -> list[Comment]:
    """What was marked as the answer to these, whoever can read it."""
    return [head.answer for head in heads if head.answer]


def answers_of(heads: Sequence[Comment], reader: Reader, cut: set[int]) -> dict[int, Comment]:
    """The answers that this reader can read, by question. Computed, so that a mark goes and comes
    back with what it marks; `cut` knows them."""
    return {
        head.pk: head.answer
        for head in heads
        if head.answer
        and head.answer.pk not in cut
        and own_sight(head, reader) is own_sight(head.answer, reader) is Sight.WORDS
    }


def sum_read(node: Node) -> int:
    """How many replies under this node can be read on the page: counted as they are kept."""
    return sum(int(r.comment.is_published and not r.is_stub) + sum_read(r) for r in node.replies)


def replies_after(root: Comment, reader: Reader, after: str = "") -> tuple[list[Comment], str]:
    """The replies of one thread from a place on, in display order, and the place that follows."""
    # Asked for first: joined in, they would talk PostgreSQL into sorting the thread.
    gone = list(Comment.objects.filter(root=root, hides_branch=True).values_list("seq", flat=True))
    replies = Comment.objects.filter(root=root, root__isnull=False).exclude(branch__in=gone)
    replies = replies.listed_for(member=reader.is_member).order_by("branch", "seq")
    if after:
        branch, seq = read_place(after, 2)
        replies = replies.filter(TupleGreaterThan(Tuple("branch", "seq"), (int(branch), int(seq))))
    # First which, then their people: PostgreSQL would join a whole thread and sort it.
    few = Comment.objects.filter(pk__in=replies.values("pk")[: REPLIES_A_PAGE + 1])
    rows = list(few.with_people().order_by("branch", "seq"))
    if len(rows) <= REPLIES_A_PAGE:
        return rows, ""
    last = rows[REPLIES_A_PAGE - 1]
    return rows[:REPLIES_A_PAGE], f"{last.branch}_{last.seq}"


def since(
    discussion: Discussion, reader: Reader, version: int, *, thread: int = 0
) -> tuple[list[Node], int]:
    """What this reader can read and could not when the discussion had this version, as it came;
    and the version to ask from next. With `thread`, replies of this one only.

    What comes back with a branch that was put back is not told: nothing is written below it.
    """
    if version >= discussion.version:
        return [], discussion.version
    if thread:
        version = max(version, discussion.version - CHANGES_LOOKED_AT)
    came = Comment.objects.filter(discussion=discussion, listed=True, arrival__gt=version)
    came = came.filter(root=thread) if thread else came
    came = came.published().listed_for(member=reader.is_member).order_by("arrival")
    # First which, then their people, as with the replies above.
    few = Comment.objects.filter(pk__in=came.values("pk")[: ARRIVALS_A_PAGE + 1])
    rows = list(few.with_people().order_by("arrival"))
    follows = len(rows) > ARRIVALS_A_PAGE
    rows = rows[:ARRIVALS_A_PAGE]
    cut = cut_off(rows)
    seen = [Node(row, own_sight(row, reader)) for row in rows if row.pk not in cut]
    nodes = [node for node in seen if node.sight is Sight.WORDS]
    return nodes, rows[-1].arrival if follows else discussion.version


def around(comment: Comment, reader: Reader, after: str = "", *, opened: bool = True) -> Page:
    """A comment in its conversation: what it answers, and what was said after it, in order.

    `comment` comes from `for_its_page`. From `after` on (a value of Page.after): only what was
    said there. The first comment of the thread stands on top of each page. When not `opened`, its
    words stay out of sight.
    """
    head = comment.root or comment
    place = f"{comment.branch}_{comment.seq}" if comment.root_id else ""
    replies, follows = replies_after(head, reader, after or place)
    if comment.root_id and not after:
        replies = [*nearest_above(comment), comment, *replies]
    cut = cut_off([*replies, *marked([head])])
    answers = answers_of([head], reader, cut)
    nodes = forest([head], replies, reader, cut - {comment.pk}, here=comment.pk if opened else 0)
    return Page(nodes, follows, answers)


def nearest_above(comment: Comment) -> list[Comment]:
    """The nearest comments it answers, top down, without the thread's first."""
    above: list[Comment] = []
    node = comment.parent
    while node and node.pk != comment.root_id and len(above) < ANCESTORS:
        above.insert(0, node)
        node = node.parent
    return above

"""From rows to a forest, and what one page shows of it: pure, no queries."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from comments.models import Comment
from comments.shown import Shown
from comments.visibility import Reader, Sight, own_sight


@dataclass
class Node:
    """One comment as a reader sees it, with the replies that stand under it."""

    comment: Comment
    sight: Sight
    replies: list["Node"] = field(default_factory=list)
    # Replies of this thread that the page leaves out; `after` continues it.
    more: int = 0
    after: str = ""

    @property
    def is_stub(self) -> bool:
        return self.sight is Sight.STUB

    @property
    def shown_replies(self) -> int:
        """How many replies the page shows under this one, at any depth."""
        return sum(1 + reply.shown_replies for reply in self.replies)


@dataclass
class Page:
    """What one page of a discussion shows."""

    threads: list[Node] = field(default_factory=list)
    # Where the next page begins; empty on the last one.
    after: str = ""
    # What answered the questions among them, by question, where the reader can read it.
    answers: dict[int, Comment] = field(default_factory=dict)
    # As of Heads.
    risen: int = 0
    is_lost: bool = False
    # Whether nothing on it is one reader's alone; then `comments.alike` keeps its rows here.
    for_anybody: bool = False
    shown: dict[Hashable, tuple[Shown, ...]] = field(default_factory=dict)

    @cached_property
    def ids(self) -> list[int]:
        """All comments on it, from top to bottom."""
        return [node.comment.pk for node in every(self.threads)]

    @cached_property
    def on_page(self) -> frozenset[int]:
        return frozenset(self.ids)

    @cached_property
    def authors(self) -> frozenset[int | None]:
        return frozenset(node.comment.author_id for node in every(self.threads))


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """They and all that stand under them, from top to bottom."""
    for node in nodes:
        yield node
        yield from every(node.replies)


def forest(
    heads: Sequence[Comment],
    replies: Iterable[Comment],
    reader: Reader,
    cut: set[int],
    *,
    here: int = 0,
) -> list[Node]:
    """Threads in the order given, each with its replies in display order, three levels deep.

    `here` is the comment a page is about: whoever may open the page reads its words.
    """

    def sees(comment: Comment) -> Sight:
        return Sight.WORDS if comment.pk == here else own_sight(comment, reader)

    nodes = {head.pk: Node(head, sees(head)) for head in heads}
    under: dict[tuple[int, int], Node] = {}
    for reply in sorted(replies, key=lambda c: (c.root_id or 0, c.branch, c.seq)):
        sight = sees(reply)
        if sight is Sight.NOTHING or reply.pk in cut:
            continue
        node = Node(reply, sight)
        root_id = reply.root_id or 0
        if reply.depth == 1:
            under[root_id, reply.branch] = node
            holder = None
        else:
            # Its branch head may be on an earlier page: then it stands right under the thread.
            holder = under.get((root_id, reply.branch))
        (holder or nodes[root_id]).replies.append(node)
    for node in nodes.values():
        if node.sight is Sight.NOTHING and node.replies:
            node.sight = Sight.STUB  # it holds what only this reader sees
    return [node for node in nodes.values() if node.sight is not Sight.NOTHING]

"""Who may see which comment: the only place that knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import Member
from comments.models import Audience, Comment, Discussion, Status


class Sight(Enum):
    """What a reader sees of a comment."""

    WORDS = "words"
    STUB = "stub"  # who took it away, and nothing else: it holds replies
    NOTHING = "nothing"


@dataclass(frozen=True)
class Reader:
    """Whoever reads, as far as it matters here."""

    member_id: int | None = None
    moderates: bool = False

    @classmethod
    def of(cls, user: Member | AnonymousUser) -> Self:
        if isinstance(user, AnonymousUser):
            return cls()
        return cls(user.pk, user.has_perm("comments.moderate"))

    @property
    def is_member(self) -> bool:
        return self.member_id is not None


def may_read_discussion(discussion: Discussion, reader: Reader) -> bool:
    return reader.is_member or discussion.who_may_read == Audience.EVERYONE


def sight_of(comment: Comment, reader: Reader) -> Sight:
    """What this reader sees of this comment, everything above it considered.

    Asks the database only where something in the thread was taken down with its branch.
    """
    if not may_read_discussion(comment.discussion, reader):
        return Sight.NOTHING
    if comment.pk in cut_off([comment]):
        return Sight.NOTHING
    return own_sight(comment, reader)


def own_sight(comment: Comment, reader: Reader) -> Sight:
    """The same for a comment with nothing cut above it. Pure."""
    if comment.is_waiting and comment.is_by(reader.member_id):
        return Sight.WORDS
    if not (comment.listed if reader.is_member else comment.public):
        return Sight.NOTHING
    for_this_reader = reader.is_member or comment.who_may_read == Audience.EVERYONE
    if comment.status == Status.PUBLISHED and for_this_reader:
        return Sight.WORDS
    return Sight.STUB


def cut_off(comments: Iterable[Comment]) -> set[int]:
    """Which of these stand under a branch that was taken down. Their ids.

    One query where nothing was, two where something was: hidden branches are few, so they are
    looked up and cut at reading, and nothing is ever written into what stands below them.
    """
    replies = [comment for comment in comments if comment.root_id is not None]
    hiding = (
        list(
            Comment.objects.filter(hides_branch=True)
            .filter(
                Q(root__in={r.root_id for r in replies}) | Q(pk__in={r.root_id for r in replies})
            )
            .values_list("pk", "root_id", "branch")
        )
        if replies
        else []
    )
    if not hiding:
        return set()
    threads = {pk for pk, root_id, _branch in hiding if root_id is None}
    branches = {(root_id, branch) for _pk, root_id, branch in hiding if root_id is not None}
    cut = {r.pk for r in replies if r.root_id in threads}
    touched = [r for r in replies if (r.root_id, r.branch) in branches and r.pk not in cut]
    if touched:
        below = below_hidden({(r.root_id, r.branch) for r in touched})
        cut |= {r.pk for r in touched if r.pk in below}
    return cut


def below_hidden(branches: set[tuple[int | None, int]]) -> set[int]:
    """Everything below a hidden comment in these branches, found in one pass over each."""
    wanted = Q()
    for root_id, branch in branches:
        wanted |= Q(root=root_id, branch=branch)
    rows = (
        Comment.objects.filter(wanted)
        .order_by("seq")
        .values_list("pk", "parent_id", "hides_branch")
    )
    hiding, below = set[int](), set[int]()
    for pk, parent_id, hides in rows.iterator():
        if parent_id in hiding or parent_id in below:
            below.add(pk)
        if hides:
            hiding.add(pk)
    return below

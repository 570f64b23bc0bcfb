"""Who may see which comment: the only place that knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from accounts.models import Member
from comments.models import Audience, Comment, CommentQuerySet, Discussion, Status


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
    passes_on: bool = False  # what a guide should answer
    pins: bool = False  # in every discussion
    writes: bool = False  # guides, and pins under those they keep

    @classmethod
    def of(cls, user: Member | AnonymousUser) -> Self:
        if isinstance(user, AnonymousUser):
            return cls()
        return cls(
            user.pk,
            moderates=user.has_perm("comments.moderate"),
            passes_on=user.has_perm("articles.add_guidequestion"),
            pins=user.has_perm("comments.pin"),
            writes=user.has_perm("articles.change_guide"),
        )

    @property
    def is_member(self) -> bool:
        return self.member_id is not None


def may_read_discussion(discussion: Discussion, reader: Reader) -> bool:
    return reader.is_member or discussion.who_may_read == Audience.EVERYONE


def may_pin(discussion: Discussion, reader: Reader) -> bool:
    """Whoever has the right, and whoever keeps the guide that is talked about."""
    guide = discussion.guide
    keeps = reader.writes and guide is not None and guide.owner_id == reader.member_id
    return reader.pins or keeps


def sight_of(comment: Comment, reader: Reader, *, nothing_hidden: bool = False) -> Sight:
    """What this reader sees of this comment, everything above it considered: of a reply in one
    query, unless somebody knows already that nothing in its thread was taken down with its branch.
    """
    if not may_read_discussion(comment.discussion, reader):
        return Sight.NOTHING
    if not nothing_hidden and comment.pk in cut_off([comment]):
        return Sight.NOTHING
    return own_sight(comment, reader)


def may_open(comment: Comment, reader: Reader) -> bool:
    """Whether the comment has a page for this reader: its words, not a stub. The team may read
    what waits and what it took down; what its author took back is nobody's any more."""
    if reader.moderates and comment.status != Status.WITHDRAWN:
        return True
    return sight_of(comment, reader) is Sight.WORDS


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


def sights_of(comments: Sequence[Comment], reader: Reader) -> dict[int, Sight]:
    """What this reader sees of each of these, by id. They come with their discussions."""
    cut = cut_off(comments)
    return {
        comment.pk: own_sight(comment, reader)
        if comment.pk not in cut and may_read_discussion(comment.discussion, reader)
        else Sight.NOTHING
        for comment in comments
    }


def surely_readable(comments: CommentQuerySet) -> CommentQuerySet:
    """Those of these whose words members can read, told by the rows alone.

    Without walking up: of a branch in which something deeper was taken down with all below it,
    what came later is left out, though a little of it could be read. For counts and for lists of
    what is new, where leaving out is kind and showing too much is not.
    """
    gone = Comment.objects.filter(root=OuterRef("root"), hides_branch=True).filter(
        Q(seq=OuterRef("branch")) | Q(branch=OuterRef("branch"), seq__lt=OuterRef("seq"))
    )
    comments = comments.published().filter(listed=True)
    return comments.exclude(root__hides_branch=True).exclude(Exists(gone))


def cut_off(comments: Iterable[Comment]) -> set[int]:
    """Which of these stand under a branch that was taken down. Their ids.

    One query. Hidden branches are few, so they are looked for and cut at reading, and nothing is
    ever written into what stands below them. Only in a thread that has one are the comments
    above these looked at, each once.
    """
    replies = [comment.pk for comment in comments if comment.root_id is not None]
    if not replies:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(above_sql(len(replies)), [*replies, True])
        above = {pk: (parent, bool(hides)) for pk, parent, hides in cursor.fetchall()}
    cut: dict[int, bool] = {}
    return {pk for pk in replies if stands_under_hidden(pk, above, cut)}


def above_sql(count: int) -> str:
    """Some comments of threads with a hidden branch, and everything above them up to the top.

    `= %s` for true: written bare, SQLite would not know the condition of the partial index again.
    """
    table = connection.ops.quote_name(Comment._meta.db_table)
    places = ", ".join(["%s"] * count)
    return f"""
        WITH RECURSIVE above (id, parent_id, hides_branch) AS (
          SELECT c.id, c.parent_id, c.hides_branch FROM {table} c
          WHERE c.id IN ({places}) AND (
            EXISTS (SELECT 1 FROM {table} h WHERE h.root_id = c.root_id AND h.hides_branch = %s)
            OR EXISTS (SELECT 1 FROM {table} r WHERE r.id = c.root_id AND r.hides_branch))
          UNION
          SELECT p.id, p.parent_id, p.hides_branch FROM above a
          JOIN {table} p ON p.id = a.parent_id
        ) SELECT id, parent_id, hides_branch FROM above"""  # noqa: S608 -- our names, bound values


def stands_under_hidden(
    pk: int, above: dict[int, tuple[int | None, bool]], known: dict[int, bool]
) -> bool:
    """Walk up until something hides its branch, or the top. No recursion: threads can be deep."""
    way, node = list[int](), pk
    answer = False
    while node in above and node not in known:
        way.append(node)
        parent, _hides = above[node]
        if parent is None:
            break
        if above[parent][1]:
            answer = True
            break
        node = parent
    answer = answer or known.get(node, False)
    known.update(dict.fromkeys(way, answer))
    return answer

"""From what was found to the rows of a page, for one reader. Pure: no queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.utils.translation import get_language

from comments.acts import Act, acts_for
from comments.answering import may_settle
from comments.bylines import profile_of
from comments.context.rows import rows_of
from comments.models import COUNTS, Audience, Comment
from comments.sentences import gone, notes
from comments.shown import Shown, Way, path_of
from comments.team import NOBODY, Team, badge_of
from comments.threads import Node
from comments.visibility import Reader, Sight, own_sight

NO_PRESSES = frozenset[str]()


@dataclass(frozen=True)
class Showing:
    """Who reads which page, as far as it changes what is shown."""

    reader: Reader
    can_write: bool
    # The first comments of the threads on the page, and what answered those that ask.
    heads: Mapping[int, Comment] = field(default_factory=dict)
    found: Mapping[int, Comment] = field(default_factory=dict)
    on_page: frozenset[int] = frozenset()
    here: int = 0
    # What this reader has said in one press, by comment.
    own: dict[int, set[str]] = field(default_factory=dict)
    can_mark: bool = False
    pins: bool = False
    pinned: int | None = None
    team: Team = NOBODY
    # Members whose words this reader would rather not meet.
    muted: frozenset[int] = frozenset()
    # Nobody is sent to an answer in a guide that was withdrawn.
    guide_answers: bool = True
    # What is new to this reader, by id, each with the way to the next one.
    news: Mapping[int, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """In which some of a row's words are."""
        return get_language() or ""

    def of(self, reader: Reader) -> Self:
        """The same for somebody whom nothing on the page concerns."""
        return replace(self, reader=reader, own={}, news={}, muted=frozenset())

    def rows(self, nodes: Iterable[Node], level: int = 0) -> tuple[Shown, ...]:
        return tuple([self.row(node, level) for node in nodes])

    def row(self, node: Node, level: int = 0) -> Shown:
        """`level` is how far in it stands on this page: where the reply above it is on an earlier
        one, it stands right under the thread, and its heading with it."""
        comment = node.comment
        own = comment.is_by(self.reader.member_id)
        status = comment.status if own or self.reader.moderates else ""
        about = (
            {"stub": gone(comment, self.reader)} if node.is_stub else self.words(comment, status)
        )
        below = self.rows(node.replies, level + 1)
        return Shown(
            comment.pk,
            comment.number,
            level,
            status=status,
            is_here=comment.pk == self.here,
            is_pinned=comment.pk == self.pinned,
            below=below,
            shown_below=sum(1 + reply.shown_below for reply in below),
            left_out=node.more,
            place=node.after,
            **about,
        )

    def words(self, comment: Comment, status: str) -> dict[str, Any]:
        """The words, who wrote them and when, and what this reader can do."""
        own, published = comment.is_by(self.reader.member_id), comment.is_published
        about: dict[str, Any] = {
            "name": comment.byline,
            "profile": profile_of(comment, self.reader),
            "title": comment.title,
            "kind": comment.kind,
            "html": comment.html,
            "written_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "members_only": comment.who_may_read == Audience.MEMBERS,
            "no_answer_needed": comment.no_answer_needed,
            "answers": self.answered(comment) if comment.parent_id else None,
            "answered_in": comment.answered_in if self.guide_answers else "",
            "can_reply": self.can_write and published,
            "can_worry": published and comment.author_id is not None and not own,
            "can_do": self.acts(comment),
            "said": said_about(comment),
            "can_stop": self.can_mark and published,
        }
        if status:
            about["notes"] = tuple(notes(comment, own=own))
        if comment.context:
            about["beside"] = tuple(tuple(note.items()) for note in rows_of(comment))
        if roles := self.team.roles_of(comment):
            about["badges"] = tuple(badge_of(role, self.language) for role in roles)
        return about | self.theirs(comment) | self.settled(comment)

    def concerns(self, comment: Comment) -> bool:
        """Whether a comment of somebody else is new to this reader, pressed by them, or muted."""
        pressed_or_new = comment.pk in self.own or comment.pk in self.news
        return pressed_or_new or comment.author_id in self.muted

    def theirs(self, comment: Comment) -> dict[str, Any]:
        """What one reader may see of a comment that the others do not."""
        own = frozenset(self.own.get(comment.pk, NO_PRESSES))
        about: dict[str, Any] = {
            # Without a name nothing is folded: that would tell who it was.
            "is_muted": comment.author_id in self.muted and not comment.anonymous,
            "is_new": comment.pk in self.news,
            "next_new": self.news.get(comment.pk, ""),
            "own": own,
        }
        is_own = comment.is_by(self.reader.member_id)
        if self.reader.is_member and comment.is_published and not is_own:
            about["can_press"] = self.presses(own)
        return about

    def acts(self, comment: Comment) -> tuple[Act, ...]:
        """What stands under *More*."""
        acts = acts_for(self.reader, comment)
        if self.pins and comment.root_id is None and comment.is_published:
            acts.append(Act.UNPIN if comment.pk == self.pinned else Act.PIN)
        return tuple(acts)

    def presses(self, own: frozenset[str]) -> tuple[str, ...]:
        """The buttons of support. In a closed discussion one can still take back what one said."""
        return tuple([kind for kind in COUNTS if self.can_write or kind in own])

    def settled(self, comment: Comment) -> dict[str, Any]:
        """Whether a question was answered, and by which of its replies."""
        about: dict[str, Any] = {}
        if found := self.found.get(comment.pk):
            about["solved_by"] = self.way_to(found)
        question = self.heads.get(comment.root_id or 0)
        if question is None:
            return about
        found = self.found.get(question.pk)
        about["solves"] = found is not None and found.pk == comment.pk
        if self.can_mark and comment.is_published and may_settle(question, self.reader):
            about["can_settle"] = "undo" if question.answer_id == comment.pk else "mark"
        return about

    def answered(self, comment: Comment) -> Way:
        """What this comment answers. The name only where the answered words can be read."""
        parent = comment.parent
        assert parent is not None  # noqa: S101 -- only asked for replies
        if own_sight(parent, self.reader) is Sight.WORDS:
            return self.way_to(parent)
        url = f"#comment-{parent.pk}" if parent.pk in self.on_page else ""
        return Way(parent.number, "", url)

    def way_to(self, comment: Comment) -> Way:
        """On this page, if it is there."""
        place = f"#comment-{comment.pk}"
        url = place if comment.pk in self.on_page else path_of(comment.pk) + place
        return Way(comment.number, comment.byline, url)


def said_about(comment: Comment) -> tuple[tuple[str, int], ...]:
    """How many pressed each button, where anybody did."""
    counts = [(kind, getattr(comment, name)) for kind, name in COUNTS.items()]
    return tuple([each for each in counts if each[1]])

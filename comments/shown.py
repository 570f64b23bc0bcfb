"""A comment as a page shows it: every word around the words, ready for a plain loop.

Fifty comments with their links, dates and sentences put together in a template cost many times
what they cost here, so the templates only place what stands in these rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comments.acts import Link, acts_for, pin_of
from comments.answering import may_settle
from comments.models import COUNTS, Audience, Comment, ReactionKind, Status
from comments.presses import Press, press, said_by
from comments.team import NOBODY, Team, badge_of
from comments.threads import Node
from comments.visibility import Reader, Sight, own_sight


@dataclass(slots=True)
class Shown:
    """One comment on a page."""

    # Words, not numbers: a template would format each number for the reader's country.
    id: str
    number: str
    depth: str
    heading: str
    stub: str = ""  # the whole sentence, when the words are gone
    status: str = ""  # only for those who may know
    name: str = ""
    badges: list[Link] = field(default_factory=list)  # who somebody is here, each with its meaning
    title: str = ""
    label: str = ""
    html: str = ""
    path: str = ""
    posted_at: str = ""
    posted: str = ""
    edited: str = ""
    members_only: bool = False
    no_answer_needed: bool = False
    notes: list[str] = field(default_factory=list)
    answers: Link | None = None
    answered_in: str = ""  # the place in the guide that answers it
    numbered: str = ""
    # For ears, after "Reply" and "More": links that must not be mixed up.
    to_whom: str = ""
    of_whom: str = ""
    can_reply: bool = False
    acts: list[Link] = field(default_factory=list)
    folded: str = ""  # for a reader who muted whoever wrote it: what stands over the words
    supported: list[str] = field(default_factory=list)  # "11 people: same here"
    helped: Press | None = None
    ready: list[Press] = field(default_factory=list)
    has_answered: bool = False  # with one of the ready answers
    is_new: bool = False
    next_new: str = ""
    after_whom: str = ""
    can_stop: bool = False  # it can be said that one read up to here
    is_here: bool = False  # the comment that this page is about
    is_pinned: bool = False
    solved_by: Link | None = None  # on a question: the reply that answered it
    solves: bool = False  # this is that reply
    solve: Press | None = None  # for whoever asked: to say so
    replies: list["Shown"] = field(default_factory=list)
    replies_told: str = ""
    more: Link | None = None


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

    def rows(self, nodes: Iterable[Node]) -> list[Shown]:
        return [self.row(node) for node in nodes]

    def row(self, node: Node) -> Shown:
        comment = node.comment
        row = Shown(str(comment.pk), str(comment.number), str(node.depth), node.heading)
        row.is_here = comment.pk == self.here and comment.root_id is not None
        row.is_pinned = comment.pk == self.pinned
        row.numbered = numbered(comment)
        own = comment.is_by(self.reader.member_id)
        if own or self.reader.moderates:
            row.status = comment.status
        if node.is_stub:
            row.stub = gone(comment, self.reader)
        else:
            self.tell(row, comment)
            self.settle(row, comment)
            language = get_language() or ""
            row.badges = [badge_of(role, language) for role in self.team.roles_of(comment)]
        row.replies = self.rows(node.replies)
        if count := node.shown_replies:
            told = ngettext("%(n)s reply to comment %(c)s", "%(n)s replies to comment %(c)s", count)
            row.replies_told = told % {"n": count, "c": comment.number}
        if node.more:
            words = ngettext("Show %(n)s more reply", "Show %(n)s more replies", node.more)
            row.more = Link(f"{path_of(comment.pk)}?after={node.after}", words % {"n": node.more})
        return row

    def tell(self, row: Shown, comment: Comment) -> None:
        """The words, who wrote them and when, and what this reader can do."""
        row.name, row.title, row.html = comment.byline, comment.title, comment.html
        row.path, row.folded = path_of(comment.pk), self.folded(comment)
        row.to_whom = _("to %(who)s") % {"who": named(comment)}
        row.of_whom = _("for %(who)s") % {"who": named(comment)}
        row.label = comment.get_kind_display() if comment.kind else ""
        row.posted_at, row.posted = (
            comment.posted_at.isoformat(timespec="minutes"),
            written(comment.posted_at),
        )
        if comment.edited_at:
            row.edited = _("Edited %(when)s") % {"when": written(comment.edited_at)}
        row.answered_in = comment.answered_in if self.guide_answers else ""
        row.members_only = comment.who_may_read == Audience.MEMBERS
        row.no_answer_needed = comment.no_answer_needed
        own = comment.is_by(self.reader.member_id)
        if row.status:
            row.notes = notes(comment, own=own)
        if comment.parent_id:
            row.answers = self.answered(comment)
        row.is_new = comment.pk in self.news
        row.next_new = self.news.get(comment.pk, "")
        if row.next_new:
            row.after_whom = _("after %(who)s") % {"who": named(comment)}
        row.can_stop = self.can_mark and comment.is_published
        row.can_reply = self.can_write and comment.is_published
        row.acts = self.acts(row, comment)
        self.support(row, comment, may_press=self.reader.is_member and not own)

    def folded(self, comment: Comment) -> str:
        """What stands over words of somebody this reader muted. Without a name nothing is folded:
        that would tell who it was."""
        if comment.author_id not in self.muted or comment.anonymous:
            return ""
        return _("Somebody you muted. Show their words, %(which)s") % {"which": numbered(comment)}

    def acts(self, row: Shown, comment: Comment) -> list[Link]:
        """What stands under *More*."""
        acts = acts_for(self.reader, comment, row.path)
        if self.pins and comment.root_id is None and comment.is_published:
            acts.append(pin_of(comment, row.path, is_pinned=row.is_pinned))
        return acts

    def settle(self, row: Shown, comment: Comment) -> None:
        """Whether a question was answered, and by which of its replies."""
        if found := self.found.get(comment.pk):
            row.solved_by = self.way_to(found, named(found))
        question = self.heads.get(comment.root_id or 0)
        if question is None:
            return
        found = self.found.get(question.pk)
        row.solves = found is not None and found.pk == comment.pk
        if self.can_mark and comment.is_published and may_settle(question, self.reader):
            was = question.answer_id == comment.pk
            words = _("This is not the answer after all") if was else _("This answers the question")
            row.solve = Press("undo" if was else "mark", "1", words, "")

    def support(self, row: Shown, comment: Comment, *, may_press: bool) -> None:
        """What people said in one press, and the buttons for those who may."""
        own = self.own.get(comment.pk, set())
        for kind, name in COUNTS.items():
            if count := getattr(comment, name):
                row.supported.append(said_by(kind, count, mine=kind in own))
        if not (may_press and comment.is_published):
            return
        language = get_language() or ""
        # In a closed discussion one can still take back what one said.
        kinds = [kind for kind in COUNTS if self.can_write or kind in own]
        presses = [press(kind, kind in own, language) for kind in kinds]
        row.ready = [each for each in presses if each.kind != ReactionKind.HELPED]
        row.helped = next((each for each in presses if each.kind == ReactionKind.HELPED), None)
        row.has_answered = bool(own - {ReactionKind.HELPED})

    def answered(self, comment: Comment) -> Link:
        """What this comment answers. The name only where the answered words can be read."""
        parent = comment.parent
        assert parent is not None  # noqa: S101 -- only asked for replies
        sight = own_sight(parent, self.reader)
        words = sight is Sight.WORDS
        name = named(parent) if words else numbered(parent)
        if words or parent.pk in self.on_page:
            return self.way_to(parent, name)
        return Link("", name)

    def way_to(self, comment: Comment, words: str) -> Link:
        """On this page, if it is there."""
        place = f"#comment-{comment.pk}"
        on_page = comment.pk in self.on_page
        return Link(place if on_page else f"{path_of(comment.pk)}{place}", words)


def path_of(pk: int) -> str:
    """The address of a comment; its verbs stand below it. Asked a hundred times a page."""
    return comments_path() + f"{pk}/"


@lru_cache
def comments_path() -> str:
    return reverse("comments:comment", args=[0]).removesuffix("0/")


def named(comment: Comment) -> str:
    return _("%(name)s, comment %(number)s") % {"name": comment.byline, "number": comment.number}


def numbered(comment: Comment) -> str:
    return _("comment %(number)s") % {"number": comment.number}


def gone(comment: Comment, reader: Reader) -> str:
    """What stands where a comment stood: who took it away, and nothing else."""
    if comment.status == Status.WITHDRAWN:
        told = _("Comment %(number)s was taken back by its author.")
    elif comment.status == Status.PUBLISHED and not reader.is_member:
        told = _("Comment %(number)s is for members only.")
    elif comment.status in {Status.WAITING, Status.REJECTED}:
        told = _("Comment %(number)s is not published.")
    else:
        told = _("Comment %(number)s was taken down by a moderator.")
    return told % {"number": comment.number}


def notes(comment: Comment, *, own: bool) -> list[str]:
    """Where it stands, for its author and for moderators."""
    if comment.is_waiting and own:
        return [_("Waiting for a moderator, often within a day. Only you can see it until then.")]
    if comment.has_newer_words and own:
        return [_("Your new words wait for a moderator. Readers see these until then.")]
    if comment.has_newer_words:
        return [_("Newer words of its author wait for a moderator.")]
    if comment.is_published:
        return []
    standing = comment.get_status_display().lower()
    return [_("Readers cannot see this: %(standing)s.") % {"standing": standing}]


def written(when: datetime) -> str:
    """A date written out, with the time: 3 October 2026, 14:20."""
    here = timezone.localtime(when)
    day = written_day(here.year, here.month, here.day, get_language() or "")
    return f"{day}, {here:%H:%M}"


@lru_cache(maxsize=2048)
def written_day(year: int, month: int, day: int, _language: str) -> str:
    return date_format(datetime(year, month, day), "j F Y")  # noqa: DTZ001 -- only its day is told

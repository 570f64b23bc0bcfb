"""A comment as a page shows it: what its drawing depends on, and every word around the words.

A row holds plain values only, so that it can be compared: who sees the same row gets the same
drawing, which is kept (`comments.drawing`). Sentences are put together from these values when
something is drawn, and from nothing else but the reader's language and time zone.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comments.acts import Act, Link, link_of
from comments.models import Comment, Discussion, Purpose, ReactionKind
from comments.presses import Press, press, said_by


class Way(NamedTuple):
    """Another comment that this one is about. Without a name its words cannot be read here."""

    number: int
    name: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        return called(self.name, self.number) if self.name else in_words(self.number)


class Shown(NamedTuple):
    """One comment on a page."""

    pk: int
    number: int  # its place in the discussion
    level: int = 0
    stub: str = ""  # the whole sentence, when the words are gone
    status: str = ""  # only for those who may know
    name: str = ""
    profile: str = ""  # the way to theirs, where this reader finds something there
    badges: tuple[Link, ...] = ()  # who somebody is here, each with its meaning
    title: str = ""
    kind: str = ""
    html: str = ""
    written_at: datetime | None = None
    edited_at: datetime | None = None
    members_only: bool = False
    no_answer_needed: bool = False
    notes: tuple[str, ...] = ()
    answers: Way | None = None
    beside: tuple[tuple[tuple[str, Any], ...], ...] = ()  # notes, each as pairs
    answered_in: str = ""  # the place in the guide that answers it
    can_reply: bool = False
    can_worry: bool = False  # about whoever wrote it
    can_do: tuple[Act, ...] = ()
    is_muted: bool = False  # the reader would rather not meet their words
    said: tuple[tuple[str, int], ...] = ()  # how many pressed each button
    own: frozenset[str] = frozenset()  # what this reader has pressed
    can_press: tuple[str, ...] = ()
    is_new: bool = False
    next_new: str = ""
    can_stop: bool = False  # it can be said that one read up to here
    is_here: bool = False  # the comment that this page is about
    is_pinned: bool = False
    solved_by: Way | None = None  # on a question: the reply that answered it
    solves: bool = False  # this is that reply
    can_settle: str = ""  # for whoever asked: "mark" it as the answer, or "undo" that
    below: tuple["Shown", ...] = ()  # its replies
    shown_below: int = 0
    left_out: int = 0  # replies of this thread that the page does not show
    place: str = ""  # where they begin

    # Words, not numbers: a template would format each number for the reader's country.

    @property
    def id(self) -> str:
        return str(self.pk)

    @property
    def depth(self) -> str:
        return str(self.level)

    @property
    def heading(self) -> str:
        """h3 for a thread, h4 for a reply, h5 for what stands deeper."""
        return f"h{3 + self.level}"

    @property
    def path(self) -> str:
        return path_of(self.pk)

    @property
    def numbered(self) -> str:
        return in_words(self.number)

    @property
    def label(self) -> str:
        return str(Purpose(self.kind).label) if self.kind else ""

    @property
    def posted_at(self) -> str:
        return self.written_at.isoformat(timespec="minutes") if self.written_at else ""

    @property
    def posted(self) -> str:
        return written(self.written_at) if self.written_at else ""

    @property
    def edited(self) -> str:
        return _("Edited %(when)s") % {"when": written(self.edited_at)} if self.edited_at else ""

    @property
    def context(self) -> list[dict[str, Any]]:
        """Notes beside it."""
        return [dict(note) for note in self.beside]

    @property
    def folded(self) -> str:
        """What stands over words of somebody this reader muted."""
        if not self.is_muted:
            return ""
        return _("Somebody you muted. Show their words, %(which)s") % {"which": self.numbered}

    # For ears, after "Reply", "More" and "Next new comment": links that must not be mixed up.

    @property
    def to_whom(self) -> str:
        return _("to %(who)s") % {"who": called(self.name, self.number)}

    @property
    def of_whom(self) -> str:
        return _("for %(who)s") % {"who": called(self.name, self.number)}

    @property
    def after_whom(self) -> str:
        return _("after %(who)s") % {"who": called(self.name, self.number)}

    @property
    def acts(self) -> list[Link]:
        """What stands under *More*."""
        return [link_of(act, self.pk, self.number, self.path) for act in self.can_do]

    @property
    def solve(self) -> Press | None:
        if not self.can_settle:
            return None
        was = self.can_settle == "undo"
        words = _("This is not the answer after all") if was else _("This answers the question")
        return Press(self.can_settle, "1", words, "")

    @property
    def supported(self) -> list[str]:
        """What people said in one press: "11 people: same here"."""
        return [said_by(kind, count, mine=kind in self.own) for kind, count in self.said]

    @property
    def helped(self) -> Press | None:
        return next((each for each in self.presses() if each.kind == ReactionKind.HELPED), None)

    @property
    def ready(self) -> list[Press]:
        return [each for each in self.presses() if each.kind != ReactionKind.HELPED]

    @property
    def has_answered(self) -> bool:
        """With one of the ready answers."""
        return bool(self.own - {ReactionKind.HELPED})

    def presses(self) -> list[Press]:
        language = get_language() or ""
        return [press(kind, kind in self.own, language) for kind in self.can_press]

    @property
    def replies_told(self) -> str:
        count = self.shown_below
        told = ngettext("%(n)s reply to comment %(c)s", "%(n)s replies to comment %(c)s", count)
        return told % {"n": count, "c": self.number}

    @property
    def more(self) -> Link | None:
        if not self.left_out:
            return None
        words = ngettext("Show %(n)s more reply", "Show %(n)s more replies", self.left_out)
        return Link(f"{self.path}?after={self.place}", words % {"n": self.left_out})


class Alike(tuple[Shown, ...]):
    """Rows that many are shown alike, so that they are drawn as one."""

    __slots__ = ()


def look_url(discussion: Discussion, version: int, *, thread: int = 0) -> str:
    """Where to look for what came since; `thread` is the conversation that alone matters."""
    path = reverse("comments:since", args=[discussion.pk, version])
    return f"{path}?in={thread}" if thread else path


def path_of(pk: int) -> str:
    """The address of a comment; its verbs stand below it. Asked a hundred times a page."""
    return comments_path() + f"{pk}/"


@lru_cache
def comments_path() -> str:
    return reverse("comments:comment", args=[0]).removesuffix("0/")


def named(comment: Comment) -> str:
    return called(comment.byline, comment.number)


def called(name: str, number: int) -> str:
    return _("%(name)s, comment %(number)s") % {"name": name, "number": number}


def numbered(comment: Comment) -> str:
    return in_words(comment.number)


def in_words(number: int) -> str:
    return _("comment %(number)s") % {"number": number}


def beginning(words: str, most: int) -> str:
    """The words, or so many characters of them with a sign that more follows."""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def written(when: datetime) -> str:
    """A date written out, with the time: 3 October 2026, 14:20."""
    here = timezone.localtime(when)
    day = written_day(here.year, here.month, here.day, get_language() or "")
    return f"{day}, {here:%H:%M}"


@lru_cache(maxsize=2048)
def written_day(year: int, month: int, day: int, _language: str) -> str:
    return date_format(datetime(year, month, day), "j F Y")  # noqa: DTZ001 -- only its day is told

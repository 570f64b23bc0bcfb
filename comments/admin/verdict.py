"""A decision as it is taken at the desk: bound to what the moderator saw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from comments import deciding
from comments.deciding import Why
from comments.hearing import returning
from comments.models import PLACING, Case, Comment, Decision, Status

VERBS = ("publish", "reject", "keep", "hide", "restore", "ask", "spam")


class Stale(Exception):
    """Something happened to the comment while the moderator was reading."""


@dataclass(frozen=True)
class Seen:
    """What stood on the page: the case, the words, the last decision. None: not told."""

    version: int | None = None
    revision: int | None = None
    decision: int | None = None

    @classmethod
    def of(cls, comment: Comment, case: Case | None, decisions: Sequence[Decision] = ()) -> "Seen":
        """`decisions` are the latest about the comment, where a page has them already."""
        last = next((one.pk for one in decisions if one.verb not in PLACING), None)
        if last is None:
            about = Decision.objects.filter(comment=comment).about_reading()
            last = about.order_by("-id").values_list("pk", flat=True).first()
        return cls(case.version if case else 0, comment.latest_number, last or 0)

    @property
    def is_whole(self) -> bool:
        """Whether the page said all of it. A form that leaves something out decides nothing."""
        return None not in {self.version, self.revision, self.decision}

    def differs_from(self, now: "Seen") -> bool:
        pairs = [
            (self.version, now.version),
            (self.revision, now.revision),
            (self.decision, now.decision),
        ]
        return any(saw is not None and saw != holds for saw, holds in pairs)


@transaction.atomic
def decide(
    verb: str, comment: Comment, why: Why, seen: Seen, *, whole_branch: bool = False
) -> Decision | None:
    """Do it, unless something happened since (Stale). What already holds is done again by doing
    nothing; None then."""
    deciding.lock(comment)
    if holds(verb, comment, seen, whole_branch=whole_branch):
        return None
    case = deciding.open_case(comment)
    if seen.differs_from(Seen.of(comment, case)):
        raise Stale
    if verb == "ask":
        return returning.ask(comment, why, revision=comment.latest_number)
    if verb == "spam":
        verb = "reject" if comment.pending_number else "hide"
    if verb == "publish":
        return deciding.publish(comment, why, revision=comment.latest_number)
    if verb == "reject":
        return deciding.reject(comment, why)
    if verb == "hide":
        return deciding.hide(comment, why, whole_branch=whole_branch)
    return deciding.restore(comment, why) if verb == "restore" else deciding.keep(comment, why)


def holds(verb: str, comment: Comment, seen: Seen, *, whole_branch: bool = False) -> bool:
    """Whether this very decision was taken already, about the words that were seen."""
    if verb in AGAINST:
        return AGAINST[verb](comment, seen, whole_branch)
    if not comment.is_published or comment.has_newer_words:
        return False
    if verb == "keep":
        return deciding.open_case(comment) is None
    if verb == "publish":
        return seen.revision is None or seen.revision == comment.approved_number
    return True


# Those that take something from readers, or do not give it to them.
AGAINST: dict[str, Callable[[Comment, Seen, bool], bool]] = {
    "ask": lambda comment, _seen, _whole: returning.is_asked(comment),
    "spam": lambda comment, _seen, _whole: (
        comment.status in {Status.HIDDEN, Status.REJECTED} and not comment.pending_number
    ),
    "hide": lambda comment, _seen, whole: (
        comment.status == Status.HIDDEN and comment.hides_branch == whole
    ),
    "reject": lambda comment, seen, _whole: (
        comment.status == Status.REJECTED or was_declined(comment, seen.revision)
    ),
}


def was_declined(comment: Comment, revision: int | None) -> bool:
    """An edit that was not approved: its readers kept the words they had."""
    if revision is None or comment.is_waiting or comment.has_newer_words:
        return False
    return comment.revisions.filter(number=revision, declined_at__isnull=False).exists()


def fitting(comment: Comment, case: Case | None) -> list[str]:
    """Which verbs make sense for it now, the likeliest first."""
    if comment.is_waiting:
        return with_author(["publish", "reject", "ask", "spam"], comment)
    if comment.is_published and comment.has_newer_words:
        return with_author(["publish", "reject", "hide", "ask"], comment)
    if comment.is_published:
        keep = ["keep"] if case else []
        return with_author([*keep, "hide", "ask", "spam"], comment)
    if comment.status == Status.HIDDEN:
        return ["publish", "reject"] if comment.has_newer_words else ["restore"]
    return ["publish"] if comment.status == Status.REJECTED else []


def with_author(verbs: list[str], comment: Comment) -> list[str]:
    """Nobody can be asked for a change where no member stands behind the words."""
    return [verb for verb in verbs if verb != "ask" or comment.author_id]

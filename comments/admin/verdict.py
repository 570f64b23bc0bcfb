"""A decision as it is taken at the desk: bound to what the moderator saw."""

from dataclasses import dataclass

from django.db import transaction

from comments import deciding
from comments.deciding import Why
from comments.models import Case, Comment, Decision, Status

VERBS = ("publish", "reject", "keep", "hide", "restore")


class Stale(Exception):
    """Something happened to the comment while the moderator was reading."""


@dataclass(frozen=True)
class Seen:
    """What stood on the page: the case, the words, the last decision. None: not told."""

    version: int | None = None
    revision: int | None = None
    decision: int | None = None

    @classmethod
    def of(cls, comment: Comment, case: Case | None) -> "Seen":
        decisions = Decision.objects.filter(comment=comment).about_reading()
        last = decisions.order_by("-id").values_list("pk", flat=True).first()
        return cls(case.version if case else 0, comment.latest_number, last or 0)

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
    if verb == "publish":
        return deciding.publish(comment, why, revision=comment.latest_number)
    if verb == "reject":
        return deciding.reject(comment, why)
    if verb == "hide":
        return deciding.hide(comment, why, whole_branch=whole_branch)
    return deciding.restore(comment, why) if verb == "restore" else deciding.keep(comment, why)


def holds(verb: str, comment: Comment, seen: Seen, *, whole_branch: bool = False) -> bool:
    """Whether this very decision was taken already, about the words that were seen."""
    if verb == "hide":
        return comment.status == Status.HIDDEN and comment.hides_branch == whole_branch
    if verb == "reject":
        return comment.status == Status.REJECTED or was_declined(comment, seen.revision)
    if not comment.is_published or comment.has_newer_words:
        return False
    if verb == "keep":
        return deciding.open_case(comment) is None
    if verb == "publish":
        return seen.revision is None or seen.revision == comment.approved_number
    return True


def was_declined(comment: Comment, revision: int | None) -> bool:
    """An edit that was not approved: its readers kept the words they had."""
    if revision is None or not comment.is_published or comment.has_newer_words:
        return False
    return comment.revisions.filter(number=revision, declined_at__isnull=False).exists()


def fitting(comment: Comment, case: Case | None) -> list[str]:
    """Which verbs make sense for it now, the likeliest first."""
    if comment.is_waiting:
        return ["publish", "reject"]
    if comment.is_published and comment.has_newer_words:
        return ["publish", "reject", "hide"]
    if comment.is_published:
        return ["keep", "hide"] if case else ["hide"]
    if comment.status == Status.HIDDEN:
        return ["restore"]
    return ["publish"] if comment.status == Status.REJECTED else []

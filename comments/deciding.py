"""The verbs: the only way a comment changes its status, each leaving a Decision behind.

Every verb locks the discussion, reads the comment again, and refuses what does not follow from
where it stands now. Saying again what already holds changes nothing and is no error.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import approving, fetched, lately, mentions, sealing, signals
from comments.held import Held
from comments.models import (
    KEEPS_CASE,
    Case,
    Cause,
    Comment,
    CommentRevision,
    Decision,
    Discussion,
    Status,
)
from comments.reports import answered
from comments.standing import move
from comments.trust import moving
from queries import written

# From which standings each verb may start.
FROM = {
    "publish": {Status.WAITING, Status.REJECTED},
    "reject": {Status.WAITING},
    "hide": {Status.PUBLISHED},
    "restore": {Status.HIDDEN},
    "withdraw": {Status.WAITING, Status.PUBLISHED, Status.REJECTED},
    "pin": {Status.PUBLISHED},
}


class CannotDecide(Exception):
    """The decision does not fit what the comment is by now; the words say what happened."""


@dataclass(frozen=True)
class Why:
    """Who decided, and for what reason: somebody of the team, the author, or a rule."""

    by: Member | None = None
    rule: str = ""
    reason: str = ""
    note: str = ""
    parent: Decision | None = None
    keeps_case: bool = False  # a person has to look all the same
    at: datetime = field(default_factory=timezone.now)  # older for what an import brings


@transaction.atomic
def publish(comment: Comment, why: Why, *, revision: int | None = None) -> Decision | None:
    """Let everyone read it; for a published comment, let everyone read its newer words.

    `revision` is the number that was read. CannotDecide when the author has written newer ones.
    """
    discussion = lock(comment)
    if revision is not None and comment.pending_number not in {0, revision}:
        raise CannotDecide(_("The author has changed it meanwhile. Read the new words first."))
    if comment.is_published and not comment.has_newer_words:
        return None
    # What was taken down may come back in new words; the old ones only by `restore`.
    if not (comment.is_published or is_sent_in_again(comment)):
        check("publish", comment)
    number = comment.pending_number or comment.latest_number
    return let_read(discussion, comment, comment.revisions.get(number=number), why)


def let_read(
    discussion: Discussion,
    comment: Comment,
    words: CommentRevision,
    why: Why,
    held: Held | None = None,
) -> Decision:
    """What `publish` does with words that wait. Comment and words may be new and not saved yet."""
    old, first = comment.status, comment.approved_number == 0
    changed = approving.approve(comment, words, why.at)
    move(discussion, comment, status=Status.PUBLISHED, changed=changed, held=held)
    approving.save(comment, words)
    decision = record("publish", comment, old, why, discussion)
    announce(signals.comment_published, comment, decision=decision, first=first)
    mentions.announce(comment, decision)
    return decision


@transaction.atomic
def reject(comment: Comment, why: Why) -> Decision | None:
    """Do not publish it. For an edit of a published comment: keep the words readers have."""
    discussion = lock(comment)
    if comment.status == Status.REJECTED:
        return None
    old = comment.status
    if not comment.has_newer_words:
        check("reject", comment)
        move(discussion, comment, status=Status.REJECTED)
    approving.decline(comment, why.at)
    decision = record("reject", comment, old, why, discussion)
    announce(signals.comment_rejected, comment, decision=decision)
    return decision


@transaction.atomic
def hide(comment: Comment, why: Why, *, whole_branch: bool = False) -> Decision | None:
    """Take it down: the words only, or with every reply below it."""
    discussion = lock(comment)
    if comment.status == Status.HIDDEN and comment.hides_branch == whole_branch:
        return agree(comment, why, discussion)
    old = comment.status
    if old != Status.HIDDEN:
        check("hide", comment)
    let_go(discussion, comment, why)
    move(discussion, comment, status=Status.HIDDEN, hides_branch=whole_branch)
    decision = record("hide", comment, old, why, discussion)
    announce(signals.comment_hidden, comment, decision=decision)
    return decision


def agree(comment: Comment, why: Why, discussion: Discussion) -> Decision | None:
    """It was taken down automatically, and a person has looked and sees it likewise."""
    case = open_case(comment)
    if why.by is None or case is None or Cause.HIDDEN_BY_RULE not in case.causes:
        return None
    decision = record("hide", comment, comment.status, why, discussion)
    announce(signals.comment_hidden, comment, decision=decision)
    return decision


@transaction.atomic
def restore(comment: Comment, why: Why) -> Decision | None:
    """Put back what was taken down."""
    discussion = lock(comment)
    if comment.is_published:
        return None
    check("restore", comment)
    old = comment.status
    move(discussion, comment, status=Status.PUBLISHED)
    decision = record("restore", comment, old, why, discussion)
    answered.correct(comment)
    if comment.has_newer_words:
        # They waited when it was taken down, and that closed their case.
        Case.objects.open_for(comment, Cause.EDITED, at=why.at)
    announce(signals.comment_published, comment, decision=decision, first=False)
    mentions.announce(comment, decision)
    return decision


@transaction.atomic
def withdraw(comment: Comment, why: Why) -> Decision | None:
    """Its author takes it back. Replies stay, under a line that says so."""
    discussion = lock(comment)
    if comment.status == Status.WITHDRAWN:
        return None
    check("withdraw", comment)
    old = comment.status
    let_go(discussion, comment, why)
    move(discussion, comment, status=Status.WITHDRAWN)
    decision = record("withdraw", comment, old, why, discussion)
    announce(signals.comment_withdrawn, comment)
    return decision


@transaction.atomic
def keep(comment: Comment, why: Why) -> Decision | None:
    """Reports were read and the comment stays as it is: close the case."""
    discussion = lock(comment)
    if not open_case(comment):
        return None
    if not comment.is_published or comment.has_newer_words:
        raise CannotDecide(_("This comment still waits. Publish it, or do not publish it."))
    return record("keep", comment, comment.status, why, discussion)


@transaction.atomic
def pin(comment: Comment, why: Why) -> Decision | None:
    """Let a conversation stand first in its discussion, instead of the one that did."""
    discussion = lock(comment)
    if discussion.pinned_id == comment.pk:
        return None
    if comment.root_id is not None:
        raise CannotDecide(_("Only the first comment of a conversation can be pinned."))
    check("pin", comment)
    if discussion.pinned:
        let_go(discussion, discussion.pinned, why)
    discussion.pinned = comment
    return record("pin", comment, comment.status, why, discussion)


@transaction.atomic
def unpin(comment: Comment, why: Why) -> Decision | None:
    """Let it stand where it belongs by age."""
    return let_go(lock(comment), comment, why)


def let_go(discussion: Discussion, comment: Comment, why: Why) -> Decision | None:
    """What is taken down, taken back or replaced is no longer pinned, and that is written down."""
    if discussion.pinned_id != comment.pk:
        return None
    discussion.pinned = None
    return record("unpin", comment, comment.status, why, discussion)


# What every verb does ---------------------------------------------------------------------------


def lock(comment: Comment) -> Discussion:
    """Hold the discussion, and see the comment as it is now."""
    discussion = Discussion.objects.locked(comment.discussion_id)
    fetched.refresh(comment)
    comment.discussion = discussion  # who is told of it asks again where it stands
    return discussion


def is_sent_in_again(comment: Comment) -> bool:
    """Taken down, and its author has written new words (`comments.hearing`)."""
    return comment.status == Status.HIDDEN and comment.has_newer_words


def check(verb: str, comment: Comment) -> None:
    if verb in {"publish", "restore"} and not comment.html:
        raise CannotDecide(_("Its words were erased, so there is nothing to publish."))
    if comment.status not in FROM[verb]:
        told = _("It is “%(status)s” by now, so this was not done.")
        raise CannotDecide(told % {"status": comment.get_status_display().lower()})


def record(verb: str, comment: Comment, old: str, why: Why, discussion: Discussion) -> Decision:
    """Write the decision down, close the case, and tell caches that something changed. How a
    comment is shown on the page decides no case."""
    case = None if verb in KEEPS_CASE or why.keeps_case else open_case(comment)
    decision = about(comment, verb, old, why, case)
    sealing.seal(decision, discussion)
    written.insert(decision)
    if case:
        case.close(at=why.at)
        answered.by_decision(case, decision)
    moving.after(decision, comment)
    save_with_log(discussion)
    return decision


def about(comment: Comment, verb: str, old: str, why: Why, case: Case | None) -> Decision:
    """The row of a decision, before it is sealed and saved."""
    return Decision(
        comment=comment,
        case=case,
        parent=why.parent,
        verb=verb,
        old_status=old,
        new_status=comment.status,
        whole_branch=comment.hides_branch,
        revision_number=comment.approved_number or comment.latest_number,
        by=why.by,
        rule=why.rule,
        reason=why.reason,
        note=why.note,
        at=why.at,
    )


def save_with_log(discussion: Discussion) -> None:
    """Save what decisions change of it, and tell caches that something changed."""
    counts = ["last_number", "published_count", "public_count"]
    written.update(discussion, [*counts, *lately.KEPT, "pinned", *sealing.HEAD], raised="version")


def open_case(comment: Comment) -> Case | None:
    """The case about what becomes of it. Others (an appeal, a worry) are not closed with it."""
    found = fetched.open_cases(comment=comment.pk)
    return found[0] if found else None


def announce(signal: Signal, comment: Comment, **facts: object) -> None:
    """Tell the higher apps, inside the transaction: what they have to do later goes to the
    outbox with its cause, or not at all. A receiver that fails takes the act back."""
    signal.send(Comment, comment=comment, **facts)

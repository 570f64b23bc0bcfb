"""Taking a decision back at once: the comment stands as it did, and its case waits again.

A verb like those of `comments.deciding`: it locks the discussion, refuses what does not follow,
and leaves a Decision behind.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comments import deciding, signals
from comments.deciding import CannotDecide, Why
from comments.models import Case, Comment, Decision, Discussion, Status
from comments.reports import answered
from comments.standing import move

UNDO = "undo"
UNDOABLE = ("publish", "reject", "keep", "hide", "restore", "ask")
# After a day people have read and acted on it; then the opposite decision is the honest one.
IN_TIME = timedelta(days=1)


def all_of(decision: Decision) -> list[Decision]:
    """The decision, with all that were taken together with it; the latest first."""
    first = decision.parent_id or decision.pk
    together = Decision.objects.filter(parent=first, by=decision.by).exclude(verb=UNDO)
    alone = Decision.objects.filter(pk=first)
    return [*together.order_by("-id").select_related("comment"), *alone.select_related("comment")]


@transaction.atomic
def undo(decision: Decision, why: Why) -> Decision:
    """Let the comment stand as before this decision, and its case wait again.

    CannotDecide when something was decided about it since, or when it is too late.
    """
    comment = decision.comment
    discussion = deciding.lock(comment)
    if decision.verb not in UNDOABLE or decision.at < why.at - IN_TIME:
        raise CannotDecide(
            _("It is too late to undo that. Decide anew on the page of the comment.")
        )
    last = Decision.objects.filter(comment=comment).about_reading().order_by("-id").first()
    if last is None or last.pk != decision.pk:
        raise CannotDecide(_("Something else was decided about it since, so it was not undone."))
    old = comment.status
    put_words_back(comment, decision)
    put_standing_back(discussion, comment, decision)
    # It names what it undoes, so that this stands on nobody's record.
    made = deciding.record(UNDO, comment, old, replace(why, parent=decision), discussion)
    reopen(decision)
    deciding.announce(signals.decision_undone, comment, decision=decision)
    return made


def put_words_back(comment: Comment, decision: Decision) -> None:
    """What was approved waits again, and so does what was sent back."""
    touched = comment.revisions.filter(approved_at=decision.at)
    if decision.verb == "publish" and touched.exists():
        touched.update(approved_at=None)
        approved = comment.revisions.filter(approved_at__isnull=False).order_by("-number")
        before, first = [*approved[:2], None, None][:2]
        shown = before or comment.revisions.get(number=comment.latest_number)
        comment.html, comment.approved_number = shown.html, before.number if before else 0
        comment.edited_at = before.created_at if before and first else None
        comment.pending_number = comment.latest_number
    elif comment.revisions.filter(declined_at=decision.at).update(declined_at=None):
        comment.pending_number = comment.latest_number
    comment.save(update_fields=["html", "approved_number", "pending_number", "edited_at"])


def put_standing_back(discussion: Discussion, comment: Comment, decision: Decision) -> None:
    """The status before, and how much of it was taken down before."""
    hidden = decision.old_status == Status.HIDDEN
    branch = hidden and decision.verb == "hide" and not decision.whole_branch
    if comment.status != decision.old_status or comment.hides_branch != branch:
        move(discussion, comment, status=Status(decision.old_status), hides_branch=branch)


def reopen(decision: Decision) -> None:
    """Let its case wait again, unless a newer one does."""
    case = decision.case
    if case is None or case.is_open:
        return
    newer = Case.objects.filter(comment=case.comment_id, kind=case.kind, closed_at=None)
    if not newer.exists():
        case.reopen()
        answered.ask_again(case)

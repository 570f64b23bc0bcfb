"""Two verbs between the team and an author: please change this, and here it is again.

They stand beside `comments.deciding`, whose rules they follow: each locks the discussion, refuses
what does not fit, and leaves a Decision behind.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import approving, deciding, posting, signals
from comments.deciding import CannotDecide, Why
from comments.mentions import with_people
from comments.models import Cause, Comment, Decision, Status
from comments.refusing import let_write
from comments.rules import asking
from comments.rules.said import NOT_ASKED, Said
from comments.standing import move
from markup import to_html

ASK, RESUBMIT = "ask", "resubmit"
# What an author may answer with new words.
ANSWERABLE = {"reject", "hide", ASK}


@transaction.atomic
def ask(comment: Comment, why: Why, *, revision: int | None = None) -> Decision | None:
    """Ask its author to change something; `why.note` tells what.

    What waits is sent back: a new comment is not published, of an edit readers keep the words
    they have. What is published stays readable. `revision` is the number that was read;
    CannotDecide when the author has written newer words, or without a note.
    """
    discussion = deciding.lock(comment)
    if not why.note.strip():
        raise CannotDecide(_("Say what the author should change."))
    if revision is not None and comment.pending_number > revision:
        raise CannotDecide(_("The author has changed it meanwhile. Read the new words first."))
    if is_asked(comment):
        return None
    if comment.author_id is None:
        raise CannotDecide(_("Nobody is there any more who could change it."))
    if comment.status not in {Status.WAITING, Status.PUBLISHED}:
        deciding.check("reject", comment)  # says where it stands
    old = comment.status
    if comment.is_waiting:
        move(discussion, comment, status=Status.REJECTED)
    approving.decline(comment, why.at)
    decision = deciding.record(ASK, comment, old, why, discussion)
    deciding.announce(signals.comment_returned, comment, decision=decision)
    return decision


def is_asked(comment: Comment) -> bool:
    """Whether the last thing that was decided is that its author should change it."""
    decisions = Decision.objects.filter(comment=comment).about_reading().order_by("-id")
    return decisions.values_list("verb", flat=True).first() == ASK and not comment.pending_number


@transaction.atomic
def resubmit(
    comment: Comment, author: Member, source: str, *, decision: int, at: datetime | None = None
) -> Decision:
    """Send it in again in new words, which wait for a moderator. Nothing else changes for readers:
    what was taken down stays so until the new words are approved.

    `decision` is the one it answers. CannotDecide when something else was decided since.
    """
    html = with_people(to_html(source), comment.discussion, comment.who_may_read)
    at = at or timezone.now()
    verdict = NOT_ASKED
    if may_resubmit(comment, author, decision):
        verdict = asking.verdict_on(source, author, is_reply=comment.root_id is not None)
    discussion = deciding.lock(comment)
    if not may_resubmit(comment, author, decision):
        raise CannotDecide(_("Something else was decided meanwhile, so this was not sent."))
    let_write(author)
    revision = posting.write_anew(comment, source, html, at)
    old = comment.status
    if comment.status == Status.REJECTED:
        move(discussion, comment, status=Status.WAITING)
    why = Why(by=author, at=at)
    made = deciding.record(RESUBMIT, comment, old, why, discussion)
    posting.hold_again(comment, Cause.RESUBMITTED, at, Said(author, revision, verdict))
    return made


def may_resubmit(comment: Comment, author: Member, decision: int) -> bool:
    """Whether this decision is the last one about it and can be answered with new words."""
    if not comment.is_by(author.pk) or comment.pending_number:
        return False
    decisions = Decision.objects.filter(comment=comment).about_reading().select_related("appeal")
    last = decisions.order_by("-id").first()
    if last is None or last.pk != decision or last.verb not in ANSWERABLE:
        return False
    # While somebody looks at it again, nothing moves under them.
    return comment.status != Status.WITHDRAWN and not (
        hasattr(last, "appeal") and last.appeal.is_open
    )

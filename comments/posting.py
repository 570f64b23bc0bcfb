"""Saying something: a new comment, a reply, an edit, a report."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding, signals
from comments.checks import causes_to_hold
from comments.mentions import with_people
from comments.models import (
    Audience,
    Case,
    Cause,
    Comment,
    CommentRevision,
    Discussion,
    Purpose,
    Report,
    Status,
)
from comments.visibility import Reader, Sight, sight_of
from markup import to_html


class Refused(Exception):
    """It was not taken; the words say why and what to do. Nothing typed may be lost over it."""


@dataclass(frozen=True)
class Words:
    """What somebody typed, and how they want it read."""

    source: str
    kind: str = Purpose.NONE
    who_may_read: str = Audience.EVERYONE
    anonymous: bool = False
    no_answer_needed: bool = False
    title: str = ""
    submission: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=timezone.now)  # older for what an import brings


def post(
    discussion: Discussion, author: Member, words: Words, *, parent: Comment | None = None
) -> Comment:
    """Take a comment, or a reply to `parent`. Published at once, or held for a moderator.

    The same `submission` again answers with the comment it made. Refused when the discussion
    takes no comments, or when what is replied to can no longer be read.
    """
    made = Comment.objects.filter(author=author, submission=words.submission).first()
    if made:
        return made
    html = with_people(to_html(words.source), discussion, words.who_may_read)
    try:
        with transaction.atomic():
            return take(discussion, author, words, html, parent)
    except IntegrityError:
        # The same submission arrived twice at once: answer with the one that was first.
        made = Comment.objects.filter(author=author, submission=words.submission).first()
        if made is None:
            raise
        return made


def take(
    discussion: Discussion, author: Member, words: Words, html: str, parent: Comment | None
) -> Comment:
    discussion = Discussion.objects.locked(discussion.pk)
    if not discussion.is_open:
        raise Refused(_("This discussion is closed, so your comment was not posted."))
    comment = place(discussion, author, words, html, parent)
    CommentRevision.objects.create(
        comment=comment, number=1, source=words.source, html=html, created_at=words.at
    )
    causes = causes_to_hold(author, discussion)
    if causes:
        hold(comment, causes, words.at)
    else:
        deciding.publish(comment, deciding.Why(rule="trust", at=words.at))
    return comment


def place(
    discussion: Discussion, author: Member, words: Words, html: str, parent: Comment | None
) -> Comment:
    """Give the comment its number, its thread and its place in it."""
    discussion.last_number += 1
    discussion.save(update_fields=["last_number"])
    comment = Comment(
        discussion=discussion,
        author=author,
        number=discussion.last_number,
        posted_at=words.at,
        html=html,
        kind=words.kind,
        who_may_read=words.who_may_read,
        anonymous=words.anonymous,
        no_answer_needed=words.no_answer_needed,
        title="" if parent else words.title,
        submission=words.submission,
        latest_number=1,
        pending_number=1,
    )
    if parent is not None:
        stand_under(comment, parent, Reader.of(author))
    comment.save()
    return comment


def stand_under(comment: Comment, parent: Comment, reader: Reader) -> None:
    """Make it a reply. What answers a members-only comment is for members only, too."""
    parent.refresh_from_db()
    if parent.discussion_id != comment.discussion_id:
        raise Refused(_("The comment you answer belongs to another discussion."))
    if sight_of(parent, reader) is not Sight.WORDS or not parent.is_published:
        raise Refused(_("The comment you answer was taken away while you were writing."))
    root = Comment.objects.only("last_seq").get(pk=parent.thread_id)
    root.last_seq += 1
    root.save(update_fields=["last_seq"])
    comment.parent, comment.root_id, comment.seq = parent, root.pk, root.last_seq
    comment.branch = comment.seq if parent.root_id is None else parent.branch
    if parent.who_may_read == Audience.MEMBERS:
        comment.who_may_read = Audience.MEMBERS


def hold(comment: Comment, causes: list[Cause], at: datetime) -> None:
    """Let it wait for a moderator, in one case with all its causes."""
    for cause in causes:
        Case.objects.open_for(comment, cause, at=at)
    deciding.announce(signals.comment_held, comment)


@transaction.atomic
def edit(comment: Comment, source: str, *, at: datetime | None = None) -> Comment:
    """Its author changes the words. What waits is replaced; readers keep what was approved
    until the new words are."""
    html = with_people(to_html(source), comment.discussion, comment.who_may_read)
    at = at or timezone.now()
    discussion = deciding.lock(comment)
    if comment.status not in {Status.WAITING, Status.PUBLISHED}:
        raise Refused(_("This comment is no longer there to change."))
    comment.latest_number += 1
    comment.pending_number = comment.latest_number
    if not comment.approved_number:
        comment.html = html
    comment.save(update_fields=["latest_number", "pending_number", "html"])
    CommentRevision.objects.create(
        comment=comment, number=comment.latest_number, source=source, html=html, created_at=at
    )
    author = comment.author
    causes = causes_to_hold(author, discussion) if author else [Cause.EDITED]
    if comment.is_published and not causes:
        deciding.publish(comment, deciding.Why(rule="trust", at=at))
    elif comment.is_published:
        hold(comment, [Cause.EDITED], at)
    return comment


def keep_earlier_words(comment: Comment, kept: bool) -> None:
    """Let its author keep what stood there before from other readers, or show it again."""
    comment.keeps_earlier_words = kept
    comment.save(update_fields=["keeps_earlier_words"])


@transaction.atomic
def report(
    comment: Comment,
    reporter: Member,
    *,
    reason: str,
    words: str = "",
    at: datetime | None = None,
) -> Report:
    """Ask a moderator to look. Once per member and version; the same again is no error.

    Refused when the comment can no longer be read.
    """
    at = at or timezone.now()
    deciding.lock(comment)
    number = comment.approved_number
    made = Report.objects.filter(comment=comment, reporter=reporter, revision_number=number).first()
    if made:
        return made
    if sight_of(comment, Reader.of(reporter)) is not Sight.WORDS or not comment.is_published:
        raise Refused(_("This comment is no longer there, so there is nothing to look at."))
    return Report.objects.create(
        comment=comment,
        case=Case.objects.open_for(comment, Cause.REPORTED, at=at),
        reporter=reporter,
        revision_number=number,
        reason=reason,
        words=words,
        made_at=at,
    )

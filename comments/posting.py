"""Saying something: a new comment, a reply, an edit."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding, signals
from comments.checks import causes_to_hold, keep_found
from comments.concern import raising
from comments.held import Held
from comments.mentions import with_people
from comments.models import (
    Audience,
    Case,
    Cause,
    Comment,
    CommentQuerySet,
    CommentRevision,
    Discussion,
    Purpose,
    Status,
)
from comments.refusing import Refused, let_write
from comments.rules import asking
from comments.rules.said import NOT_ASKED, Said, Verdict
from comments.visibility import Reader, Sight, sight_of
from markup import to_html
from queries import written
from queries.prepared import prepared

# What is to be said about new words of a comment, and not about their author or discussion.
ABOUT_WORDS = {Cause.RULE, Cause.CHECK_FAILED}


@dataclass(frozen=True)
class Words:
    """What somebody typed, and how they want it read."""

    source: str
    html: str = ""  # what `to_html` makes of them, where somebody has asked already
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
    html = with_people(words.html or to_html(words.source), discussion, words.who_may_read)
    verdict = NOT_ASKED
    try:
        if discussion.is_open:
            verdict = asking.verdict_on(words.source, author, is_reply=parent is not None)
        with transaction.atomic():
            return take(discussion, author, words, html, parent, verdict)
    except (IntegrityError, Refused):
        # The same submission a second time: answer with the one that was first.
        made = sent_before(author=author.pk, submission=words.submission)
        if not made:
            raise
        return made[0]


@prepared
def sent_before(*, author: int, submission: UUID) -> CommentQuerySet:
    return Comment.objects.filter(author=author, submission=submission)


def take(
    discussion: Discussion,
    author: Member,
    words: Words,
    html: str,
    parent: Comment | None,
    verdict: Verdict = NOT_ASKED,
) -> Comment:
    discussion = Discussion.objects.locked(discussion.pk)
    if not discussion.is_open:
        raise Refused(_("This discussion is closed, so your comment was not posted."))
    let_write(author)
    held = Held()
    comment = place(discussion, author, words, html, parent, held)
    revision = CommentRevision(
        comment=comment, number=1, source=words.source, html=html, created_at=words.at
    )
    said = Said(author, revision, verdict)
    causes = causes_to_hold(author, discussion, said)
    if causes or said.is_to_be_kept:
        add(comment, revision, held)
        causes += keep_found(said)
    if causes:
        written.update(discussion, ["last_number"])
        hold(comment, causes, words.at, said)
    else:
        # No case can be about what is new: there is none to be looked for, and closed.
        why = deciding.Why(rule="trust", at=words.at, keeps_case=True)
        deciding.let_read(discussion, comment, revision, why, held)
    raising.notice(comment, f"{words.title}\n\n{words.source}", words.at)
    return comment


def add(comment: Comment, revision: CommentRevision, held: Held) -> None:
    """Save what is new as it stands, before anything is kept about it."""
    written.insert(comment)
    revision.comment = comment  # which has its number by now
    written.insert(revision)
    held.save()


def place(
    discussion: Discussion,
    author: Member,
    words: Words,
    html: str,
    parent: Comment | None,
    held: Held,
) -> Comment:
    """Give the comment its number, its thread and its place in it. The caller saves it, the
    discussion and what is `held`."""
    discussion.last_number += 1
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
        stand_under(comment, parent, Reader.of(author), held)
    return comment


def stand_under(comment: Comment, parent: Comment, reader: Reader, held: Held) -> None:
    """Make it a reply. What answers a members-only comment is for members only, too."""
    held.read_to_answer(parent)
    if parent.discussion_id != comment.discussion_id:
        raise Refused(_("The comment you answer belongs to another discussion."))
    parent.discussion = comment.discussion  # fetched a moment ago, and held
    seen = sight_of(parent, reader, nothing_hidden=not held.hides(parent.thread_id))
    if seen is not Sight.WORDS or not parent.is_published:
        raise Refused(_("The comment you answer was taken away while you were writing."))
    root = held.get(parent.thread_id)
    root.last_seq += 1
    held.change(root, "last_seq")
    comment.parent, comment.root_id, comment.seq = parent, root.pk, root.last_seq
    comment.branch = comment.seq if parent.root_id is None else parent.branch
    if parent.who_may_read == Audience.MEMBERS:
        comment.who_may_read = Audience.MEMBERS


def hold(comment: Comment, causes: list[Cause], at: datetime, said: Said | None = None) -> None:
    """Let it wait for a moderator, in one case with all its causes."""
    gather(comment, causes, at, said)
    deciding.announce(signals.comment_held, comment)


def hold_again(comment: Comment, cause: Cause, at: datetime, said: Said) -> None:
    """Let new words of something that was decided wait: for this cause, and for what the checks
    say about the words themselves."""
    causes = causes_to_hold(said.author, comment.discussion, said) + keep_found(said)
    hold(comment, [cause, *(each for each in causes if each in ABOUT_WORDS)], at, said)


def gather(comment: Comment, causes: list[Cause], at: datetime, said: Said | None) -> None:
    """Add the causes to its case; each rule that found something says so by its name."""
    for cause in causes:
        if cause != Cause.RULE or said is None:
            Case.objects.open_for(comment, cause, at=at)
            continue
        for rule in said.held_by:
            Case.objects.open_for(comment, cause, at=at, points=rule.weight, source=rule.name)


def edit(comment: Comment, source: str, *, at: datetime | None = None) -> Comment:
    """Its author changes the words. What waits is replaced; readers keep what was approved
    until the new words are."""
    html = with_people(to_html(source), comment.discussion, comment.who_may_read)
    verdict, is_reply = NOT_ASKED, comment.root_id is not None
    if comment.author:
        verdict = asking.verdict_on(source, comment.author, is_reply=is_reply)
    return change(comment, source, html, at or timezone.now(), verdict)


@transaction.atomic
def change(comment: Comment, source: str, html: str, at: datetime, verdict: Verdict) -> Comment:
    discussion = deciding.lock(comment)
    if comment.status not in {Status.WAITING, Status.PUBLISHED}:
        raise Refused(_("This comment is no longer there to change."))
    if comment.author:
        let_write(comment.author)
    revision = write_anew(comment, source, html, at)
    said = Said(comment.author, revision, verdict) if comment.author else None
    causes = [Cause.EDITED]
    if said:
        causes = causes_to_hold(said.author, discussion, said) + keep_found(said)
    noticed = [cause for cause in causes if cause in ABOUT_WORDS]
    if comment.is_published and not causes:
        # Who changes reported words does not answer the report.
        reported = comment.reports.unanswered().exists()
        deciding.publish(comment, deciding.Why(rule="trust", at=at, keeps_case=reported))
    elif comment.is_published:
        hold(comment, [Cause.EDITED, *noticed], at, said)
    else:
        gather(comment, noticed, at, said)
    return comment


def write_anew(comment: Comment, source: str, html: str, at: datetime) -> CommentRevision:
    """Newer words of a comment that is held; readers do not get them yet."""
    comment.latest_number += 1
    comment.pending_number = comment.latest_number
    if not comment.approved_number:
        comment.html = html
    comment.save(update_fields=["latest_number", "pending_number", "html"])
    revision = CommentRevision.objects.create(
        comment=comment, number=comment.latest_number, source=source, html=html, created_at=at
    )
    raising.notice(comment, source, at)
    return revision


def keep_earlier_words(comment: Comment, kept: bool) -> None:
    """Let its author keep what stood there before from other readers, or show it again."""
    comment.keeps_earlier_words = kept
    comment.save(update_fields=["keeps_earlier_words"])

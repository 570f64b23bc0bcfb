"""Keeping what a member has not posted yet, on any device, through a crash and a log-out."""

from uuid import UUID

from django.utils import timezone

from accounts.models import Member
from comments.models import Comment, Discussion, Draft

# Somebody with many open conversations; never a way to fill the database.
MOST_DRAFTS = 20
MOST_CHARACTERS = 100_000


def keep(
    member: Member,
    discussion: Discussion,
    parent: Comment | None,
    words: str,
    *,
    submission: UUID | None = None,
) -> Draft | None:
    """Keep the words of one place to write; none when nothing is left of them.

    A late message of a form that has posted meanwhile brings nothing back.
    """
    words = words.replace("\x00", "")[:MOST_CHARACTERS]
    if not words.strip() or was_posted(member, submission):
        forget(member, discussion, parent)
        return None
    kept, made = Draft.objects.update_or_create(
        member=member,
        discussion=discussion,
        parent=parent,
        defaults={"body": words, "kept_at": timezone.now()},
    )
    if made:
        keep_few(member)
    Draft.objects.old().delete()
    return kept


def was_posted(member: Member, submission: UUID | None) -> bool:
    return (
        submission is not None
        and Comment.objects.filter(author=member, submission=submission).exists()
    )


def forget(member: Member, discussion: Discussion, parent: Comment | None) -> None:
    """They were posted, or thrown away."""
    Draft.objects.of(member).at(discussion.pk, parent.pk if parent else None).order_by().delete()


def words_for(member: Member, discussion: Discussion, parent: Comment | None) -> str:
    """What stood in this place when they left it."""
    kept = Draft.objects.of(member).at(discussion.pk, parent.pk if parent else None).first()
    return kept.body if kept else ""


def keep_few(member: Member) -> None:
    """Only so many of one member; the oldest go first."""
    spare = list(Draft.objects.of(member).values_list("pk", flat=True)[MOST_DRAFTS:])
    Draft.objects.filter(pk__in=spare).delete()

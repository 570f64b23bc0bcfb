"""Keeping what a member has not posted yet, on any device, through a crash and a log-out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from accounts.models import Member
from comments.models import Comment, Discussion, Draft
from comments.models.draft import DraftQuerySet
from markup import tidy
from queries.prepared import prepared

# Somebody with many open conversations; never a way to fill the database.
MOST_DRAFTS = 20
MOST_CHARACTERS = 100_000


@dataclass(frozen=True)
class Sent:
    """What a form said with the words: what was chosen, its number, and with which version of the
    draft it began ("" for none; None where it does not say)."""

    choices: Mapping[str, str] = field(default_factory=dict)
    number: UUID | None = None
    begun: str | None = None


NOTHING_SAID = Sent()


@dataclass(frozen=True)
class Spot:
    """Where words belong: to a new comment, an answer, or one's own comment that is edited."""

    discussion: Discussion
    parent: Comment | None = None
    edited: Comment | None = None


class KeptElsewhere(Exception):
    """Other words were kept in the same place meanwhile."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


def keep(member: Member, spot: Spot, words: str, sent: Sent = NOTHING_SAID) -> Draft | None:
    """Keep the words of one place to write, and what was chosen with them; none when nothing is
    left of the words. KeptElsewhere when that would overwrite what the form never saw.

    A late message of a form that has posted meanwhile brings nothing back.
    """
    words = words.replace("\x00", "")[:MOST_CHARACTERS]
    if was_posted(member, sent.number):
        forget(member, spot, sent)
        return None
    there = draft_for(member, spot)
    if there and there.is_from_elsewhere(form=sent.number, begun=sent.begun, words=words):
        raise KeptElsewhere(there)
    if not words.strip() or stands_there(spot, words):
        forget(member, spot)
        return None
    kept, made = Draft.objects.update_or_create(
        member=member,
        **vars(spot),
        defaults={
            "body": words,
            "choices": dict(sent.choices),
            "form": sent.number,
            "kept_at": timezone.now(),
        },
    )
    if made:
        keep_few(member)
    Draft.objects.old().delete()
    return kept


def stands_there(spot: Spot, words: str) -> bool:
    """Whether these are the words that the comment has already."""
    return spot.edited is not None and tidy(words) == tidy(spot.edited.newest_words())


def was_posted(member: Member, submission: UUID | None) -> bool:
    return (
        submission is not None
        and Comment.objects.filter(author=member, submission=submission).exists()
    )


def forget(member: Member, spot: Spot, sent: Sent = NOTHING_SAID, words: str = "") -> None:
    """They were posted, or thrown away. What the form never saw stays."""
    there = draft_for(member, spot)
    if there and not there.is_from_elsewhere(form=sent.number, begun=sent.begun, words=words):
        there.delete()


def draft_for(member: Member, spot: Spot) -> Draft | None:
    """What stood in this place when they left it."""
    parts = {"discussion": spot.discussion, "parent": spot.parent, "edited": spot.edited}
    there = {name: part.pk for name, part in parts.items() if part}
    found = kept_at(*sorted(parts.keys() - there.keys()), member=member.pk, **there)
    return found[0] if found else None


@prepared
def kept_at(*empty: str, **there: int) -> DraftQuerySet:
    """The words that belong to these and to nothing of what is `empty`: one at most."""
    return Draft.objects.filter(**there, **dict.fromkeys(empty)).order_by("-kept_at", "-pk")[:1]


def keep_few(member: Member) -> None:
    """Only so many of one member; the oldest go first."""
    spare = list(Draft.objects.of(member).values_list("pk", flat=True)[MOST_DRAFTS:])
    Draft.objects.filter(pk__in=spare).delete()

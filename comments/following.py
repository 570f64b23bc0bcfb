"""What a member watches, and whose words they would rather not meet."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Member
from articles.models import Topic
from comments.models import Comment, Discussion, Follow, Mute, ReadMark
from comments.posting import Refused

# Nobody can keep up with more, and a page that gathers what is new has to end somewhere.
MOST = 200

Target = Discussion | Topic | Comment | Member


def follow(member: Member, target: Target) -> None:
    """Watch it from now on; what was said before is not new. Twice is once.

    A comment stands for its thread, a member for the conversations they begin under their name.
    Raises Refused for oneself, and over MOST.
    """
    if target == member:
        raise Refused(_("You cannot follow yourself."))
    wanted: dict[str, Any] = {field_of(target): target}
    mine = Follow.objects.of(member)
    if not mine.filter(**wanted).exists() and mine.count() >= MOST:
        told = _("You follow %(n)s things already, which is as many as we can gather for you.")
        raise Refused(told % {"n": MOST})
    with transaction.atomic():
        Follow.objects.get_or_create(member=member, **wanted)
        begin_marks(member, target)


def unfollow(member: Member, target: Target) -> None:
    Follow.objects.of(member).filter(**{field_of(target): target}).delete()


def field_of(target: Target) -> str:
    """The field of Follow that holds such a thing."""
    if isinstance(target, Comment):
        return "thread"
    if isinstance(target, Topic):
        return "topic"
    return "discussion" if isinstance(target, Discussion) else "person"


def begin_marks(member: Member, target: Target) -> None:
    """Where nothing was marked yet, everything up to now counts as read."""
    if isinstance(target, Comment):
        places = Q(pk=target.discussion_id)
    elif isinstance(target, Discussion):
        places = Q(pk=target.pk)
    elif isinstance(target, Topic):
        places = Q(topic=target) | Q(guide__topic=target)
    else:
        return
    marks = [
        ReadMark(member=member, discussion_id=pk, number=number)
        for pk, number in Discussion.objects.filter(places).values_list("pk", "last_number")
    ]
    ReadMark.objects.bulk_create(marks, ignore_conflicts=True)


def mute(member: Member, muted: Member) -> None:
    """Fold their words for this member, and tell nothing of them. Twice is once.

    Raises Refused for oneself, and for the team: a decision has to reach whom it is about.
    """
    if member == muted:
        raise Refused(_("You cannot mute yourself."))
    if muted.has_perm("comments.moderate"):
        raise Refused(_("Moderators cannot be muted: they may have to tell you something."))
    with transaction.atomic():
        Mute.objects.get_or_create(member=member, muted=muted)
        Follow.objects.of(member).filter(person=muted).delete()


def unmute(member: Member, muted: Member) -> None:
    Mute.objects.of(member).filter(muted=muted).delete()


@dataclass(frozen=True)
class Standing:
    """How a member stands to one comment, its conversation, and whoever wrote it."""

    thread: bool
    person: bool
    muted: bool


def standing(member: Member, comment: Comment) -> Standing:
    """One query. An anonymous author is nobody here: folding would tell who it was."""
    author = None if comment.anonymous else comment.author_id
    found = list(
        Follow.objects.of(member)
        .filter(Q(thread=comment.thread_id) | Q(person=author, person__isnull=False))
        .values_list("thread", flat=True)
    )
    muted = Mute.objects.of(member).filter(muted=author, muted__isnull=False).exists()
    return Standing(comment.thread_id in found, None in found, muted)

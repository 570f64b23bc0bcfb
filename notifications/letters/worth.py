"""Which notices a letter may still speak of, asked in the moment it is sent."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from accounts.models import Member
from comments.models import Mute
from comments.visibility import Reader, Sight, sights_of
from notifications import shown
from notifications.models import Kind, Notice, NoticeQuerySet, QuietDiscussion
from notifications.telling import may_be_told

# About words that others can read.
OF_WORDS = {Kind.PUBLISHED, Kind.REPLIED, Kind.MENTIONED, Kind.FOLLOWED, Kind.ANSWERED}
# About no comment at all.
OF_NONE = {Kind.COPY_READY, Kind.TEAM, Kind.APPEAL}
# Told once for each discussion, until the member has been back.
OF_OTHERS = {Kind.REPLIED, Kind.MENTIONED, Kind.FOLLOWED}
MOST = 200  # in one letter; the inbox has all


def untold(member: Member) -> NoticeQuerySet:
    """Unread, not told by letter, and no earlier letter about the same discussion lies unread."""
    earlier = Notice.objects.filter(
        recipient=OuterRef("recipient"),
        kind__in=OF_OTHERS,
        read_at=None,
        lettered_at__isnull=False,
        comment__discussion=OuterRef("comment__discussion"),
    )
    found = Notice.objects.of(member).unread().filter(lettered_at=None)
    return found.exclude(Exists(earlier), kind__in=OF_OTHERS)


def still_worth_telling(notices: Sequence[Notice], member: Member) -> list[Notice]:
    """Those whose comment is there and can be read by now, of nobody the member has muted, in no
    discussion they silenced; of each discussion the first only. A few queries for any number."""
    comments = shown.comments_of(notices)
    sights = sights_of(list(comments.values()), Reader(member.pk))
    muted = set(Mute.objects.of(member).values_list("muted", flat=True))
    quiet = set(QuietDiscussion.objects.filter(member=member).values_list("discussion", flat=True))
    told: list[Notice] = []
    seen: set[int] = set()
    kinds = {kind for kind in {each.kind for each in notices} if may_be_told(member, kind)}
    for notice in sorted((each for each in notices if each.kind in kinds), key=_age):
        if notice.kind in OF_NONE:
            told.append(notice)
            continue
        comment = comments.get(notice.comment_id or 0)
        if comment is None or comment.discussion_id in quiet:
            continue
        if notice.kind in OF_WORDS and sights.get(comment.pk) is not Sight.WORDS:
            continue
        if notice.kind in OF_OTHERS:
            if comment.discussion_id in seen or (
                comment.author_id in muted and not comment.anonymous
            ):
                continue
            seen.add(comment.discussion_id)
        told.append(notice)
    return told


def _age(notice: Notice) -> int:
    return notice.pk

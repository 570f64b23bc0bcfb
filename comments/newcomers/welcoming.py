"""Publishing a first comment and welcoming its author in one step; who waits for a reply."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import deciding
from comments.conversation import talking
from comments.conversation.talking import Said
from comments.deciding import CannotDecide, Why
from comments.models import Comment, CommentQuerySet, Decision, Status

# After so long nobody expects an answer any more.
MOST_DAYS = 30


def first_comments(*standings: Status) -> CommentQuerySet:
    """Comments in these standings before which their author had said nothing that readers got."""
    earlier = Comment.objects.filter(author=OuterRef("author"), pk__lt=OuterRef("pk"))
    earlier = earlier.filter(status__in=[Status.PUBLISHED, Status.HIDDEN])
    found = Comment.objects.filter(author__isnull=False, status__in=standings)
    return found.exclude(Exists(earlier))


def unanswered(at: datetime | None = None) -> CommentQuerySet:
    """First comments that nobody else has replied to for too long; the oldest first."""
    now = at or timezone.now()
    too_long = now - timedelta(hours=settings.NEWCOMER_REPLY_HOURS)
    found = first_comments(Status.PUBLISHED).filter(first_reply_at=None, no_answer_needed=False)
    found = found.filter(posted_at__lt=too_long, posted_at__gt=now - timedelta(days=MOST_DAYS))
    return found.order_by("posted_at", "pk")


def to_welcome() -> CommentQuerySet:
    """First comments that wait for a moderator; the oldest first."""
    return first_comments(Status.WAITING).order_by("posted_at", "pk")


@transaction.atomic
def publish_and_welcome(
    comment: Comment, why: Why, words: Said, *, revision: int
) -> Decision | None:
    """Both or neither. `revision` is the version that was read. CannotDecide as for `publish`."""
    if why.by is None or comment.is_by(why.by.pk):
        raise CannotDecide(_("Somebody else of the team does this."))
    decision = deciding.publish(comment, why, revision=revision)
    if comment.author and decision:
        talking.begin_as_team(comment.author, why.by, _("Welcome"), words)
    return decision

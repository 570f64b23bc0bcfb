"""When something was last said in a discussion: kept with it, so that those in which people talk
now are found without a look at everything that was ever said.

By the dates that comments carry: what was brought from another site is as old as it was there.
"""

from datetime import datetime

from comments.models import Audience, Comment, CommentQuerySet, Discussion
from comments.visibility import surely_readable

# Where a discussion keeps it: for members, and for everyone.
KEPT = ("last_said_at", "last_public_at")


def said(comments: CommentQuerySet, *, member: bool) -> CommentQuerySet:
    """Those of these whose words members can read, or everyone can; the latest first. Who may
    read the discussion is asked elsewhere."""
    found = surely_readable(comments)
    if not member:
        found = found.filter(public=True, who_may_read=Audience.EVERYONE)
    return found.order_by("-posted_at", "-number")


def note(discussion: Discussion, comment: Comment, *, looks_again: bool) -> None:
    """Its standing moved. `looks_again` where others moved with it. The caller saves."""
    took_the_last = comment.posted_at in {discussion.last_said_at, discussion.last_public_at}
    if looks_again or (not comment.is_published and took_the_last):
        look_again(discussion)
    elif comment.is_published:
        at = comment.posted_at
        discussion.last_said_at = max(at, discussion.last_said_at or at)
        if comment.who_may_read == Audience.EVERYONE:
            discussion.last_public_at = max(at, discussion.last_public_at or at)


def look_again(discussion: Discussion) -> None:
    """Ask for both anew; the caller saves."""
    for name, at in dates_of(discussion.pk).items():
        setattr(discussion, name, at)


def dates_of(discussion_id: int) -> dict[str, datetime | None]:
    """What the discussion has to keep. Two queries, each a look into an index."""
    comments = Comment.objects.filter(discussion=discussion_id)
    members, everyone = (
        said(comments, member=member).values_list("posted_at", flat=True).first()
        for member in (True, False)
    )
    return {"last_said_at": members, "last_public_at": everyone}

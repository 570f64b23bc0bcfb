"""Where a comment stands, in sentences: for whoever finds no words there, and for its author."""

from django.utils.translation import gettext as _

from comments.duty import hours
from comments.models import Comment, Status
from comments.visibility import Reader


def gone(comment: Comment, reader: Reader) -> str:
    """What stands where a comment stood: who took it away, and nothing else."""
    if comment.status == Status.WITHDRAWN:
        told = _("Comment %(number)s was taken back by its author.")
    elif comment.status == Status.PUBLISHED and not reader.is_member:
        told = _("Comment %(number)s is for members only.")
    elif comment.status in {Status.WAITING, Status.REJECTED}:
        told = _("Comment %(number)s is not published.")
    else:
        told = _("Comment %(number)s was taken down by a moderator.")
    return told % {"number": comment.number}


def notes(comment: Comment, *, own: bool) -> list[str]:
    """Where it stands, for its author and for moderators."""
    if comment.is_waiting and own:
        told = _("Waiting for a moderator.")
        return [f"{told} {hours.in_words()} {_('Only you can see it until then.')}"]
    if comment.has_newer_words and own:
        return [_("Your new words wait for a moderator. Readers see these until then.")]
    if comment.has_newer_words:
        return [_("Newer words of its author wait for a moderator.")]
    if comment.is_published:
        return []
    standing = comment.get_status_display().lower()
    return [_("Readers cannot see this: %(standing)s.") % {"standing": standing}]

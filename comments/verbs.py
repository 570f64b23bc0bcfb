"""What can be decided, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "publish": _("Published"),
    "reject": _("Not published"),
    "ask": _("Asked for a change"),
    "resubmit": _("Sent in again by its author"),
    "keep": _("Kept as it is"),
    "hide": _("Taken down"),
    "restore": _("Put back"),
    "undo": _("Undone"),
    "withdraw": _("Taken back by its author"),
    "pin": _("Pinned"),
    "unpin": _("No longer pinned"),
    "answer": _("Marked as the answer"),
    "unanswer": _("No longer the answer"),
}


def in_words(verb: str) -> str:
    return str(WORDS.get(verb, verb))

"""Notes beside a comment, as pages and feeds show them. Costs no query: they come with the row."""

from typing import Any

from django.utils.translation import gettext as _

from comments.models import Comment


def rows_of(comment: Comment) -> list[dict[str, Any]]:
    """Each with whose note it is, and whether the comment was edited since."""
    return [
        note
        | {
            "who": _("Note by the team") if note["team"] else _("Note by the author"),
            "before": _("Written before the last edit of the comment.")
            if note["revision"] < comment.approved_number
            else "",
        }
        for note in comment.context
    ]

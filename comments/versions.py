"""What stood in a comment before it was edited: the versions that a moderator or trust approved."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import cacheable
from articles.language.differences import Piece, differences
from comments.asking import page
from comments.fetched import comment_or_404
from comments.models import Comment
from comments.shown import numbered, written
from comments.visibility import Reader, may_open


class Version(NamedTuple):
    """Words that readers have had, beside those before them."""

    number: int
    written: str
    pieces: list[Piece]


@require_safe
@cacheable
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every approved version, newest first, with what changed. Whoever may read the comment may
    read it, unless its author keeps the earlier words back; then the author and the team."""
    shown = comment_or_404(pk)
    reader = Reader.of(request.user)
    if not may_open(shown, reader) or not shown.was_edited:
        raise Http404
    kept_back = shown.keeps_earlier_words and not (
        reader.moderates or shown.is_by(reader.member_id)
    )
    return page(
        request,
        "comments/versions.html",
        shown.discussion,
        heading=_("Versions of %(comment)s") % {"comment": numbered(shown)},
        kept_back=kept_back,
        versions=[] if kept_back else told(shown),
        back_url=shown.get_absolute_url(),
    )


def told(comment: Comment) -> list[Version]:
    """The approved versions, each compared with the one that readers had before it."""
    approved = list(comment.revisions.filter(approved_at__isnull=False).order_by("number"))
    before = ["", *(one.source for one in approved)]
    found = [
        Version(
            place,
            written(one.created_at),
            differences(old, one.source) if place > 1 else [Piece("same", one.source)],
        )
        for place, (one, old) in enumerate(zip(approved, before, strict=False), start=1)
    ]
    return found[::-1]

"""The page on which the team lets one conversation stand first, or no longer."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments import deciding, landing
from comments.asking import for_members, page, refused
from comments.deciding import CannotDecide, Why
from comments.fetched import comment_or_404
from comments.shown import named
from comments.visibility import Reader, may_open, may_pin


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def pin(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what it means, and do it."""
    said = comment_or_404(pk)
    reader = Reader.of(request.user)
    if not (may_pin(said.discussion, reader) and may_open(said, reader)):
        raise Http404
    if request.method == "POST":
        undo = "undo" in request.POST
        try:
            (deciding.unpin if undo else deciding.pin)(said, Why(by=request.user))
        except CannotDecide as reason:
            return refused(request, said.discussion, reason)
        told = _("It is no longer pinned.") if undo else _("It stands first now.")
        landing.tell(request, told, landing.COMMENT)
        return redirect(said)
    is_pinned = said.discussion.pinned_id == said.pk
    heading = _("Unpin comment %(number)s?") if is_pinned else _("Pin comment %(number)s?")
    pinned = said.discussion.pinned
    return page(
        request,
        "comments/pin.html",
        said.discussion,
        heading=heading % {"number": said.number},
        comment=said,
        is_pinned=is_pinned,
        other=named(pinned) if pinned and not is_pinned else "",
        back_url=said.get_absolute_url(),
    )

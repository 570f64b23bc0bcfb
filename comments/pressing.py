"""The page behind the buttons of support: one press, and back to where it was made."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments import reacting, talk
from comments.asking import back_to, for_members, refused
from comments.fetched import comment_or_404
from comments.models import Comment, ReactionKind
from comments.posting import Refused
from comments.visibility import Reader, may_open


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def react(request: MemberRequest, pk: int) -> HttpResponse:
    """Say in one press that it helped, or one of the ready answers; or take that back."""
    said = comment_or_404(pk)
    undone = request.POST.get("undo", "")
    kind = undone or request.POST.get("kind", "")
    verb = reacting.take_back if undone else reacting.react
    if not may_open(said, Reader.of(request.user)):
        raise Http404
    if request.method != "POST":
        return redirect(said)
    try:
        if kind not in ReactionKind.values:
            raise Refused(_("Choose one of the answers that stand beside a comment."))
        verb(said, request.user, kind)
    except reacting.Unseen:
        raise Http404 from None
    except Refused as reason:
        return refused(request, said.discussion, reason)
    if request.headers.get("X-Requested-With") != "fetch":
        return redirect(back_to(said, request))
    fresh = Comment.objects.for_its_page().get(pk=pk)
    told = talk.thanks_for_reaction(kind, fresh, undone=bool(undone))
    row = talk.row_of(fresh, Reader.of(request.user), marking=True)
    return render(request, "comments/_foot.html", {"c": row, "told": told})

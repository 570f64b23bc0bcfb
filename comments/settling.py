"""The press under *More* that says which reply answered a question, and takes that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments import answering
from comments.asking import back_to, for_members, refused
from comments.fetched import comment_or_404
from comments.posting import Refused
from comments.visibility import Reader, may_open


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Do it, and go back to the reply on the page it was on."""
    said = comment_or_404(pk)
    if not may_open(said, Reader.of(request.user)):
        raise Http404
    if request.method != "POST":
        return redirect(said)
    undo = "undo" in request.POST
    try:
        (answering.unmark if undo else answering.mark)(said, request.user)
    except Refused as reason:
        return refused(request, said.discussion, reason)
    told = _("Taken back: comment %(number)s is not the answer.")
    if not undo:
        told = _("Thank you. Comment %(number)s is shown as the answer.")
    messages.success(request, told % {"number": said.number})
    return redirect(back_to(said, request))

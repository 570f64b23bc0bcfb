"""Saying how far one has read: always a POST, never the opening of a page."""

from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from accounts.models import Member
from accounts.returning import way_back
from comments import landing, marks
from comments.asking import refused
from comments.models import Comment, CommentQuerySet, Discussion
from comments.talk import number_in
from comments.visibility import surely_readable

# As many as a page can show, and some to spare.
MOST_AT_ONCE = 300


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop here, all of it, or these: how far a member has read in a discussion."""
    discussion = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    member = request.user
    if not isinstance(member, Member):
        return redirect_to_login(discussion.get_absolute_url())
    upto = min(number_in(request.POST.get("upto", "")), discussion.last_number)
    if "stop" in request.POST:
        comment = get_object_or_404(among(discussion, [request.POST["stop"]]))
        marks.stop_at(member, discussion, comment.number)
        told = _("We will remember: you read up to comment %(number)s.")
        landing.tell(request, told % {"number": comment.number}, landing.MARK)
    elif "all" in request.POST and not upto and discussion.last_number:
        reason = _("This form was changed on its way. Go back to the discussion and press again.")
        return refused(cast("MemberRequest", request), discussion, reason)
    elif "all" in request.POST:
        marks.stop_at(member, discussion, upto)
        told = _("All of it is marked as read. Next time we show what is new.")
        landing.tell(request, told, landing.MARK)
    else:
        found = among(discussion, request.POST.get("past", "").split(","))
        numbers = list(found.values_list("number", flat=True))
        if not numbers:
            raise Http404
        marks.read_past(member, discussion, numbers, upto=upto)
        if "quiet" in request.POST:
            return HttpResponse(status=204)
        landing.tell(request, _("What stood on the page is marked as read."), landing.MARK)
    return redirect(way_back(request) or discussion.get_absolute_url())


def among(discussion: Discussion, ids: list[str]) -> CommentQuerySet:
    """Those of these comments that belong here and can be read."""
    wanted = [number_in(text) for text in ids[:MOST_AT_ONCE]]
    return surely_readable(Comment.objects.filter(discussion=discussion, pk__in=wanted))

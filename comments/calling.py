"""The pages behind calling people by name: whom one can call, and where a name leads."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from comments import mentions
from comments.models import Audience, Comment, Discussion
from comments.talk import number_in
from comments.visibility import Reader, may_read_discussion


@require_safe
@login_required
def people(request: MemberRequest, pk: int) -> HttpResponse:
    """The names that a comment here can call, for the script that offers them while one types:
    those in the conversation that is answered (`to`) first, `members` for words among members."""
    discussion = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    asked = Comment.objects.filter(pk=number_in(request.GET.get("to", "")), discussion=discussion)
    parent = asked.select_related("root").first()
    readers = Audience.MEMBERS if "members" in request.GET else Audience.EVERYONE
    names = mentions.names_in(discussion, readers, besides=request.user, parent=parent)
    return JsonResponse({"names": names})


@require_safe
def person(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Where a name leads: the newest words of that person here that this reader can read, or the
    discussion."""
    discussion = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    reader = Reader.of(request.user)
    if not may_read_discussion(discussion, reader):
        raise Http404
    readers = Audience.MEMBERS if reader.is_member else Audience.EVERYONE
    said = mentions.said_by_name(discussion, readers).filter(author=member)
    return redirect(said.order_by("-number").first() or discussion)

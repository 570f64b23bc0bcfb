"""An appeal as it waits in the queue: the page on which it is decided, with its neighbours a press
away. Whoever took the first decision does not find it there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments.desk.kinds import open_to
from comments.desk.rights import for_moderators
from comments.hearing.desk import answer, with_place
from comments.models import Appeal, CaseKind


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def second_look(request: MemberRequest, pk: int) -> HttpResponse:
    """404 for the first decider and for whoever wrote the words, as if it were not there."""
    case = get_object_or_404(
        open_to(request.user).filter(kind=CaseKind.APPEAL).select_related("claimed_by"), pk=pk
    )
    appeal = get_object_or_404(with_place(Appeal.objects.all()), case=case)
    appeal.case = case
    return answer(request, appeal, case)

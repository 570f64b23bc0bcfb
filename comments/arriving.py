"""Looking for what was said since a page was made. Nothing is ever pushed into it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page, require_safe

from accounts.models import Member
from comments import reading, talk
from comments.asking import page
from comments.models import Discussion
from comments.own import with_own
from comments.shown import look_url
from comments.talk import number_in
from comments.team import team_of, with_team
from comments.threads import Page
from comments.visibility import Reader, may_read_discussion


@require_safe
@conditional_page
def since(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """What came since the discussion had this version, in the order in which it came."""
    found = with_team(Discussion.objects.readable_somewhere())
    if isinstance(request.user, Member):
        found = with_own(found, request.user)
    discussion = get_object_or_404(found, pk=pk)
    reader = Reader.of(request.user)
    if not may_read_discussion(discussion, reader):
        raise Http404
    thread = number_in(request.GET.get("in", ""))
    nodes, now = reading.since(discussion, reader, version, thread=thread)
    news, shown = talk.news_for(discussion, request), Page(nodes)
    team = team_of(discussion, discussion)
    threads = talk.rows_of(shown, reader, discussion, team=team, news=news)
    answer = page(
        request,
        "comments/since.html",
        discussion,
        heading=heading(len(threads), follows=now < discussion.version),
        threads=threads,
        look_url=look_url(discussion, now, thread=thread),
        follows=now < discussion.version,
        here_url=request.get_full_path() if talk.can_press(threads) else "",
        is_member=reader.is_member,
        **talk.told_of(news, shown, request, discussion),
    )
    if not reader.is_member:
        # Anybody may keep it, and asks each time whether it still holds.
        patch_cache_control(answer, public=True, no_cache=True)
    return answer


def heading(count: int, *, follows: bool) -> str:
    if follows:
        return _("%(n)s new comments, and more") % {"n": count}
    if not count:
        return _("Nothing new")
    return ngettext("%(n)s new comment", "%(n)s new comments", count) % {"n": count}

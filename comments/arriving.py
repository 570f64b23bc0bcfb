"""Looking for what was said since a page was made. Nothing is ever pushed into it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page, require_safe

from accounts.models import Member
from comments import reading, talk
from comments.asking import page
from comments.models import Audience, Comment, Discussion
from comments.own import with_own
from comments.reading import Page
from comments.team import team_of, with_team
from comments.visibility import Reader, may_read_discussion, surely_readable


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
    nodes, now = reading.since(discussion, reader, version)
    news, shown = talk.news_for(discussion, request), Page(nodes)
    team = team_of(discussion, discussion)
    threads = talk.rows_of(shown, reader, discussion, team=team, news=news)
    for row in threads:
        row.depth, row.heading = "0", "h3"  # one after the other, whatever they answer
    answer = page(
        request,
        "comments/since.html",
        discussion,
        heading=heading(len(threads), follows=now < discussion.version),
        threads=threads,
        look_url=look_url(discussion, now),
        follows=now < discussion.version,
        here_url=request.get_full_path() if talk.can_press(threads) else "",
        is_member=reader.is_member,
        **talk.told_of(news, shown, request, discussion),
    )
    if not reader.is_member:
        # Anybody may keep it, and asks each time whether it still holds.
        patch_cache_control(answer, public=True, no_cache=True)
    return answer


@require_safe
def person(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Where a name leads: the newest words of that person here that this reader can read, or the
    discussion."""
    discussion = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    reader = Reader.of(request.user)
    if not may_read_discussion(discussion, reader):
        raise Http404
    said = Comment.objects.filter(discussion=discussion, author=member, anonymous=False)
    said = surely_readable(said)
    if not reader.is_member:
        said = said.filter(public=True, who_may_read=Audience.EVERYONE)
    return redirect(said.order_by("-number").first() or discussion)


def heading(count: int, *, follows: bool) -> str:
    if follows:
        return _("%(n)s new comments, and more") % {"n": count}
    if not count:
        return _("Nothing new")
    return ngettext("%(n)s new comment", "%(n)s new comments", count) % {"n": count}


def look_url(discussion: Discussion, version: int) -> str:
    return reverse("comments:since", args=[discussion.pk, version])

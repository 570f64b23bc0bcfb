"""Energy mode: only what is new in what one follows, a few at a time, and nothing moves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest, keep_in_browser
from comments import gathering
from comments.context.rows import rows_of as notes_of
from comments.gathering import PORTIONS
from comments.models import Comment
from comments.shown import beginning, named, numbered, path_of, written
from comments.talk import number_in
from comments.visibility import Reader, Sight, sights_of, surely_readable
from markup import plain_text

# One line of what is answered.
SHORT = 120
COOKIE = "portion"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: MemberRequest) -> HttpResponse:
    """A portion of what is new. It stays new until the member says that it is read."""
    if request.method == "POST":
        ids = [number_in(pk) for pk in request.POST.get("read", "").split(",")[: max(PORTIONS)]]
        shown = surely_readable(Comment.objects.filter(pk__in=ids)).select_related("discussion")
        gathering.read(request.user, shown)
        if "enough" in request.POST:
            messages.success(request, _("These are marked as read. The others will wait for you."))
            return redirect("inbox")
        return redirect("comments:new")
    size = portion_of(request)
    portion = gathering.portion_for(request.user, size)
    rows = rows_of(portion.comments, Reader(request.user.pk))
    context = {
        "rows": rows,
        "ids": ",".join(row["id"] for row in rows),
        "is_more": portion.is_more,
        "size": f"{size}",
        "sizes": [f"{each}" for each in PORTIONS],
    }
    return render(request, "comments/new.html", context)


@require_POST
@login_required
def choose_portion(request: MemberRequest) -> HttpResponse:
    """Let this browser remember how many stand on a page, as it does with the colours."""
    response = redirect("comments:new")
    size = number_in(request.POST.get("portion", ""))
    if size in PORTIONS:
        keep_in_browser(response, COOKIE, f"{size}")
        told = _("You read %(n)s at a time from now on. This browser remembers it for a year.")
        messages.success(request, told % {"n": size})
    return response


def portion_of(request: HttpRequest) -> int:
    """How many the reader wants to have: as an address asks, or as they chose before."""
    asked = request.GET.get("portion", "") or request.COOKIES.get(COOKIE, "")
    size = number_in(asked)
    return size if size in PORTIONS else PORTIONS[0]


def rows_of(comments: list[Comment], reader: Reader) -> list[dict[str, Any]]:
    """Each with its place, one line of what it answers, and its words."""
    above = []
    for comment in comments:
        if comment.parent:
            comment.parent.discussion = comment.discussion  # fetched with the reply already
            above.append(comment.parent)
    sights = sights_of([*comments, *above], reader)
    return [
        row(comment, readable=sights.get(comment.parent_id or 0) is Sight.WORDS)
        for comment in comments
        if sights[comment.pk] is Sight.WORDS
    ]


def row(comment: Comment, *, readable: bool) -> dict[str, Any]:
    parent = comment.parent
    answers = ""
    if parent and readable:
        words = beginning(parent.title or plain_text(parent.html), SHORT)
        answers = _("In reply to %(whom)s: “%(words)s”") % {"whom": named(parent), "words": words}
    elif parent:
        answers = _("In reply to %(whom)s") % {"whom": numbered(parent)}
    path = path_of(comment.pk)
    return {
        "id": f"{comment.pk}",
        "place": comment.discussion.title,
        "name": comment.byline,
        "numbered": numbered(comment),
        "answers": answers,
        "title": comment.title,
        "html": comment.html,
        "context": notes_of(comment),
        "posted_at": comment.posted_at.isoformat(timespec="minutes"),
        "posted": written(comment.posted_at),
        "url": f"{path}#comment-{comment.pk}",
        "reply_url": f"{path}reply/" if comment.discussion.is_open else "",
    }

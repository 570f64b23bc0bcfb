"""What the pages for writing have in common: who may write, and how a page answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.returning import way_back
from articles import moving
from comments import keeping, talk, titled
from comments.choices import chosen_in
from comments.duty import promises
from comments.forms import CommentForm
from comments.models import Comment, Discussion
from comments.refusing import HeldBack, let_write
from comments.sanctions.own_pages import held_back
from comments.shown import comments_path
from fragments import late

View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """Let members in. Who was logged out while writing gets the words back, and keeps them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        place = request.path.removesuffix("draft/")
        words = request.POST.get("body") or request.POST.get("words") or ""
        words = titled.joined(request.POST.get("title", ""), words)
        if not words:
            return redirect_to_login(form_of(place))
        # The guide may have moved while somebody wrote: the words wait at the form they will find.
        place = moving.forwarded(place) or place
        keeping.keep(request, words, place)
        context = {"words": words, "next": urlencode({"next": form_of(place)})}
        return render(request, "comments/logged_out.html", context, status=403)

    return answer


def for_writers(view: View) -> View:
    """Let members in who may write now. Others read why, before they begin to type."""

    @wraps(view)
    def answer(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":  # what is sent is refused by the verb, which asks anyway
            try:
                let_write(request.user)
            except HeldBack as reason:
                return stopped(request, reason)
        return view(request, *args, **kwargs)

    return for_members(answer)


def stopped(request: HttpRequest, reason: HeldBack, words: str = "") -> HttpResponse:
    """The member may not write now: say why, and keep the words for the form they belong to."""
    if words:
        keeping.keep(request, words, request.path)
    back = form_of(request.path)
    return held_back(request, reason.suspension, words=words, back=back)


def form_of(path: str) -> str:
    """Where the form is that posts to this address: a guide's stands on the guide's page."""
    if path.startswith(comments_path()):
        return path
    return path.removesuffix("comment/") + "#compose"


def page(
    request: HttpRequest,
    template: str,
    discussion: Discussion,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page about something in a discussion."""
    context |= {"discussion": discussion, "title": discussion.title}
    context.setdefault("back_url", discussion.get_absolute_url())
    context.setdefault("member_id", f"{request.user.pk or ''}")
    return late.render(request, template, context, status=status)


def back_to(said: Comment, request: HttpRequest) -> str:
    """The comment on the page on which something was pressed beside it, or on its own."""
    page = way_back(request).partition("#")[0]
    return f"{page}#comment-{said.pk}" if page else said.get_absolute_url()


def refused(
    request: MemberRequest,
    discussion: Discussion,
    reason: object,
    *,
    words: str = "",
    anew: bool = False,
    heading: str = "",
) -> HttpResponse:
    """It was not done: say why and give the words back, `anew` in a form for a new comment."""
    if isinstance(reason, HeldBack):
        return stopped(request, reason, words)
    heading = heading or (_("This was not posted") if words else _("This was not done"))
    context: dict[str, Any] = {"heading": heading, "reason": reason, "words": words}
    if words and anew and discussion.is_open:
        begun = chosen_in(request.POST) | talk.begun_with(words, discussion)
        form = CommentForm(initial=begun, discussion=discussion, author=request.user)
        context |= {
            "form": form,
            "post_url": talk.post_url(discussion),
            "next_step": promises.next_step(request.user, discussion),
        }
    return page(request, "comments/refused.html", discussion, status=409, **context)

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
from articles import moving
from comments import keeping, talk, titled
from comments.forms import CommentForm
from comments.models import Discussion
from comments.shown import comments_path

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
    return render(request, template, context, status=status)


def refused(
    request: MemberRequest,
    discussion: Discussion,
    reason: object,
    *,
    words: str = "",
    anew: bool = False,
) -> HttpResponse:
    """It was not done: say why and give the words back, `anew` in a form for a new comment."""
    context: dict[str, Any] = {"heading": _("This was not done"), "reason": reason, "words": words}
    if words:
        context["heading"] = _("This was not posted")
    if words and anew and discussion.is_open:
        begun = talk.begun_with(words, discussion)
        form = CommentForm(initial=begun, discussion=discussion, author=request.user)
        context |= {
            "form": form,
            "post_url": talk.post_url(discussion),
            "next_step": talk.next_step(form),
        }
    return page(request, "comments/refused.html", discussion, status=409, **context)

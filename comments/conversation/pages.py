"""A member's own conversations with the team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from comments import keeping
from comments.asking import for_members
from comments.concern import support
from comments.conversation import talking
from comments.conversation.forms import BeginForm, MessageForm
from comments.models import Conversation, Decision, State
from comments.refusing import Refused
from comments.shown import written
from comments.talk import number_in

A_PAGE = 20
ask_or_take = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_members
def all_of_them(request: MemberRequest) -> HttpResponse:
    """The member's conversations, the one that moved last first."""
    page = max(1, min(number_in(request.GET.get("page", "")), 10_000))
    start = (page - 1) * A_PAGE
    found = list(Conversation.objects.of(request.user)[start : start + A_PAGE + 1])
    context = {
        "rows": [row_of(one) for one in found[:A_PAGE]],
        "start_url": reverse("comments:team") if page > 1 else "",
        "next_url": f"?page={page + 1}" if len(found) > A_PAGE else "",
    }
    return render(request, "conversation/all.html", context)


def row_of(conversation: Conversation) -> dict[str, Any]:
    return {
        "url": conversation.get_absolute_url(),
        "subject": conversation.subject,
        "state": state_told(conversation),
        "last": written(conversation.last_at),
        "is_answered": conversation.state == State.ANSWERED,
    }


def state_told(conversation: Conversation) -> str:
    told = {
        State.OPEN: _("The team has not answered yet."),
        State.ANSWERED: _("The team has answered."),
        State.CLOSED: _("Closed. You can open it again by writing."),
    }
    return told[State(conversation.state)]


@ask_or_take
@for_members
def begin(request: MemberRequest) -> HttpResponse:
    """Write to the team: about a decision (`about`), or about anything."""
    asked = number_in((request.POST or request.GET).get("about", ""))
    own = Decision.objects.filter(pk=asked, comment__author=request.user)
    about = own.select_related("comment__discussion").first()
    kept = keeping.kept_for(request, request.path)
    data = request.POST if request.method == "POST" else None
    initial = {"subject": subject_for(about)} if about else {}
    form = BeginForm(data, kept=kept, initial=initial)
    context = {"form": form, "about": f"{about.pk}" if about else ""}
    if form.is_valid():
        try:
            made = talking.begin(request.user, form.cleaned_data["subject"], form.said, about=about)
        except Refused as reason:
            return render(
                request, "conversation/new.html", context | {"problem": reason}, status=409
            )
        keeping.forget(request, request.path)
        messages.success(request, _("Your message is with the team. The answer comes here."))
        url = made.get_absolute_url()
        return redirect(support.arrival_at(url, made.subject, form.said.source))
    status = 422 if form.is_bound else 200
    return render(request, "conversation/new.html", context, status=status)


def subject_for(decision: Decision) -> str:
    told = _("About my comment %(number)s in “%(title)s”")
    comment = decision.comment
    words = told % {"number": comment.number, "title": comment.discussion.title}
    return words[: Conversation.MOST_IN_SUBJECT]


@ask_or_take
@for_members
def one(request: MemberRequest, pk: int) -> HttpResponse:
    """Read a conversation, or go on with it."""
    found = get_object_or_404(Conversation, pk=pk, member=request.user)
    data = request.POST if request.method == "POST" else None
    form = MessageForm(data, kept=keeping.kept_for(request, request.path))
    if not form.is_valid():
        return show(request, found, form, status=422 if form.is_bound else 200)
    try:
        talking.add(found, request.user, form.said)
    except Refused as reason:
        return show(request, found, form, status=409, problem=reason)
    keeping.forget(request, request.path)
    messages.success(request, _("Your message is with the team. The answer comes here."))
    return redirect(support.arrival_at(found.get_absolute_url(), form.said.source))


def show(
    request: HttpRequest,
    found: Conversation,
    form: MessageForm,
    *,
    status: int = 200,
    problem: object = "",
) -> HttpResponse:
    context = {
        "conversation": found,
        "state": state_told(found),
        "said": said_in(found, team=_("The team"), member=_("You")),
        "decision_url": decision_url(found),
        "form": form,
        "problem": problem,
        "support": support.asked_for(request),
    }
    return render(request, "conversation/one.html", context, status=status)


def decision_url(found: Conversation) -> str:
    pk = found.decision_id
    return reverse("comments:decision", args=[pk]) if pk else ""


def said_in(found: Conversation, *, team: str, member: str) -> list[dict[str, str]]:
    """What was said, oldest first, signed as the side and not as the person."""
    return [
        {
            "who": team if message.from_team else member,
            "at": written(message.at),
            "html": message.html,
        }
        for message in found.messages.all()
    ]

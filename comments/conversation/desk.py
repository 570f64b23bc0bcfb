"""The team's one list of conversations with members; each of the team may answer."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.http import MemberRequest
from comments.admin.rights import DeskWithPages
from comments.concern import veil
from comments.concern.veil import VEILED
from comments.conversation import talking
from comments.conversation.forms import AnswerForm
from comments.conversation.talking import StaleConversation
from comments.models import Conversation, Message, State
from comments.refusing import Refused
from comments.shown import written


class StateFilter(admin.SimpleListFilter):
    """What waits for the team, unless asked otherwise."""

    title = _lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        others = [(value, label) for value, label in State.choices if value != State.OPEN]
        return [*others, ("all", _lazy("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": State.OPEN.label}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or State.OPEN)


@admin.register(Conversation)
class ConversationAdmin(DeskWithPages):
    """What sounds like danger comes first, then who has waited longest."""

    list_display = ["about", "name", "standing", "last"]
    list_filter = [StateFilter]
    list_per_page = 50
    search_fields = ["subject", "member__name"]
    search_help_text = _lazy("A subject, or the name of a member.")
    ordering = ["-is_urgent", "last_at", "pk"]
    sortable_by = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conversation]:
        me = cast(MemberRequest, request).user
        return Conversation.objects.for_team(me).select_related("member")

    @admin.display(description=_lazy("subject"))
    def about(self, conversation: Conversation) -> str:
        if not veil.in_words(conversation.subject):
            return conversation.subject
        return f"{conversation.member.name}: {VEILED}"

    @admin.display(description=_lazy("member"))
    def name(self, conversation: Conversation) -> str:
        return conversation.member.name

    @admin.display(description=_lazy("state"))
    def standing(self, conversation: Conversation) -> str:
        if conversation.is_urgent:
            return _("Sounds like danger: look at it first")
        return conversation.get_state_display()

    @admin.display(description=_lazy("last message"))
    def last(self, conversation: Conversation) -> str:
        return written(conversation.last_at)

    def answer(self, request: MemberRequest, found: Conversation) -> HttpResponse:
        return answer(request, found)


def answer(request: MemberRequest, found: Conversation) -> HttpResponse:
    """Read it, answer, or close it."""
    if request.method != "POST":
        return page(request, found, AnswerForm(initial={"version": found.version}))
    closes = "close" in request.POST
    form = AnswerForm(request.POST)
    valid = form.is_valid()
    version = form.cleaned_data.get("version") or 0
    if not valid and not closes:
        return page(request, found, form, status=422)
    try:
        if closes:
            talking.close(found, request.user, version=version)
        else:
            talking.answer(found, request.user, form.said, version=version)
    except StaleConversation:
        problem = _("Something was said meanwhile. Read it first; your words are still here.")
        return page(request, found, form, problem=problem, status=409)
    except Refused as reason:
        return page(request, found, form, problem=str(reason), status=409)
    messages.success(request, _("Closed.") if closes else _("Answered. The member is told."))
    return redirect("admin:comments_conversation_changelist")


def page(
    request: MemberRequest,
    found: Conversation,
    form: AnswerForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found.refresh_from_db(fields=["state", "version", "last_at", "is_urgent"])
    if form.is_bound:
        form.data = {**form.data.dict(), "version": found.version}  # type: ignore[attr-defined]
    subject_hard = veil.in_words(found.subject)
    context = {
        **admin.site.each_context(request),
        "title": without_subject(found) if subject_hard else found.subject,
        "subject_hard": subject_hard,
        "opts": Conversation._meta,
        "conversation": found,
        "said": said_in(found),
        "form": form,
        "problem": problem,
        "is_closed": found.state == State.CLOSED,
    }
    return render(request, "admin/comments/conversation.html", context, status=status)


def without_subject(found: Conversation) -> str:
    return _("Conversation with %(name)s") % {"name": found.member.name}


def said_in(found: Conversation) -> list[dict[str, Any]]:
    """What was said, oldest first. Colleagues see who of them it was."""
    return [told_of(message, found) for message in found.messages.select_related("by")]


def told_of(message: Message, found: Conversation) -> dict[str, Any]:
    name = who(message.by, found) if message.from_team else found.member.name
    at = written(message.at)
    is_hard = veil.in_words(message.source)
    return {
        "who": name,
        "at": at,
        "html": message.html,
        "is_hard": is_hard,
        "whose": f"{name}, {at}",
    }


def who(by: Any, found: Conversation) -> str:
    return _("The team (%(name)s)") % {"name": by.name} if by else _("The team")

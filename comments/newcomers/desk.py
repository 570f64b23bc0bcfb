"""The team's list of newcomers: whose first comment waits, and who waits for a reply."""

from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.http import MemberRequest
from comments.admin import told
from comments.admin.listed import excerpt, newest_words
from comments.admin.rights import DeskWithPages, OfTheTeam
from comments.concern import veil
from comments.concern.veil import VEILED, is_hard
from comments.conversation.forms import MessageForm
from comments.deciding import CannotDecide, Why
from comments.models import Newcomer, TeamText
from comments.newcomers import welcoming
from comments.shown import written
from comments.talk import number_in


class Wants(admin.SimpleListFilter):
    """Who has no reply yet, unless asked for those who wait."""

    title = _lazy("what they wait for")
    parameter_name = "wants"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("welcome", _lazy("A moderator"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        hours = settings.NEWCOMER_REPLY_HOURS
        return [first | {"display": _("A reply, for %(n)s hours") % {"n": hours}}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = welcoming.to_welcome() if self.value() else welcoming.unanswered()
        return queryset.filter(pk__in=wanted.order_by().values("pk"))


@admin.register(Newcomer)
class NewcomerAdmin(DeskWithPages):
    """The oldest first."""

    list_display = ["name", "words", "place", "since"]
    list_filter = [Wants]
    list_per_page = 50
    ordering = ["posted_at", "pk"]
    sortable_by = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        me = cast(MemberRequest, request).user
        rows = super().get_queryset(request).exclude(author=me)
        places = ["author", "discussion__guide", "discussion__topic"]
        return rows.select_related(*places).annotate(newest=newest_words(), is_hard=is_hard(me))

    @admin.display(description=_lazy("member"))
    def name(self, comment: Any) -> str:
        return told.who(comment)

    @admin.display(description=_lazy("words"))
    def words(self, comment: Any) -> str:
        return str(VEILED) if comment.is_hard else excerpt(comment.newest, comment.title)

    @admin.display(description=_lazy("in"))
    def place(self, comment: Any) -> str:
        return str(comment.discussion)

    @admin.display(description=_lazy("posted"))
    def since(self, comment: Any) -> str:
        return written(comment.posted_at)

    def answer(self, request: MemberRequest, found: Newcomer) -> HttpResponse:
        if not found.is_waiting and request.method != "POST":
            return redirect(found)
        return welcome(request, found)


def welcome(request: MemberRequest, found: Any) -> HttpResponse:
    """Publish the first comment and send the welcome, which can be changed before."""
    if request.method != "POST":
        suggested = TeamText.words_for(TeamText.WELCOME)
        return page(request, found, MessageForm(kept=suggested))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return page(request, found, form, status=422)
    seen = number_in(request.POST.get("revision", ""))
    try:
        if not seen:
            raise CannotDecide(_("Read the comment first."))
        why = Why(by=request.user)
        done = welcoming.publish_and_welcome(found, why, form.said, revision=seen)
    except CannotDecide as reason:
        found.refresh_from_db()
        return page(request, found, form, problem=str(reason), status=409)
    name = {"name": told.who(found)}
    if done:
        messages.success(request, _("Published, and welcomed: %(name)s.") % name)
    else:
        messages.info(request, _("That was done already, so nothing changed."))
    return redirect("admin:comments_newcomer_changelist")


def page(
    request: MemberRequest, found: Any, form: MessageForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    form.fields["body"].label = _("Welcome, as a message from the team")
    form.fields["body"].help_text = _("Change it as you like. Only they and the team read it.")
    context = {
        **admin.site.each_context(request),
        "title": _("Publish and welcome: %(name)s") % {"name": told.who(found)},
        "opts": Newcomer._meta,
        "comment": found,
        "words": told.words_of(found),
        "is_hard": found.pk in veil.among([found], request.user),
        "place": told.guide_of(found),
        "seen": f"{found.latest_number}",
        "form": form,
        "problem": problem,
    }
    return render(request, "admin/comments/welcome.html", context, status=status)


@admin.register(TeamText)
class TeamTextAdmin(OfTheTeam):
    """What the team sends often. Each moderator can change it."""

    list_display = ["key"]

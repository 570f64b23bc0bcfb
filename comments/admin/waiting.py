"""What waits for a moderator, who has waited longest first."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.http import MemberRequest
from comments.admin import bulk, decide, told
from comments.admin.listed import excerpt, newest_words, with_seen
from comments.admin.rights import Desk
from comments.models import Case, Cause, Discussion, Report
from comments.shown import written
from comments.talk import number_in


class CauseFilter(admin.SimpleListFilter):
    """Why something waits. A case can have several causes."""

    title = _("reason")
    parameter_name = "cause"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Cause.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in Cause.values:
            return queryset
        # As text: SQLite cannot look into a JSON list.
        listed = queryset.annotate(causes_listed=Cast("causes", TextField()))
        return listed.filter(causes_listed__contains=f'"{self.value()}"')


class GuideFilter(admin.SimpleListFilter):
    """Under which guide. Only those with something in this list."""

    title = _("guide")
    parameter_name = "discussion"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(each.pk), each.title) for each in model_admin.discussions()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = number_in(self.value() or "")
        return queryset.filter(**{self.path: asked}) if asked else queryset

    path = "comment__discussion"


@admin.register(Case)
class CaseAdmin(Desk):
    """The waiting list. A closed case is history and stands on the page of its comment."""

    list_display = ["cause", "words", "who", "guide", "since", "reported"]
    list_filter = [CauseFilter, GuideFilter]
    list_per_page = bulk.MOST
    list_max_show_all = bulk.MOST
    search_fields = ["comment__author__name", "comment__author_label", "comment__revisions__source"]
    search_help_text = _("A name, or words of the comment.")
    actions = ["publish", "decline", "hide"]
    sortable_by = ()
    show_full_result_count = False

    # The list ----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        me = cast(MemberRequest, request).user
        return waiting_for(me)

    def discussions(self) -> QuerySet[Discussion]:
        open_cases = Case.objects.filter(closed_at=None).values("comment__discussion")
        return Discussion.objects.with_title().filter(pk__in=open_cases).order_by("guide__title")

    @admin.display(description=_("why"))
    def cause(self, case: Case) -> SafeString:
        """For ears with the comment, so that no two links sound alike."""
        words = '{} <span class="vh">({})</span>'
        return format_html(words, case.causes_in_words, case.comment)

    @admin.display(description=_("words"))
    def words(self, case: Any) -> str:
        return excerpt(case.newest, case.comment.title)

    @admin.display(description=_("who"))
    def who(self, case: Case) -> str:
        return told.who(case.comment)

    @admin.display(description=_("guide"))
    def guide(self, case: Case) -> str:
        return case.comment.discussion.title

    @admin.display(description=_("waits since"))
    def since(self, case: Case) -> str:
        return written(case.opened_at)

    @admin.display(description=_("reports"))
    def reported(self, case: Any) -> int:
        return case.report_count

    def action_checkbox(self, case: Any) -> SafeString:
        label = _("Choose %(comment)s") % {"comment": case.comment}
        return with_seen(case.pk, case.comment.latest_number, label)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Waiting"), **(extra_context or {})})

    # One case ----------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        case = Case.objects.filter(pk=number_in(object_id)).first()
        if case is None:
            raise Http404
        if case.closed_at and request.method != "POST":
            return redirect("admin:comments_comment_change", case.comment_id)
        return decide.answer(cast(MemberRequest, request), case.comment_id)

    # Many cases at once ------------------------------------------------------------------------

    @admin.action(description=_("Publish, or keep what is published"), permissions=["moderate"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse | None:
        return bulk.answer(request, "publish", queryset, by_case=True)

    @admin.action(description=_("Do not publish"), permissions=["moderate"])
    def decline(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse | None:
        return bulk.answer(request, "reject", queryset, by_case=True)

    @admin.action(description=_("Take down"), permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse | None:
        return bulk.answer(request, "hide", queryset, by_case=True)


def waiting_for(member: Any) -> QuerySet[Case]:
    """The open cases that this moderator may decide, with what a list shows of them."""
    many = (
        Report.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk"))
    )
    return (
        Case.objects.open()
        .not_about(member)
        .with_comments()
        .annotate(
            newest=newest_words("comment__"),
            report_count=Coalesce(Subquery(many.values("n")), 0),
        )
    )

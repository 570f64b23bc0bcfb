"""All comments, whatever became of them."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.http import MemberRequest
from comments.admin import bulk, told
from comments.admin.listed import excerpt, last_decision, with_seen
from comments.admin.rights import Desk
from comments.admin.waiting import GuideFilter
from comments.concern.veil import VEILED, is_hard
from comments.deciding import open_case
from comments.desk import taking
from comments.models import Comment, Discussion, Status
from comments.shown import written
from comments.talk import number_in


class CommentsGuideFilter(GuideFilter):
    """Under which guide."""

    path = "discussion"


@admin.register(Comment)
class CommentAdmin(Desk):
    """Find a comment and open its page, where it can be taken down and put back."""

    list_display = ["name", "words", "standing", "guide", "posted"]
    list_filter = ["status", CommentsGuideFilter, "posted_at"]
    list_per_page = 50
    list_max_show_all = bulk.MOST
    search_fields = ["author__name", "author_label", "title", "html"]
    search_help_text = _("A name, or words of the comment.")
    actions = ["publish", "hide", "restore"]
    ordering = ["-pk"]
    sortable_by = ()
    show_full_result_count = False

    # The list ----------------------------------------------------------------------------------

    def discussions(self) -> QuerySet[Discussion]:
        return Discussion.objects.with_title().order_by("guide__title", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        member = cast(MemberRequest, request).user
        return Comment.objects.for_lists().annotate(
            is_hard=is_hard(member), last_decision=last_decision()
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What its author took back is nobody's any more, and is not found by its words."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found.exclude(status=Status.WITHDRAWN) if search_term else found), may_repeat

    @admin.display(description=_("comment"))
    def name(self, comment: Comment) -> str:
        return str(_("%(number)s by %(name)s")) % {
            "number": comment.number,
            "name": told.who(comment),
        }

    @admin.display(description=_("words"))
    def words(self, comment: Any) -> str:
        if comment.status == Status.WITHDRAWN:
            return ""
        return str(VEILED) if comment.is_hard else excerpt(comment.html, comment.title)

    @admin.display(description=_("status"))
    def standing(self, comment: Comment) -> str:
        return comment.get_status_display()

    @admin.display(description=_("guide"))
    def guide(self, comment: Comment) -> str:
        return comment.discussion.title

    @admin.display(description=_("posted"))
    def posted(self, comment: Comment) -> str:
        return written(comment.posted_at)

    def action_checkbox(self, comment: Any) -> SafeString:
        label = _("Choose %(comment)s") % {"comment": comment}
        return with_seen(comment.pk, (comment.latest_number, comment.last_decision or 0), label)

    # One comment -------------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        comment = Comment.objects.for_its_desk().filter(pk=number_in(object_id)).first()
        if comment is None:
            raise Http404
        return taking.answer(cast(MemberRequest, request), comment, open_case(comment))

    # Many comments at once ---------------------------------------------------------------------

    @admin.action(description=_("Publish"), permissions=["moderate"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return bulk.answer(request, "publish", queryset)

    @admin.action(description=_("Take down"), permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return bulk.answer(request, "hide", queryset)

    @admin.action(description=_("Put back"), permissions=["moderate"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse | None:
        return bulk.answer(request, "restore", queryset)

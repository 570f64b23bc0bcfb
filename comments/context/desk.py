"""The team's list of notes beside comments: those that should be read again come first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comments.admin.listed import excerpt
from comments.admin.rights import Desk
from comments.models import ContextNote
from comments.talk import number_in


class DueFilter(admin.SimpleListFilter):
    """Those that are due, unless asked otherwise."""

    title = _("to be read again")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [first | {"display": _now("Due now")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        return queryset if self.value() == "all" else queryset.filter(review_on__lte=today)


@admin.register(ContextNote)
class ContextNoteAdmin(Desk):
    """Each leads to the page on which it is changed or taken away."""

    list_display = ["beside", "words", "from_team", "link_title", "review_on"]
    list_filter = [DueFilter]
    list_per_page = 50
    ordering = ["review_on", "pk"]
    sortable_by = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ContextNote]:
        return ContextNote.objects.standing().select_related("comment__author")

    @admin.display(description=_("comment"))
    def beside(self, note: ContextNote) -> str:
        return str(note.comment)

    @admin.display(description=_("words"))
    def words(self, note: ContextNote) -> str:
        return excerpt(note.html)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        found = ContextNote.objects.filter(pk=number_in(object_id)).first()
        if found is None or not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("comments:context", found.comment_id)

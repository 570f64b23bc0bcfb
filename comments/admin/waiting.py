"""What waits stands at the desk; the old addresses lead there."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.http import MemberRequest
from comments.admin.rights import DeskWithPages
from comments.models import Case
from comments.talk import number_in


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
class CaseAdmin(DeskWithPages):
    """Keeps the old addresses of the waiting list useful."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("desk:queue")

    def answer(self, request: MemberRequest, found: Any) -> HttpResponse:
        return redirect("desk:case", found.pk)

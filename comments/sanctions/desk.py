"""The team's list of reminders, suspensions and bans, and the way to the page of a member."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accounts import suspending
from accounts.http import MemberRequest
from accounts.models import Suspension
from comments.admin.rights import Desk
from comments.sanctions import member_page
from comments.shown import written
from comments.talk import number_in


class InForce(admin.SimpleListFilter):
    """Whether it holds now."""

    title = _("holds now")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        now = Suspension.objects.in_force().values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=now)
        return queryset.exclude(pk__in=now) if self.value() == "no" else queryset


@admin.register(Suspension)
class SuspensionAdmin(Desk):
    """What was done to whom, newest first. It is only ever added to."""

    list_display = ["who", "kind", "reason", "since", "ends", "standing", "by"]
    list_filter = [InForce, "kind", "reason"]
    list_select_related = ["member", "by"]
    list_per_page = 50
    search_fields = ["member__name"]
    search_help_text = _("The name of a member.")
    sortable_by = ()
    show_full_result_count = False
    change_list_template = "admin/comments/suspensions.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(suspending.RIGHT)

    def get_urls(self) -> list[URLPattern]:
        def own(view: Any) -> Any:
            def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
                if not self.has_view_permission(request):
                    raise PermissionDenied
                answer: HttpResponse = view(cast(MemberRequest, request), *args, **kwargs)
                return answer

            return self.admin_site.admin_view(checked)

        return [
            path("member/", own(member_page.find), name="accounts_suspension_find"),
            path("member/<int:pk>/", own(member_page.show), name="accounts_suspension_member"),
            path("member/<int:pk>/do/", own(member_page.plan), name="accounts_suspension_plan"),
            path("member/<int:pk>/note/", own(member_page.note), name="accounts_suspension_note"),
            path("<int:pk>/lift/", own(member_page.lift), name="accounts_suspension_lift"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One of them is read on the page of its member."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Suspension.objects.filter(pk=number_in(object_id)).first()
        if found is None:
            return redirect("admin:accounts_suspension_changelist")
        return redirect("admin:accounts_suspension_member", found.member_id)

    @admin.display(description=_("member"))
    def who(self, suspension: Suspension) -> str:
        return suspension.member.name

    @admin.display(description=_("from"))
    def since(self, suspension: Suspension) -> str:
        return written(suspension.starts_at)

    @admin.display(description=_("until"))
    def ends(self, suspension: Suspension) -> str:
        return written(suspension.until) if suspension.until else ""

    @admin.display(description=_("holds now"), boolean=True)
    def standing(self, suspension: Suspension) -> bool:
        return suspension.is_in_force()

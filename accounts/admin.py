from typing import Any

from allauth.account import admin as allauth_admin  # registers what is taken out below
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from accounts.names import clean_name

# Members change their address themselves, and prove it with a code.
for model in (EmailAddress, allauth_admin.EmailConfirmation):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class MemberForm(forms.ModelForm):
    """What the operator may change about a member. A password is nobody else's business."""

    class Meta:
        model = Member
        fields = ["name", "is_active", "is_staff", "is_superuser", "groups"]

    def clean_name(self) -> str:
        """The rules for names hold here too, for a name that is new."""
        name = self.cleaned_data["name"]
        return name if "name" not in self.changed_data else clean_name(name)


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Who is here. For the operator (superusers) alone: it shows addresses."""

    form = MemberForm
    list_display = ["name", "email", "joined_at", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["name", "email"]
    ordering = ["-joined_at"]
    readonly_fields = ["email", "joined_at", "last_login"]
    filter_horizontal = ["groups"]
    actions = ["deactivate", "reactivate"]
    fieldsets = [
        (None, {"fields": ["name", "email", "joined_at", "last_login", "is_active"]}),
        (_("Work"), {"fields": ["is_staff", "groups", "is_superuser"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Member | None = None) -> list[str]:
        """Nobody saws off the branch they sit on."""
        own = ["is_active", "is_staff", "is_superuser"] if obj == request.user else []
        return [*self.readonly_fields, *own]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return is_operator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People join by themselves; then they can be given work."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Deactivate them: what they wrote keeps its place, and it can be undone."""
        return False

    @admin.action(description=_("Let the selected members in no more"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        for member in queryset.filter(is_active=True):
            if member == request.user:
                continue
            member.deactivate()
            self.log_change(request, member, "deactivated")

    @admin.action(description=_("Let the selected members in again"), permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        for member in queryset.filter(is_active=False):
            member.reactivate()
            self.log_change(request, member, "reactivated")


def is_operator(request: HttpRequest) -> bool:
    user: Any = request.user
    return user.is_active and user.is_superuser

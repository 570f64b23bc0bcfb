from typing import Any

from allauth.account import admin as allauth_admin  # registers what is taken out below
from allauth.account.models import EmailAddress
from allauth.socialaccount import admin as social_admin  # likewise
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts import naming, way_back
from accounts.models import WAITS, Member, Profile, Role
from accounts.name_forms import OffersNames
from accounts.names import clean_name

# Keys come from the environment; what is kept of an account elsewhere is nobody's business.
OTHERS = (
    social_admin.SocialApp,
    social_admin.SocialAccount,
    social_admin.SocialToken,
)
# Members change their address themselves, and prove it with a code.
for model in (EmailAddress, allauth_admin.EmailConfirmation, *OTHERS):
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
        if "name" not in self.changed_data:
            return name
        name = clean_name(name)
        if naming.is_taken(name, by=self.instance):
            raise forms.ValidationError(OffersNames.taken, code="username_taken")
        return name


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
    actions = ["deactivate", "reactivate", "begin_way_back", "stop_way_back"]
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

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        """A new name goes the way of all new names, so that the old one is not given away."""
        name, obj.name = obj.name, form.initial.get("name", obj.name)
        super().save_model(request, obj, form, change)
        naming.rename(obj, name, for_team=True)

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

    @admin.action(
        description=_("They lost passkey, app and codes: remove them in a week"),
        permissions=["change"],
    )
    def begin_way_back(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """See docs/accounts.md: each address hears of it three times, and can stop it."""
        by: Any = request.user
        for member in queryset:
            try:
                made = way_back.begin(member, by=by)
            except way_back.NotPossible as why:
                self.message_user(request, f"{member}: {why}", messages.WARNING)
            else:
                day = date_format(made.asked_at + WAITS, "j F Y")
                told = _("%(name)s: removed on %(day)s, unless they log in before.")
                self.message_user(request, told % {"name": member, "day": day})

    @admin.action(description=_("Keep their passkeys, app and codes"), permissions=["change"])
    def stop_way_back(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        by: Any = request.user
        for member in queryset:
            if way_back.stop(member, by=by):
                self.message_user(request, _("%(name)s: stopped.") % {"name": member})


def is_operator(request: HttpRequest) -> bool:
    user: Any = request.user
    return user.is_active and user.is_superuser


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    """Who says that they work in health care, until the team has checked it. Only the operator,
    and nothing else of a profile."""

    list_display = ["member", "role", "verified_at", "verified_by"]
    list_filter = [("verified_at", admin.EmptyFieldListFilter)]
    list_select_related = ["member", "verified_by"]
    search_fields = ["member__name"]
    ordering = ["-verified_at", "member__name"]
    fields = ["member", "role", "verified_at", "verified_by"]
    actions = ["confirm", "doubt"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Profile]:
        return super().get_queryset(request).filter(role=Role.PROFESSIONAL)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Profile | None = None) -> bool:
        return is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Profile | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Profile | None = None) -> bool:
        return False

    @admin.action(description=_("Confirm that the selected members work in health care"))
    def confirm(self, request: HttpRequest, queryset: QuerySet[Profile]) -> None:
        for profile in queryset.filter(verified_at=None):
            profile.verified_at, profile.verified_by_id = timezone.now(), request.user.pk
            profile.keep()
            self.log_change(request, profile, "profession confirmed")

    @admin.action(description=_("Take that back for the selected members"))
    def doubt(self, request: HttpRequest, queryset: QuerySet[Profile]) -> None:
        for profile in queryset.exclude(verified_at=None):
            profile.verified_at = profile.verified_by = None
            profile.keep()
            self.log_change(request, profile, "profession no longer confirmed")

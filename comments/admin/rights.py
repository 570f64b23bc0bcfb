"""Who may work at the desk, and what nobody may do there."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin.not_saved_over import SavedByMany
from comments.models import Comment
from comments.talk import number_in


def may_moderate(user: Member | AnonymousUser) -> bool:
    return user.has_perm("comments.moderate")


def is_own(comment: Comment, user: Member | AnonymousUser) -> bool:
    """Nobody decides about their own words, or reads what was reported about them."""
    return comment.is_by(user.pk)


class Named(admin.ModelAdmin):
    """A list whose heading says what it lists, and not "Select report to view"."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})


class Desk(Named):
    """A list at the desk. People decide there by verbs; no form of it changes a row."""

    show_facets = admin.ShowFacets.NEVER

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DeskWithPages(Desk):
    """A list whose rows open on pages of our own, where they are also decided."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=number_in(object_id)).first()
        if found is None:
            raise Http404
        return self.answer(cast(MemberRequest, request), found)

    def answer(self, request: MemberRequest, found: Any) -> HttpResponse:
        """Show the row with all that belongs to it, or take what was sent."""
        raise NotImplementedError


class OfTheTeam(SavedByMany, Named):
    """Rows that each moderator can add and change, and nobody delete unless told otherwise."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

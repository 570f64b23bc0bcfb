"""Who may work at the desk, and what nobody may do there."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import Member
from comments.models import Comment


def may_moderate(user: Member | AnonymousUser) -> bool:
    return user.has_perm("comments.moderate")


def is_own(comment: Comment, user: Member | AnonymousUser) -> bool:
    """Nobody decides about their own words, or reads what was reported about them."""
    return comment.is_by(user.pk)


class Desk(admin.ModelAdmin):
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

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    """What the public has read, and when. Nobody changes it."""

    list_display = ["title", "number", "published_at", "published_by", "significance"]
    list_filter = ["significance"]
    list_select_related = ["published_by"]
    search_fields = ["title"]
    ordering = ["-published_at", "-pk"]
    fields = [
        *("guide", "number", "title", "summary", "published_at", "published_by", "significance"),
        *("change_note", "note", "minutes", "text", "sha256"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return Revision.objects.published().defer("html", "data", "contents")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Image, Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """The names on bylines."""

    list_display = ["name", "credentials"]
    search_fields = ["name", "credentials"]
    fields = ["name", "credentials", "interests"]

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Names stay: published pages say them."""
        return False


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """The picture library."""

    list_display = ["title", "width", "height", "uploaded_at", "uploaded_by"]
    list_select_related = ["uploaded_by"]
    search_fields = ["title", "credit"]
    fields = ["file", "title", "credit"]

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Pictures stay: published pages may show them."""
        return False

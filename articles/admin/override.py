from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Override


@admin.register(Override)
class OverrideAdmin(admin.ModelAdmin):
    """What went live without review: who decided so, and why. Nobody changes it."""

    list_display = ["guide", "number", "by", "at", "reason"]
    list_select_related = ["revision", "by"]
    search_fields = ["reason", "revision__title"]
    fields = ["revision", "by", "at", "reason"]

    @admin.display(description=_("guide"))
    def guide(self, one: Override) -> str:
        return one.revision.title

    @admin.display(description=_("version"))
    def number(self, one: Override) -> int:
        return one.revision.number

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Override | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Override | None = None) -> bool:
        return False

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from outbox.models import Errand, ErrandQuerySet


@admin.register(Errand)
class ErrandAdmin(admin.ModelAdmin):
    """What waits to be done, and what nobody could do. Payloads stay out of sight: they hold
    addresses and codes."""

    list_display = ["kind", "created_at", "next_try_at", "attempts", "done_at", "gave_up_at"]
    list_filter = ["kind", ("gave_up_at", admin.EmptyFieldListFilter)]
    search_fields = ["kind", "error"]
    exclude = ["payload", "key"]
    actions = ["try_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Errand | None = None) -> bool:
        return False

    @admin.action(description=_("Try the selected errands again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: ErrandQuerySet) -> None:
        for errand in queryset.given_up():
            errand.try_again()

"""The two tables of words that editors keep."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest

from articles.errands import DRAW_AGAIN
from articles.models import GlossaryTerm, Medicine
from outbox import put


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin):
    """Hard words and what they mean. The worker draws the live guides again after a change."""

    list_display = ["term", "plain_word", "definition"]
    search_fields = ["term", "plain_word", "other_forms", "definition"]
    fields = ["term", "slug", "plain_word", "definition", "other_forms"]
    prepopulated_fields = {"slug": ["term"]}

    def save_model(self, request: HttpRequest, obj: Any, form: BaseForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            put(DRAW_AGAIN)

    def delete_model(self, request: HttpRequest, obj: GlossaryTerm) -> None:
        super().delete_model(request, obj)
        put(DRAW_AGAIN)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[GlossaryTerm]) -> None:
        super().delete_queryset(request, queryset)
        put(DRAW_AGAIN)


@admin.register(Medicine)
class MedicineAdmin(admin.ModelAdmin):
    """What must not be stopped suddenly. A guide that names one says its safety line."""

    list_display = ["name", "safety_line"]
    search_fields = ["name", "other_names", "safety_line"]
    fields = ["name", "other_names", "safety_line"]

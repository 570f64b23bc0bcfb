"""The library narrowed down: to what no guide shows, to what nobody has described."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Image


class UseFilter(admin.SimpleListFilter):
    """Pictures in use stay in the library; the others may go."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("In use")), ("no", _("Not used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = {"yes": True, "no": False}.get(self.value() or "")
        return queryset if asked is None else queryset.filter(is_used=asked)


class MissingFilter(admin.SimpleListFilter):
    """Pictures that somebody has to look at once more."""

    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("licence", _("No licence")),
            ("description", _("Nobody says what it shows")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "licence":
            return queryset.filter(licence="")
        if self.value() == "description":
            return queryset.filter(pk__in=Image.objects.without_description())
        return queryset

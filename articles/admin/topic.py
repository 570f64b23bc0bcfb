from collections.abc import Sequence

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """The shelves, in the order in which readers see them."""

    list_display = ["title", "position", "is_listed", "guide_count"]
    search_fields = ["title", "intro"]
    fields = ["title", "slug", "intro", "position", "is_listed"]
    prepopulated_fields = {"slug": ["title"]}
    view_on_site = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return Topic.objects.with_guide_counts()

    @admin.display(description=_("guides that can be read"), ordering="guide_count")
    def guide_count(self, topic: Topic) -> int:
        return topic.guide_count  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        """A topic with readers keeps its address."""
        return ["slug"] if obj and obj.guides.live().exists() else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Topic | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["title"]}

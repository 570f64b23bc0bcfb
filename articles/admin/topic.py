from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import moving
from articles.models import Topic

# The feed of all guides has the name that such a topic's feed would have.
TAKEN_SLUGS = {"guides"}


class TopicForm(forms.ModelForm):
    """A shelf. Whoever moves it moves its guides."""

    class Meta:
        model = Topic
        fields = ["title", "slug", "intro", "position", "is_listed"]
        help_texts = {
            "slug": _("If you change it, old links to the topic and its guides lead on."),
        }

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in TAKEN_SLUGS:
            raise forms.ValidationError(_("Another page has this address. Choose another one."))
        return slug


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    """The shelves, in the order in which readers see them."""

    form = TopicForm
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

    def save_model(self, request: HttpRequest, obj: Topic, form: BaseForm, change: bool) -> None:
        """Whoever has an address below the old one finds the page all the same."""
        was = Topic.objects.values_list("slug", flat=True).get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        moving.renamed(obj, was=was)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Topic | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["title"]}

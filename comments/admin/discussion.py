"""How a discussion is run: whose comments wait, when it is open, who may read."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from comments.admin.not_saved_over import SEEN, NotSavedOver, SavedByMany
from comments.admin.rights import Desk, may_moderate
from comments.models import Discussion


class DiscussionForm(NotSavedOver):
    """The few things that moderators set."""

    class Meta:
        model = Discussion
        fields = ["hold", "who_may_read", "opens_at", "closes_at"]
        help_texts = {
            "hold": _("What waits is read by a moderator before others can read it."),
            "opens_at": _("Empty: open from the start."),
            "closes_at": _("Empty: open until you close it. What was said stays."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Choose a time after it opens."))
        return cleaned


@admin.register(Discussion)
class DiscussionAdmin(SavedByMany, Desk):
    """One discussion each: under a guide or a topic."""

    form = DiscussionForm
    list_display = ["name", "hold", "who_may_read", "opens_at", "closes_at", "published_count"]
    list_filter = ["hold", "who_may_read"]
    list_per_page = 50
    search_fields = ["guide__title", "topic__title"]
    search_help_text = _("The title of a guide or a topic.")
    ordering = ["guide__title", "pk"]
    sortable_by = ()
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Discussion | None = None) -> bool:
        return may_moderate(request.user) and request.user.has_perm("comments.change_discussion")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Discussion]:
        return Discussion.objects.with_title()

    @admin.display(description=_("discussion"))
    def name(self, discussion: Discussion) -> str:
        return discussion.title

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save only what was set: members are writing meanwhile, and their counts stand."""
        Discussion.objects.locked(obj.pk)
        obj.version = F("version") + 1
        changed = [name for name in form.changed_data if name != SEEN]
        obj.save(update_fields=[*changed, "version"])

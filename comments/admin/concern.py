"""What the team keeps for concerns: whom to name, and words to begin a message with."""

from django.contrib import admin

from comments.admin.not_saved_over import SavedByMany
from comments.models import ConcernMessage, SupportContact


@admin.register(SupportContact)
class SupportContactAdmin(SavedByMany):
    """Whom people in need can call. Check numbers and hours twice a year."""

    list_display = ["name", "country", "phone", "hours", "is_emergency", "position"]
    list_filter = ["country"]
    search_fields = ["name", "phone"]


@admin.register(ConcernMessage)
class ConcernMessageAdmin(SavedByMany):
    """Words to begin with; whoever sends them can change them each time."""

    list_display = ["title", "position"]
    search_fields = ["title", "body"]

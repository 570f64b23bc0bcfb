"""The team's list of when it looks; each moderator can change it."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.zones import zones
from comments.admin.not_saved_over import NotSavedOver
from comments.admin.rights import OfTheTeam
from comments.duty import hours
from comments.models import DutyTime
from comments.shown import written


class DutyForm(NotSavedOver):
    """Only zones that exist."""

    class Meta:
        model = DutyTime
        fields = ["days", "at", "zone"]
        # One plain field: a browser's own has three stops of the Tab key.
        widgets = {"at": forms.TimeInput({"autocomplete": "off"}, format="%H:%M")}
        error_messages = {"at": {"invalid": _("Write a time, such as 08:30.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].show_hidden_initial = False

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"]
        if zone != "UTC" and zone not in zones():
            raise forms.ValidationError(_("Write a zone such as Europe/London."))
        return zone


@admin.register(DutyTime)
class DutyTimeAdmin(OfTheTeam):
    """Whoever writes something that waits reads when the next of these is."""

    form = DutyForm
    list_display = ["__str__", "following"]

    @admin.display(description=_("the next time"))
    def following(self, duty: DutyTime) -> str:
        return written(duty.next_after(timezone.now()).astimezone(ZoneInfo(duty.zone)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        hours.forget()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        hours.forget()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        hours.forget()

"""Nothing is saved over what a colleague saved since the page was made.

A form that can be changed by several people carries what stood in the row when its page was made,
as a short sum. Where something else stands there by now, nothing is saved: what was typed stays in
the form, what stands there now is told above it, and saving again counts.
"""

import json
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comments.shown import written

SEEN = "seen"
_DELETED = _(
    "Somebody deleted this meanwhile, so nothing was saved. Save again to keep what you typed as a "
    "new one."
)


@dataclass(frozen=True)
class Standing:
    """A field in which something else stands than what was typed."""

    label: str
    now: str


class NotSavedOver(forms.ModelForm):
    """A form of a row, bound to what stood there when its page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    changed_meanwhile = _(
        "Somebody changed this meanwhile, so nothing was saved. Read what stands there now; save "
        "again if yours should count."
    )
    # What stands there now; the admin answers with 409 when there is any.
    newer: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read within the transaction that saves; the page is drawn after it.
        self.there = self.now_there() if self.is_bound and self.instance.pk else None
        if self.instance.pk:
            self.initial[SEEN] = self.newest()

    def newest(self) -> str:
        """What tells one state of the row from another."""
        row = self.there if self.is_bound else self.instance
        return "" if row is None else sum_of(row, self._meta.fields)

    def now_there(self) -> Any:
        """The row as it stands, held until this is saved. None for one that was deleted."""
        rows = type(self.instance)._default_manager.select_for_update(of=("self",), no_key=True)
        return rows.filter(pk=self.instance.pk).first()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        newest = self.initial.get(SEEN)
        if newest is None or cleaned.get(SEEN) == newest:
            return cleaned
        self.newer = newest
        # The admin sends a QueryDict; `{**data}` would make lists of what was typed.
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix(SEEN)] = newest
        self.data = data
        self.add_error(None, self.changed_meanwhile)
        return cleaned

    def _post_clean(self) -> None:
        """What is not saved does not stand on the row either, whose name heads the page."""
        if self.newer is None:
            super()._post_clean()  # type: ignore[misc]  # Django's own, which the stubs leave out

    @property
    def standing(self) -> list[Standing]:
        """Where nothing was saved: each field in which something else stands than was typed."""
        row = self.there
        if self.newer is None or row is None:
            return []
        names = [name for name in self.fields if hasattr(row, name)]
        typed = self.cleaned_data
        return [
            Standing(str(self.fields[name].label), told(row, name))
            for name in names
            if name not in typed or typed[name] != getattr(row, name)
        ]

    @property
    def changed_by(self) -> str:
        """Who saved it last, and when, as far as the admin wrote it down."""
        about = ContentType.objects.get_for_model(self.instance)
        log = LogEntry.objects.filter(content_type=about, object_id=str(self.instance.pk))
        last = log.select_related("user").order_by("-action_time", "-pk").first()
        if last is None:
            return ""
        told_so = {"name": last.user.name, "when": written(last.action_time)}
        return _now("Changed last by %(name)s, %(when)s.") % told_so


def sum_of(row: models.Model, names: Any) -> str:
    """The same for the same words in all fields of a form, and another for others."""
    there = forms.model_to_dict(row, names)
    return sha256(json.dumps(there, sort_keys=True, default=str).encode()).hexdigest()[:16]


def told(row: models.Model, name: str) -> str:
    """What stands in a field, as people read it."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if value is None or value == "":
        return _now("nothing")
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else localize(value))


class SavedByMany(admin.ModelAdmin):
    """The admin of rows that several people change."""

    form = NotSavedOver

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The sum stands only in a form that changes a row."""
        names = [name for name in super().get_fields(request, obj) if name != SEEN]
        return [*names, SEEN] if obj and self.has_change_permission(request, obj) else names

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        may = self.has_add_permission(request) and self.has_change_permission(request)
        if request.method == "POST" and may and self.get_object(request, object_id) is None:
            return self.deleted_meanwhile(request)
        return super().change_view(request, object_id, form_url, extra_context)

    def deleted_meanwhile(self, request: HttpRequest) -> HttpResponse:
        """What was typed for a row that a colleague deleted stands in the form of a new one."""
        form: Any = self.get_form(request)(request.POST)
        parts: Any = list(self.get_fieldsets(request))
        form.is_valid()
        form.newer = ""
        form.add_error(None, _DELETED)
        shown = helpers.AdminForm(form, parts, {}, model_admin=self)
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Add %(what)s") % {"what": self.opts.verbose_name},
            "adminform": shown,
            "media": self.media + shown.media,
            "errors": helpers.AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "is_popup": False,
            "to_field": None,
            "original": None,
        }
        url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return self.render_change_form(request, context, add=True, form_url=url)

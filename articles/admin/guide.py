"""The desk of authors and editors: one guide, its blocks, and the buttons that matter."""

from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

from articles import publishing
from articles.admin import (
    addresses,
    answering,
    arranging,
    keeping,
    looking,
    saving,
    submitting,
    telling,
)
from articles.admin.blocks import BlockInline, ContributionInline, add_only
from articles.admin.guide_form import GuideForm
from articles.admin.rights import may_edit, may_override, may_publish, publishers
from articles.models import Guide, State

# What moves through verbs alone. A form that brings one of these was made by hand.
NEVER_BY_FORM = {
    *("live_revision", "changed_on", "reviewed_on", "review_due_on", "sha256", "stage"),
    *("source_key", "waiting_since", "approvals"),
    *("withdrawn_at", "withdrawn_reason", "replaced_by", "merged_into", "merged_at"),
}
REVISIONS_SHOWN = 10
_POLICY = cast(dict[str, list[str]], settings.SECURE_CSP)
FORM_POLICY = _POLICY | {"style-src": [*_POLICY["style-src"], settings.PROSE_EDITOR_STYLE]}


class StateFilter(admin.SimpleListFilter):
    """Which guides want somebody's attention."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Guide)
class GuideAdmin(admin.ModelAdmin):
    """Authors write, editors also publish. Saving touches the working copy only."""

    form = GuideForm
    inlines = [BlockInline, ContributionInline]
    list_display = ["title", "topic", "state", "owner", "changed_on", "reviewed_on"]
    list_filter = [StateFilter, "topic"]
    list_select_related = ["topic", "owner"]
    list_per_page = 50
    search_fields = ["title", "summary", "lay_terms"]
    ordering = ["topic__position", "title"]
    sortable_by = ()
    view_on_site = False

    class Media:
        js = [
            Script("js/block-fields.js", type="module"),
            Script("js/block-copies.js", type="module"),
            Script("js/block-order.js", type="module"),
            Script("js/block-drag.js", type="module"),
            Script("js/prose-keys.js", type="module"),
            Script("js/prose-labels.js", type="module"),
            Script("js/prose-paste.js", type="module"),
            Script("js/prose-lists.js", type="module"),
            Script("js/field-links.js", type="module"),
            Script("js/picture-choice.js", type="module"),
            Script("js/byline-buttons.js", type="module"),
            Script("js/form-findings.js", type="module"),
            Script("js/draft-keeper.js", type="module"),
        ]

    # Rights ------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return may_edit(request.user, obj)

    @method_decorator(csp_override(FORM_POLICY))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":
            submitting.refuse_forged(request)
            if NEVER_BY_FORM & request.POST.keys():
                raise PermissionDenied
            if arranging.BUTTON in request.POST:
                request = arranging.as_arranged(request)
        elif draft := keeping.asked_for(request, object_id):
            request = keeping.as_typed(request, draft)
        return super().changeform_view(request, object_id, form_url, extra_context)

    # The list ----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guide]:
        return Guide.objects.with_state()

    @admin.display(description=_("state"), ordering="state")
    def state(self, guide: Any) -> str:
        return str(State(guide.state).label)

    # The form ----------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Guide | None = None) -> Any:
        own = ["topic", "title", "slug", "summary", "hero", "lay_terms"]
        about = ["owner", "is_demo"] if may_publish(request.user) else []
        fieldsets: list[tuple[Any, dict[str, Any]]] = [
            (None, {"fields": [*own, *about, "note"]}),
        ]
        if may_publish(request.user):
            told = _("Only used when you press “Publish” or “Schedule”.")
            fields = ["significance", "change_note", "publish_at"]
            fieldsets.append((_("When it is published"), {"fields": fields, "description": told}))
        if may_override(request.user):
            fieldsets.append((_("Without review"), {"fields": ["override_reason"]}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Guide | None = None) -> list[str]:
        """A live guide has its address until somebody moves it: people and letters have it."""
        return ["topic", "slug"] if obj and obj.is_live else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"owner": request.user.pk, **super().get_changeform_initial_data(request)}

    def get_form(
        self, request: HttpRequest, obj: Guide | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj and obj.is_live:
            fixed = _(
                "People have this address. An editor can move the guide: old links then lead on."
            )
            kwargs["help_texts"] = {"slug": fixed, "topic": ""}
        form = super().get_form(request, obj, change, **kwargs)
        form.is_open = hasattr(request, "draft") or hasattr(request, "arranged")  # type: ignore[attr-defined]
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return add_only(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Guide, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            rows = inline.model.objects.filter(guide=obj).values_list("pk", flat=True)
            existing = {str(pk) for pk in rows}
            kwargs["data"] = telling.without_vanished(kwargs["data"], prefix, existing)
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        guide = kwargs.get("obj")
        context["can_publish"] = may_publish(request.user)
        context["review"] = submitting.panel(request, guide)
        if not context["can_publish"]:
            context["publishers"] = publishers()
        if guide and guide.pk:
            recent = (
                guide.revisions.published()
                .select_related("published_by")
                .defer("html", "text", "data")
            )
            context["revisions"] = recent[:REVISIONS_SHOWN]
            if may_edit(request.user, guide):
                context["answers"] = answering.panel(request, guide)
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if may_edit(request.user, guide):
            context["look"] = looking.panel(form, formsets, guide)
            context["keeping"] = keeping.told(request, guide)
        if form.is_open:
            context["errors"] = []
            keeping.without_mistakes(form, formsets)
        if context["errors"]:
            context["mistakes"] = telling.mistakes(form, formsets)
        if newer := getattr(form, "newer", None):
            context["differences"] = telling.differences(newer, form, formsets)
            context["saved_by"] = telling.last_saved_by(newer)
        return super().render_change_form(request, context, *args, **kwargs)

    # Saving ------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Guide, form: BaseForm, change: bool) -> None:
        if not change:
            obj.owner = obj.owner or request.user  # type: ignore[assignment]
            obj.save()
            return
        # Only what was typed: what went live meanwhile is not this form's business.
        obj.save(update_fields=saving.typed(form))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        saving.settle(form, formsets, is_new=not change)
        note = form.cleaned_data.get("note", "")
        kept = publishing.record(form.instance, by=request.user, note=note)  # type: ignore[arg-type]
        if note and kept.note != note:
            told = _t("The guide is as it was, so your note is not in its history: “%(note)s”")
            messages.warning(request, told % {"note": note})
        answering.save(request, form.instance, kept)
        keeping.after_saving(request, form.instance)

    def log_change(self, request: HttpRequest, obj: Guide, message: Any) -> Any:
        """Saving without an edit leaves no trace."""
        return super().log_change(request, obj, message) if message else None

    def response_add(
        self, request: HttpRequest, obj: Guide, post_url_continue: str | None = None
    ) -> HttpResponse:
        done = submitting.press(self, request, obj)
        return done or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Guide) -> HttpResponse:
        return submitting.press(self, request, obj) or super().response_change(request, obj)

    def get_urls(self) -> list[URLPattern]:
        return [*addresses.of(self), *keeping.kept_when_logged_out(super().get_urls())]

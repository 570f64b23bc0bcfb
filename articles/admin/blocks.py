"""The blocks of a guide inside its form: each shows the fields that count for its kind."""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import blocks
from articles.admin.choosing import PictureChoice, Shown, show, shown
from articles.admin.chosen import NONE, ChosenGuides, Offered, offered
from articles.admin.lines import Lines
from articles.admin.looking import refuse_what_must_be_mended
from articles.admin.prose import prose_field
from articles.admin.rights import may_edit
from articles.admin.submitting import GOING_LIVE
from articles.models import Block, Contribution, Guide, Image, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from articles.admin.arranging import Arranged

ALWAYS_SHOWN = {"kind", "position"}
# What a block can be given without a word being written in it.
NO_WORDS = {"position", "DELETE"}


def place_of(position: object) -> tuple[bool, int]:
    """By what was typed as a position, for sorting. Without a number a block stands at the end."""
    typed = str(position)
    return (False, int(typed)) if typed.isdecimal() else (True, 0)


class BlockForm(forms.ModelForm):
    """One block. It may be unfinished until the guide is to be published."""

    html = prose_field(label=_("Words"), required=False)
    guides = forms.CharField(
        label=_("Guides"),
        required=False,
        widget=ChosenGuides,
        help_text=_("Related guides only. Readers see them in this order."),
    )

    class Meta:
        model = Block
        fields = ["kind", "position", *("heading", "level", "html"), "image"]
        fields += ["alt", "decorative", "caption", "purpose", "items", "row_headers", "guides"]
        fields += ["safety_line", "credit", "attribution", "consent", "no_source_needed"]
        widgets = {
            "image": PictureChoice,
            "items": Lines(attrs={"rows": 6, "class": "vLargeTextField"}),
        }
        help_texts = {
            "items": _("One a line. Steps: “heading | what to do”. Tables: “cell | cell | cell”."),
        }

    def __init__(
        self,
        *args: Any,
        publishing: bool = False,
        pictures: list[tuple[object, "StrOrPromise"]] | None = None,
        chosen: Shown | None = None,
        guides: Offered = NONE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.publishing = publishing
        self.fields["position"].required = False
        if self.instance.pk:
            explanation = blocks.KINDS[self.instance.kind].explanation
            self.fields["kind"].help_text = explanation
        if pictures is not None:
            self._offer_pictures(pictures)
            show(self.fields["image"], chosen or {})
        self._offer(guides)

    def _offer_pictures(self, pictures: list[tuple[object, "StrOrPromise"]]) -> None:
        """The whole library only where the kind asks for it: fifty blocks would repeat it fifty
        times. Scripts offer it to a block whose kind was changed (static/js/picture-choice.js)."""
        kinds = {self.instance.kind, str(self["kind"].value())}
        if self.instance.pk and not any("image" in blocks.fields_of(kind) for kind in kinds):
            named = {"", str(self["image"].value() or "")}
            pictures = [(pk, said) for pk, said in pictures if str(pk) in named]
        self.fields["image"].choices = pictures  # type: ignore[attr-defined]

    def _offer(self, guides: Offered) -> None:
        """All guides where the kind asks for them: fifty blocks would repeat them fifty times."""
        kinds = {self.instance.kind, self["kind"].value()}
        if self.instance.pk and Kind.RELATED_GUIDES not in kinds:
            self.fields["guides"].help_text = _("Save the block with this kind, then choose here.")
            guides = NONE
        chosen = self["guides"].value() or ""
        self.fields["guides"].widget = ChosenGuides(offered=guides, chosen=chosen)

    @property
    def shown(self) -> set[str]:
        """The fields to show without JavaScript: for a new block, whose kind is open, all."""
        if self.instance.pk is None:
            return set(self.fields)
        kinds = {self.instance.kind, self["kind"].value()}
        counting = {name for kind in kinds for name in blocks.fields_of(str(kind))}
        return ALWAYS_SHOWN | counting | set(self.errors)

    @property
    def is_open(self) -> bool:
        """Blocks are folded to their names, except where something is to be done."""
        if self.instance.pk is None:
            return True
        return self.is_bound and (bool(self.errors) or bool({*self.changed_data} - NO_WORDS))

    @property
    def place(self) -> tuple[bool, bool, int]:
        """Where it stands on the page; the form that waits to be copied stands last."""
        waits = str(self.prefix).endswith("__prefix__")
        return waits, *place_of(self["position"].value())

    @property
    def number(self) -> str:
        """Its number in the form, which is not its place."""
        return str(self.prefix).rpartition("-")[2]

    @property
    def acts(self) -> list[tuple[str, "StrOrPromise"]]:
        """What its buttons do (articles/admin/arranging.py), and what they say."""
        return [("up", _("Move up")), ("down", _("Move down")), ("copy", _("Duplicate"))]

    def has_changed(self) -> bool:
        """A new block that only has a place, or was only deleted, is an empty form, not a block."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - NO_WORDS)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Kind.CARE_CARD and not cleaned.get("level"):
            self.add_error("level", _("Choose how urgent the care card is."))
        self._ask_again(cleaned)
        if cleaned.get("position") is None:
            cleaned["position"] = self.initial.get("position") or 0
        image = cleaned.get("image")
        if image and not cleaned.get("alt") and not cleaned.get("decorative"):
            cleaned["alt"] = image.alt
        return cleaned

    def _ask_again(self, cleaned: dict[str, Any]) -> None:
        """A member agreed to these words and this name, not to what becomes of them later."""
        had_agreed = self.instance.pk and self.initial.get("consent")
        if not had_agreed or not {"html", "attribution"} & {*self.changed_data}:
            return
        if self.publishing and cleaned.get("kind") == Kind.QUOTE:
            message = _("The quote has changed. Save it, ask the member again, then tick this.")
            self.add_error("consent", message)
        cleaned["consent"] = False

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.publishing and "kind" not in self.errors:
            for problem in blocks.problems(self.instance):
                if problem.field not in self.errors:
                    self.add_error(problem.field, problem.message)


class BlockFormSet(BaseInlineFormSet):
    """All blocks of a guide. New ones go to the end."""

    publishing = False
    # What a button did to the order before this form was shown.
    arranged: "Arranged | None" = None

    @cached_property
    def pictures(self) -> list[tuple[object, "StrOrPromise"]]:
        """The library, asked for once instead of once a block."""
        named = Image.objects.in_library().order_by("title").values_list("pk", "title")
        return [("", _("No picture")), *named]

    @cached_property
    def chosen(self) -> Shown:
        """The pictures that the blocks have now, or had when they were sent."""
        sent = [value for name, value in self.data.items() if name.endswith("-image")]
        return shown([*sent, *(block.image_id for block in self.get_queryset())])

    @cached_property
    def guides(self) -> Offered:
        return offered(besides=self.instance)

    @cached_property
    def next_position(self) -> int:
        return max((block.position for block in self.get_queryset()), default=0) + Block.STEP

    @property
    def kinds(self) -> str:
        """For the browser: which fields count for a kind, and what the kind is for."""
        return json.dumps(
            {
                kind: {"fields": known.fields, "explanation": str(known.explanation)}
                for kind, known in blocks.KINDS.items()
            }
        )

    @cached_property
    def _choices(self) -> dict[str, Any]:
        return {"pictures": self.pictures, "chosen": self.chosen, "guides": self.guides}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs(index)
        return {**kwargs, "publishing": self.publishing, **self._choices}

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None:
            form.initial.setdefault("position", self.next_position)
        arranged = self.arranged
        if arranged and arranged.prefix == form.prefix and not arranged.moved:
            form.fields["kind"].widget.attrs["autofocus"] = True

    def clean(self) -> None:
        super().clean()
        if not self.publishing:
            return
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not self._should_delete_form(form)]  # type: ignore[attr-defined]
        if not kept:
            raise forms.ValidationError(_("Add a block first: there is nothing to read yet."))
        in_short = [form for form in kept if form.instance.kind == Kind.KEY_POINTS]
        for form in in_short[1:]:
            message = _("A guide has one “In short”. Put all key points into one block.")
            form.add_error("kind", message)
        refuse_what_must_be_mended(kept)


class OfOneGuide:
    """Rights inside a guide are the rights over the guide."""

    def has_add_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return may_edit(request.user, obj) or (
            obj is None and request.user.has_perm("articles.add_guide")
        )

    def has_change_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        return self.has_add_permission(request, obj)


class BlockInline(OfOneGuide, admin.StackedInline):
    """The pieces of a guide, in order."""

    model = Block
    form = BlockForm
    formset = BlockFormSet
    template = "admin/articles/block/stacked.html"
    extra = 1
    fields = [*BlockForm.Meta.fields]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return add_only(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_formset(self, request: HttpRequest, obj: Guide | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.publishing = not GOING_LIVE.isdisjoint(request.POST)
        formset.arranged = getattr(request, "arranged", None)
        return formset


class ContributionInline(OfOneGuide, admin.StackedInline):
    """Who wrote and checked the guide."""

    model = Contribution
    extra = 1
    fields = [("person", "role", "position")]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return add_only(super().formfield_for_dbfield(db_field, request, **kwargs))


def add_only(field: Any) -> Any:
    """A choice of other things with one way out of the form, to add one, instead of three."""
    widget = getattr(field, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_change_related = widget.can_view_related = widget.can_delete_related = False
    return field

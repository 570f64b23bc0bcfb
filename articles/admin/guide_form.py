"""The form of a guide's working copy. Nothing is overwritten unseen, nothing typed is lost."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles.admin.choosing import PictureChoice, show, shown
from articles.admin.lines import Lines
from articles.models import TAKEN_SLUGS, Guide, Significance


class GuideForm(forms.ModelForm):
    """The working copy, and what to tell readers when it is published."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    significance = forms.ChoiceField(
        label=_("How big is the change?"),
        choices=Significance.choices,
        widget=forms.RadioSelect,
        initial=Significance.MAJOR,
        required=False,
    )
    change_note = forms.CharField(
        label=_("What changed, for readers"),
        max_length=200,
        required=False,
        help_text=_("One plain sentence, such as: New advice on hot weather."),
    )

    publish_at = forms.DateTimeField(
        label=_("Goes live on"),
        required=False,
        # One plain field: a browser's own has a stop of the Tab key for each of its six parts.
        widget=forms.DateTimeInput(attrs={"class": "vTextField"}, format="%Y-%m-%d %H:%M"),
        help_text=format_lazy(
            _("Such as 2027-03-01 08:30, in the time of {zone}. Only used by “Schedule”."),
            zone=settings.TIME_ZONE,
        ),
        error_messages={"invalid": _("Write a day and a time, such as 2027-03-01 08:30.")},
    )

    note = forms.CharField(
        label=_("Note for colleagues"),
        max_length=200,
        required=False,
        help_text=_("What you changed and why. It stands in the history of the guide."),
    )

    override_reason = forms.CharField(
        label=_("Why it goes live without review"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Only for “Publish without review”. It stands on a list with your name."),
    )

    class Meta:
        model = Guide
        fields = ["topic", "title", "slug", "summary", "hero", "owner", "lay_terms", "is_demo"]
        help_texts = {
            "slug": _("The end of the page's address. Leave it empty: the title makes one."),
        }
        widgets = {
            "hero": PictureChoice,
            "summary": Lines(attrs={"rows": 3, "class": "vLargeTextField"}),
            "lay_terms": Lines(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    # What somebody else saved meanwhile; None while nobody did.
    newer: Guide | None = None
    # Shown again with unsaved words in it: nobody has pressed a button that saves them yet.
    is_open = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "hero" in self.fields:
            show(self.fields["hero"], shown([self["hero"].value()]))
        if "owner" in self.fields:
            team = Member.objects.filter(is_staff=True).order_by("name")
            self.fields["owner"].queryset = team  # type: ignore[attr-defined]

    @cached_property
    def changed_data(self) -> list[str]:
        """What somebody typed. A question that was not asked was not answered, either."""
        changed: list[str] = super().changed_data
        return [name for name in changed if name in self.Meta.fields or name in self.data]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:80]
        if not slug and "title" in self.cleaned_data:
            raise forms.ValidationError(_("Write an address of small letters, digits and hyphens."))
        if slug in TAKEN_SLUGS:
            raise forms.ValidationError(_("Another page has this address. Choose another one."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk:
            self._refuse_what_is_stale(cleaned.get("seen_version"))
        if "_schedule" in self.data and "publish_at" not in self.errors:
            moment = cleaned.get("publish_at")
            if moment is None or moment <= timezone.now():
                self.add_error("publish_at", _("Choose a moment that is still to come."))
        if "_override" in self.data and not cleaned.get("override_reason"):
            self.add_error("override_reason", _("Write why it goes live without review."))
        if self.is_open:
            self.add_error(None, _("These words are not saved yet."))
        return cleaned

    def _refuse_what_is_stale(self, version: int | None) -> None:
        """Compare with what is saved now, and hold that row until this save is done."""
        now = Guide.objects.locked(self.instance.pk)
        if version == now.version:
            return
        self.newer = now
        # The next save is made with both versions in sight, so it may go through.
        self.data = cast(QueryDict, self.data).copy()
        self.data["seen_version"] = str(now.version)
        self.add_error(
            None,
            _(
                "Somebody else has saved this guide since you opened it. Nothing of yours is lost: "
                "it is all in the form below. What they wrote stands before it. Bring both "
                "together, then save again."
            ),
        )

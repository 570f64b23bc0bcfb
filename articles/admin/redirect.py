"""The list of old addresses, and making one by hand."""

import re
from typing import Any
from urllib.parse import unquote

from django import forms
from django.conf import settings
from django.contrib import admin
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles import moving
from articles.models import Redirect

# Letters of any language, digits, and what stands in addresses; no "//", "..", "?" or "#".
OWN_PATH = re.compile(r"/|(/(?!\.{1,2}(/|$))[\w.~!$&'()*+,;=:@-]+)+/?")
# Files, machines and the team have their own ways of saying that something is not there.
NOT_OURS = ("/static", "/media", "/accounts", "/livez", "/readyz")


def own_path(typed: str) -> str:
    """An address of this site as we keep it, also where somebody pasted the whole of it."""
    path = unquote(typed.strip().removeprefix(settings.SITE_URL))
    if not OWN_PATH.fullmatch(path):
        raise forms.ValidationError(
            _("Write an address of this site that begins with “/”, such as /guides/vision/."),
        )
    return path


class RedirectForm(forms.ModelForm):
    """An address that people have from elsewhere, and the page they should get."""

    place = forms.CharField(
        label=_("Leads to"),
        max_length=moving.LONGEST,
        help_text=_("A page of this site. If it is a guide or a topic that moves, this follows."),
    )

    class Meta:
        model = Redirect
        fields = ["old"]
        help_texts = {"old": _("Such as /blog/tired/. Where there is a page, the page is shown.")}

    def clean_old(self) -> str:
        old = own_path(self.cleaned_data["old"])
        if old.startswith((*NOT_OURS, f"/{settings.ADMIN_PATH}")):
            raise forms.ValidationError(_("Addresses of this part of the site lead nowhere else."))
        if page_stands_at(old):
            raise forms.ValidationError(_("There is a page at this address. It would be shown."))
        if place := moving.forwarded(old):
            told = _("This address leads to %(place)s already.")
            raise forms.ValidationError(told, params={"place": place})
        return moving.trimmed(old)

    def clean_place(self) -> str:
        place = own_path(self.cleaned_data["place"])
        place = moving.forwarded(place) or place
        if not (page_stands_at(place) or may_be_a_page(place)):
            raise forms.ValidationError(_("There is no page at this address."))
        return place

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        old, place = cleaned.get("old"), cleaned.get("place")
        if old and place and moving.trimmed(place) == old:
            self.add_error("place", _("This leads back to the old address."))
        return cleaned


def page_stands_at(path: str) -> bool:
    """A guide, a topic, or a page that is always there."""
    if moving.subject_at(path):
        return True
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return not found.kwargs


def may_be_a_page(path: str) -> bool:
    """Something answers there, and it is neither a guide nor a topic, which we would know."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.view_name not in {"articles:topic", "articles:guide"}


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Old addresses and where they lead. Made when something moves, or by hand; never changed."""

    form = RedirectForm
    list_display = ["old", "leads_to", "why", "made_at"]
    sortable_by = ()
    list_filter = ["is_by_hand"]
    list_select_related = ["guide__topic", "guide__merged_into__topic", "topic", "made_by"]
    list_per_page = 50
    search_fields = ["old", "path", "guide__title", "guide__slug", "topic__title"]
    fields = ["old", "place"]
    view_on_site = False

    def get_fields(self, request: HttpRequest, obj: Redirect | None = None) -> Any:
        return ["old", "leads_to", "why", "made_at"] if obj else self.fields

    @admin.display(description=_("leads to"))
    def leads_to(self, one: Redirect) -> SafeString:
        return format_html('<a href="{}">{}</a>', one.place, one.place)

    @admin.display(description=_("because"))
    def why(self, one: Redirect) -> str:
        if not one.is_by_hand:
            return _t("It moved")
        return _t("%(name)s made it by hand") % {"name": one.made_by or _t("Somebody")}

    def has_change_permission(self, request: HttpRequest, obj: Redirect | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Redirect, form: BaseForm, change: bool) -> None:
        made = moving.put_up(obj.old, place=form.cleaned_data["place"], by=request.user)  # type: ignore[arg-type]
        obj.pk = made.pk
        obj.refresh_from_db()

"""Giving a live guide another address: a page of its own, because readers have the old one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles import moving
from articles.admin.asking import asked
from articles.admin.guide_form import TAKEN_SLUGS
from articles.admin.rights import may_publish
from articles.models import Guide

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin


class MoveForm(forms.ModelForm):
    """Where a guide is to stand."""

    class Meta:
        model = Guide
        fields = ["topic", "slug"]
        labels = {"slug": _("Address")}
        help_texts = {"slug": _("The end of the page's address: small letters, digits, hyphens.")}

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in TAKEN_SLUGS:
            raise forms.ValidationError(_("Another page has this address. Choose another one."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not self.changed_data:
            self.add_error("slug", _("This is where the guide stands now."))
        if Guide.objects.filter(**cleaned).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", _("Another guide of this topic has this address."))
        return cleaned


def move(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Ask where to, and do it."""
    if not may_publish(request.user):
        raise PermissionDenied
    guide = get_object_or_404(
        Guide.objects.select_related("topic"), pk=pk, live_revision__isnull=False
    )
    old = guide.get_absolute_url()
    form = MoveForm(request.POST or None, instance=Guide.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        moving.move(guide, **form.cleaned_data)
        told = _t("Moved. %(old)s now leads to %(new)s.")
        told %= {"old": old, "new": guide.get_absolute_url()}
        messages.success(request, told)
        desk.log_change(request, guide, told)
        return redirect("admin:articles_guide_change", pk)
    told = _t("It stands at %(old)s. Links to that keep working: they lead to where you move it.")
    return asked(request, guide, form, verb=_("Move"), told=told % {"old": old})

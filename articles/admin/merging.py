"""Letting one guide become part of another, and undoing it: a page each."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles import merging
from articles.admin.asking import asked
from articles.admin.rights import may_publish
from articles.models import Guide
from articles.reviewing import Refused

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin


class WhyForm(forms.Form):
    """What colleagues read in the log later."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("For colleagues: it stands in the log of the guide."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why, for colleagues.")},
    )


class MergeForm(WhyForm):
    """Where readers of a guide go from now on."""

    into = forms.ModelChoiceField(
        Guide.objects.none(),
        label=_("Part of which guide does it become?"),
        empty_label=_("Choose a guide"),
        error_messages={"required": _("Choose a guide that readers are offered.")},
    )
    field_order = ["into", "reason"]

    def __init__(self, *args: object, guide: Guide, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        others = Guide.objects.on_offer().exclude(pk=guide.pk).order_by("title")
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


def merge(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Ask into which, and do it."""
    guide = _found(request, pk, is_merged=False)
    form = MergeForm(request.POST or None, guide=guide)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            merging.merge(guide, into, by=cast(Member, request.user))
        except Refused as refused:
            form.add_error("into", str(refused))
        else:
            told = _t("Merged: %(old)s now leads to “%(title)s”.")
            told %= {"old": guide.get_absolute_url(), "title": into}
            return _done(request, desk, guide, told, form)
    told = _t(
        "Its address will lead to the other guide, so move over what is worth keeping first. "
        "Lists, feeds and search engines leave it out. What people said under it stays readable; "
        "new comments go to the other guide. You can undo it."
    )
    return asked(request, guide, form, verb=_("Merge"), told=told)


def separate(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Ask why, and undo it."""
    guide = _found(request, pk, is_merged=True)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            merging.separate(guide, by=cast(Member, request.user))
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            told = _t("Undone: the guide is what it was before it was merged.")
            return _done(request, desk, guide, told, form)
    was_withdrawn = guide.withdrawn_at != guide.merged_at
    told = (
        _t("It becomes a withdrawn guide again.")
        if was_withdrawn
        else _t("Lists offer it again, and its address shows it.")
    )
    return asked(request, guide, form, verb=_("Undo the merge"), told=told)


def _done(
    request: HttpRequest, desk: "GuideAdmin", guide: Guide, told: str, form: forms.Form
) -> HttpResponse:
    messages.success(request, told)
    desk.log_change(request, guide, f"{told} {form.cleaned_data['reason']}")
    return redirect("admin:articles_guide_change", guide.pk)


def _found(request: HttpRequest, pk: int, *, is_merged: bool) -> Guide:
    if not may_publish(request.user):
        raise PermissionDenied
    guides = Guide.objects.ever_live().filter(merged_into__isnull=not is_merged)
    return get_object_or_404(guides, pk=pk)

"""Taking a guide down: a page of its own, because readers want a reason."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.admin.asking import asked
from articles.admin.rights import may_publish
from articles.models import Guide

if TYPE_CHECKING:
    from articles.admin.guide import GuideAdmin


class WithdrawForm(forms.Form):
    """Why readers should not rely on a guide any more."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Readers see this on top of the page."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why, for readers.")},
    )
    replaced_by = forms.ModelChoiceField(
        Guide.objects.none(),
        label=_("Which guide replaces it?"),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: object, guide: Guide, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.guide = guide
        others = Guide.objects.on_offer().exclude(pk=guide.pk)
        self.fields["replaced_by"].queryset = others  # type: ignore[attr-defined]

    def save(self) -> None:
        self.guide.withdraw(
            reason=self.cleaned_data["reason"], replaced_by=self.cleaned_data["replaced_by"]
        )


def withdraw(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Tell readers not to rely on a guide. Publishing it after a new review puts it back."""
    if not may_publish(request.user):
        raise PermissionDenied
    known = Guide.objects.filter(live_revision__isnull=False, withdrawn_at=None)
    guide = get_object_or_404(known, pk=pk)
    form = WithdrawForm(request.POST or None, guide=guide)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _t("Withdrawn. The page stays and says so."))
        desk.log_change(request, guide, f"{_t('Withdraw')}: {form.cleaned_data['reason']}")
        return redirect("admin:articles_guide_change", pk)
    told = _t(
        "The page stays, and says on top that nobody should rely on it. Lists, feeds and search "
        "engines leave it out. It comes back when it is reviewed and published again."
    )
    return asked(request, guide, form, verb=_("Withdraw"), told=told)

"""Taking a guide down, and putting it back: a page each, because both want a reason."""

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

    def save(self) -> str:
        self.guide.withdraw(
            reason=self.cleaned_data["reason"], replaced_by=self.cleaned_data["replaced_by"]
        )
        return _t("Withdrawn. The page stays and says so.")


class PutBackForm(forms.Form):
    """Why readers may rely on a guide again."""

    reason = forms.CharField(
        label=_("Why is it put back?"),
        help_text=_("For colleagues: it stands in the history of the guide."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why, for colleagues.")},
    )

    def __init__(self, *args: object, guide: Guide, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.guide = guide

    def save(self) -> str:
        self.guide.put_back()
        return _t("Put back. Readers find it in the lists again.")


def withdraw(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Tell readers not to rely on a guide."""
    guide = _found(request, pk, is_withdrawn=False)
    form = WithdrawForm(request.POST or None, guide=guide)
    return _asked(request, desk, form, _("Withdraw"))


def put_back(request: HttpRequest, pk: int, desk: "GuideAdmin") -> HttpResponse:
    """Offer a withdrawn guide again."""
    guide = _found(request, pk, is_withdrawn=True)
    form = PutBackForm(request.POST or None, guide=guide)
    return _asked(request, desk, form, _("Put back"))


def _found(request: HttpRequest, pk: int, *, is_withdrawn: bool) -> Guide:
    if not may_publish(request.user):
        raise PermissionDenied
    known = Guide.objects.filter(withdrawn_at__isnull=not is_withdrawn)
    return get_object_or_404(known.filter(live_revision__isnull=False), pk=pk)


def _asked(
    request: HttpRequest, desk: "GuideAdmin", form: WithdrawForm | PutBackForm, verb: object
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        messages.success(request, form.save())
        desk.log_change(request, form.guide, f"{verb}: {form.cleaned_data['reason']}")
        return redirect("admin:articles_guide_change", form.guide.pk)
    return asked(request, form.guide, form, verb=verb)

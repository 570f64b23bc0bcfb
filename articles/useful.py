""" "Was this page useful?": a form for everybody, with or without an account.

It has no secret of the session in it, so that pages for visitors set no cookie and caches may keep
them. What it adds is a number and a few words without a sender, whoever sends it.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

import markup
from articles import strangers, usefulness
from articles.models import Guide, Lack, Revision

MOST_CHARACTERS = 500
ACT = "useful"


class LackForm(forms.Form):
    """What was the matter with a page."""

    use_required_attribute = False

    lack = forms.ChoiceField(
        label=_("What was the matter?"),
        choices=Lack.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what was the matter."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )
    words = forms.CharField(
        label=_("Tell the authors more, if you like"),
        help_text=_(
            "At most 500 characters. Please write nothing private: no names, and nothing about "
            "your own health. Nobody can answer you here."
        ),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": _("This is longer than 500 characters. Please shorten it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut a pasted text short without a word; the server says so instead.
        self.fields["words"].widget.attrs.pop("maxlength", None)

    def clean_words(self) -> str:
        return markup.tidy(self.cleaned_data["words"])


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """Take an answer about a guide, or ask for the reason on a page of its own."""
    # What was written about a guide is about that guide, also where it has become part of another.
    guides = Guide.objects.ever_live() if request.method == "POST" else Guide.objects.live()
    page = get_object_or_404(guides, topic__slug=topic, slug=guide)
    if request.method != "POST":
        return asked(request, page, LackForm())
    if not strangers.is_from_our_pages(request):
        return asked(request, page, LackForm(request.POST), status=403, problem=_FOREIGN)
    is_useful = request.POST.get("useful") == "yes"
    form = LackForm(request.POST)
    if not is_useful and not form.is_valid():
        return asked(request, page, form, status=422)
    if strangers.is_crowding(request, ACT):
        return asked(request, page, form, status=429, problem=_CROWD)
    if not request.POST.get("website"):  # people never see that field
        keep(request, revision_read(page, request.POST.get("revision", "")), form, is_useful)
    return redirect("articles:thanks", topic, guide)


_FOREIGN = _("This came from another site, so it was not taken. Press the button here.")
_CROWD = _(
    "Many answers came from your connection, so this one was not taken. Nothing is lost: wait an "
    "hour, then press the button."
)


def keep(request: HttpRequest, revision: Revision, form: LackForm, is_useful: bool) -> None:
    told = {} if is_useful else form.cleaned_data
    if not strangers.is_said_again(request, ACT, f"{revision.pk} {is_useful} {told}"):
        usefulness.take(revision, useful=is_useful, **told)


def revision_read(guide: Guide, number: str) -> Revision:
    """The version that was read: another one may have gone live meanwhile."""
    read = None
    if number.isascii() and number.isdigit() and len(number) < 10:  # noqa: PLR2004 -- fits a column
        read = guide.revisions.published().filter(number=number).first()
    assert guide.live_revision is not None  # noqa: S101 -- `live` gives no others
    return read or guide.live_revision


@require_safe
def thanks(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    """Say that it arrived, and where answers are to be had."""
    page = get_object_or_404(Guide.objects.live(), topic__slug=topic, slug=guide)
    context = {"guide": page, "revision": page.live_revision}
    return render(request, "articles/thanks.html", context)


def asked(
    request: HttpRequest, guide: Guide, form: LackForm, *, status: int = 200, problem: Any = ""
) -> HttpResponse:
    """The question on a page of its own. What was typed stays in it."""
    context = {
        "guide": guide,
        "revision": guide.live_revision,
        "read": (request.POST.get("revision") or request.GET.get("of", ""))[:9],
        "form": form,
        "problem": problem,
        "heading": _t("What was the matter with this page?"),
    }
    return render(request, "articles/useful.html", context, status=status)

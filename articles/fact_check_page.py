"""The page behind a fact-check link. It sets no cookie and tells no other site of its address."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import fact_checking
from articles.comparing import called
from articles.models import FactCheck, Revision
from articles.rendering import pieces

FINE, WRONG = "fine", "wrong"
MOST_WORDS = 2_000


class FactCheckForm(forms.Form):
    """Block by block: is it right? And who says so."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    profession = forms.CharField(
        label=_("Your profession"),
        max_length=150,
        help_text=_("For example: MS nurse."),
        error_messages={"required": _("Write your profession.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    remarks = forms.CharField(
        label=_("Anything else?"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = {fields["uuid"]: called(fields) for fields in revision.data["blocks"]}
        self.blocks = [
            (str(block.uuid), html, places[str(block.uuid)])
            for (block, _anchor, html) in pieces(revision.data)
        ]
        for number, (_uuid, _html, place) in enumerate(self.blocks, start=1):
            self.fields[f"verdict-{number}"] = forms.ChoiceField(
                label=_t("Is this right? %(place)s") % {"place": place},
                choices=[(FINE, _("Fine")), (WRONG, _("Wrong, because:"))],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _t("Say whether this is right: %(place)s") % {"place": place}
                },
            )
            self.fields[f"because-{number}"] = forms.CharField(
                label=_("What is wrong, and what would be right?"),
                required=False,
                max_length=MOST_WORDS,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Each block as readers see it, with its two questions."""
        for number, (_uuid, html, _place) in enumerate(self.blocks, start=1):
            yield html, self[f"verdict-{number}"], self[f"because-{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number, (_uuid, _html, place) in enumerate(self.blocks, start=1):
            because = f"because-{number}"
            is_wrong = cleaned.get(f"verdict-{number}") == WRONG
            if is_wrong and not cleaned.get(because) and because not in self.errors:
                self.add_error(because, _t("Say what is wrong: %(place)s") % {"place": place})
        return cleaned

    def answers(self) -> list[dict[str, str]]:
        return [
            {
                "uuid": uuid,
                "place": place,
                "verdict": self.cleaned_data[f"verdict-{number}"],
                "because": self.cleaned_data[f"because-{number}"],
            }
            for number, (uuid, _html, place) in enumerate(self.blocks, start=1)
        ]


def kept_to_itself(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No cache, no search engine, and no word of the address to any other page."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


# The token in the address is the authority. Without a cookie there is nothing to forge.
@csrf_exempt
@kept_to_itself
@require_http_methods(["GET", "HEAD", "POST"])
def fact_check(request: HttpRequest, token: str) -> HttpResponse:
    """Read one revision, say what is right and what is not, send it once."""
    check = fact_checking.found(token)
    if check is None:
        return render(request, "articles/fact_check_unknown.html", {"is_unknown": True}, status=404)
    if not check.is_open:
        return _over(request, check)
    form = FactCheckForm(request.POST or None, revision=check.revision)
    if request.method == "POST" and form.is_valid():
        return _take(request, token, check, form)
    context = {"check": check, "revision": check.revision, "form": form}
    status = 422 if form.errors else 200
    return render(request, "articles/fact_check.html", context, status=status)


def _take(request: HttpRequest, token: str, check: FactCheck, form: FactCheckForm) -> HttpResponse:
    told = {name: form.cleaned_data[name] for name in ("name", "profession", "remarks")}
    try:
        fact_checking.answer(check, answers=form.answers(), **told)
    except fact_checking.Closed:
        check.refresh_from_db()
        return _over(request, check)
    return redirect("articles:fact_check", token)


def _over(request: HttpRequest, check: FactCheck) -> HttpResponse:
    """Thanks, to who sent it; a second sending is refused; a link that ended says so."""
    is_second = check.is_sent and request.method == "POST"
    status = (409 if is_second else 200) if check.is_sent else 410
    context = {"check": check, "is_second": is_second, "kept": _typed(request)}
    return render(request, "articles/fact_check_unknown.html", context, status=status)


def _typed(request: HttpRequest) -> list[str]:
    """The words of a form that came too late, so that they can be copied."""
    wanted = ("because-", "remarks")
    given = [(name, str(value).strip()) for name, value in request.POST.items()]
    return [value for name, value in given if value and name.startswith(wanted)]

"""How the pages look, chosen once for this browser. Kept in a cookie, so no login is needed."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import keep_in_browser
from accounts.returning import is_ours, way_back
from accounts.zones import chosen_zone, zones_by_region
from msforum.context import chosen_theme

SYSTEM = "system"
CHOICES = {
    SYSTEM: _("As my device says"),
    "paper": _("Paper: dark words on warm paper"),
    "dusk": _("Dusk: dark words on dimmed paper, for eyes that a bright page dazzles"),
    "night": _("Night: soft light words on a dark page"),
    "bold": _("Bold: black words on white, as clear as can be"),
    "boldnight": _("Bold night: white words on black, as clear as can be"),
}


class DisplayForm(forms.Form):
    """Which colours, and the time of which place?"""

    theme = forms.ChoiceField(
        label=_("Colours"),
        help_text=_("Your browser keeps your choice for a year. Nobody else is told."),
        choices=list(CHOICES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the colours."),
            "invalid_choice": _("Choose one of the colours in the list."),
        },
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Dates and times on the pages are then those of your clock."),
        choices=lambda: [("", _("As the site: %s") % settings.TIME_ZONE), *zones_by_region()],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the places in the list.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Show the themes; keep the one that was chosen."""
    chosen = {"theme": chosen_theme(request) or SYSTEM, "zone": chosen_zone(request.COOKIES)}
    form = DisplayForm(request.POST or None, initial=chosen)
    if request.method != "POST":
        return render(request, "pages/display.html", {"form": form, "next": came_from(request)})
    back = way_back(request)
    if not form.is_valid():
        context = {"form": form, "next": back}
        return render(request, "pages/display.html", context, status=422)
    response = redirect(back or reverse("display"))
    theme = form.cleaned_data["theme"]
    keep(response, "theme", "" if theme == SYSTEM else theme)
    if "zone" in request.POST:
        keep(response, "zone", form.cleaned_data["zone"], known=chosen["zone"])
    return response


def keep(response: HttpResponse, name: str, value: str, *, known: str | None = None) -> None:
    """Let the browser remember it, or forget it; nothing where it is `known` already."""
    if value == known:
        return
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    keep_in_browser(response, name, value)


def came_from(request: HttpRequest) -> str:
    """The page of ours that led here: where to go back to."""
    link = urlsplit(request.headers.get("Referer", ""))
    referrer = link.path if link.netloc == request.get_host() else ""
    path = request.GET.get("next", referrer)
    return path if is_ours(path) and path != request.path else ""

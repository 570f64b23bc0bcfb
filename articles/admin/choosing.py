"""Choosing a picture of the library: a list of names, the chosen one in sight, and, where the
browser runs scripts, small pictures to look through and search."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Image

if TYPE_CHECKING:
    from articles.admin.library import ImageAdmin

PICTURES_A_PAGE = 24
_MOST_DIGITS = 9

Shown = Mapping[int, Image]


class PictureChoice(forms.Select):
    """A list of the library by name. `shown` are the pictures that may stand in it now."""

    shown: Shown = {}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = {
            "select": self._list(name, value, attrs),
            "picture": self.shown.get(number(value)),
            "place": f"{name.removesuffix('-image')}-place" if name.endswith("-image") else "",
        }
        return render_to_string("admin/articles/image/_choice.html", context)

    def _list(self, name: str, value: Any, attrs: Any) -> SafeString:
        """What Django draws with a template for each option: that takes a second for a library of
        three hundred pictures and ten figures."""
        chosen = {str(each) for each in self.format_value(value)}
        options = format_html_join(
            "",
            "<option{}>{}</option>",
            (
                (flatatt({"value": each, "selected": str(each) in chosen}), said)
                for each, said in self.choices
            ),
        )
        built = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, built, options)


def number(sent: object) -> int:
    """The number of a picture in a form; 0 where none is chosen."""
    told = str(sent or "")
    return int(told) if told.isdecimal() and len(told) <= _MOST_DIGITS else 0


def show(field: Any, shown: Shown) -> None:
    """Let the field of a form show these; the admin has put its own widget around ours."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, PictureChoice):
        widget.shown = shown


def shown(sent: Iterable[object]) -> Shown:
    """The pictures that a form names, in one query."""
    wanted = {number(each) for each in sent} - {0}
    return Image.objects.in_bulk(wanted) if wanted else {}


@never_cache
@require_safe
def offered(request: HttpRequest, desk: "ImageAdmin") -> HttpResponse:
    """A page of small pictures to choose from, found as in the library. A part of a page."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    found, may_repeat = desk.get_search_results(
        request, Image.objects.in_library(), request.GET.get("q", "")
    )
    found = found.distinct() if may_repeat else found
    page = number(request.GET.get("page")) or 1
    first = (page - 1) * PICTURES_A_PAGE
    # One more than is shown, to know whether there are more.
    pictures = list(found.order_by("title", "pk")[first : first + PICTURES_A_PAGE + 1])
    context = {
        "pictures": pictures[:PICTURES_A_PAGE],
        "next_page": page + 1 if len(pictures) > PICTURES_A_PAGE else 0,
        "page": page,
        "chosen": number(request.GET.get("chosen")),
    }
    return render(request, "admin/articles/image/_offered.html", context)

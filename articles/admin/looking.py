"""What the form says about the guide in it: after each save, and while somebody types."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

import markup
from articles import checks
from articles.admin import chosen
from articles.admin.rights import may_edit
from articles.blocks import KINDS
from articles.checks import Piece, Severity
from articles.mending import report_on
from articles.models import Block, Guide

if TYPE_CHECKING:
    from articles.admin.blocks import BlockFormSet

PREFIX = "blocks"
_MOST_BLOCKS = 500
_QUOTED = 120
# More than the number of any row has.
_MOST_DIGITS = 18
_WORDS = (
    *("heading", "html", "items", "alt", "caption", "attribution", "purpose", "safety_line"),
    "guides",
)
_TICKS = ("decorative", "row_headers", "consent", "no_source_needed")

Reader = Callable[[str], object]


@never_cache
@require_POST
def look(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What to look at in the text that stands in a form now. Writes nothing."""
    guide = get_object_or_404(Guide, pk=pk) if pk else None
    right = may_edit(request.user, guide) if guide else request.user.has_perm("articles.add_guide")
    if not right:
        raise PermissionDenied
    hero = _number(request.POST.get("hero"))
    context = {"report": report_on(posted(request.POST), hero)}
    return render(request, "admin/articles/guide/_findings.html", context)


def panel(form: BaseForm, formsets: Iterable[Any], guide: Guide | None) -> dict[str, Any]:
    """What the page of the form needs: what to look at now, and where to ask again."""
    hero = _number(_value(form, "hero"))
    pieces = typed(next(formset for formset in formsets if formset.prefix == PREFIX))
    if guide and guide.pk:
        address = reverse("admin:articles_guide_look", args=[guide.pk])
    else:
        address = reverse("admin:articles_guide_look_new")
    return {"address": address, "report": report_on(pieces, hero) if pieces else None}


def typed(formset: "BlockFormSet") -> list[Piece]:
    """The blocks as they stand in the form, saved or not."""
    found = [_piece(str(form.prefix), partial(_value, form)) for form in formset.forms]
    return [piece for piece in found if piece]


def posted(data: QueryDict) -> list[Piece]:
    """The blocks as a browser sent them."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), _MOST_BLOCKS) if total.isdecimal() else 0
    places = [f"{PREFIX}-{number}" for number in range(count)]
    found = [_piece(place, partial(_sent, data, place)) for place in places]
    return [piece for piece in found if piece]


def refuse_what_must_be_mended(forms: Iterable[Any]) -> None:
    """Say at its field what keeps a guide from going live. Rules of a kind are told already."""
    by_place = {str(form.prefix): form for form in forms}
    report = report_on(Piece(form.instance, place) for place, form in by_place.items())
    for finding in checks.stopping(Severity.PUBLISH, report):
        if finding.is_rule_of_the_kind or finding.piece is None:
            continue
        quote = Truncator(finding.quote).chars(_QUOTED)
        message = f"{finding.message} “{quote}”" if quote else finding.message
        by_place[finding.piece.place].add_error(finding.field or None, message)


def _value(form: BaseForm, name: str) -> object:
    return form[name].value() if name in form.fields else None


def _sent(data: QueryDict, place: str, name: str) -> object:
    name = f"{place}-{name}"
    return chosen.sent(data, name) if name.endswith("-guides") else data.get(name)


def _number(sent: object) -> int | None:
    """The number that a choice of the form stands for; None where nothing was chosen."""
    told = str(sent or "")
    return int(told) if told.isdecimal() and len(told) <= _MOST_DIGITS else None


def _piece(place: str, read: Reader) -> Piece | None:
    """One block of the form; None for one that is empty, or about to be deleted."""
    kind = str(read("kind"))
    words = {name: str(read(name) or "") for name in _WORDS}
    if not markup.fits(words["html"], markup.GUIDE):
        return None  # cannot be saved, as its field says; it would take too long to look at
    is_new = not read("id")
    image = _number(read("image"))
    is_empty = image is None and not any(words.values())
    if kind not in KINDS or read("DELETE") or (is_new and is_empty):
        return None
    position = str(read("position") or "")
    block = Block(
        kind=kind,
        level=str(read("level") or ""),
        position=int(position) if position.isdecimal() else 0,
        image_id=image,
        **{name: bool(read(name)) for name in _TICKS},
        **words,
    )
    return Piece(block, place)

"""The inventory of all guides: a page to look through, and the same as a file."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Member
from articles import inventory, spreadsheets, waiting
from articles.admin.inventory_form import InventoryForm
from articles.admin.rights import may_edit, may_publish
from articles.models import Guide, GuideQuerySet
from articles.review_ages import ages

GUIDES_A_PAGE = 50
# So many guides are in memory at once while a file is sent.
GUIDES_A_CHUNK = 500


class Column(NamedTuple):
    """The head of a column. `href` sorts by it; `sorted` is what aria-sort says."""

    label: str
    href: str = ""
    sorted: str = ""


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All guides that match, some at a time, and how old their reviews are."""
    form = asked(request)
    wanted = form.wanted_by(cast(Member, request.user))
    found = inventory.chosen(wanted)
    several = inventory.in_order(inventory.told(found), form.order)
    shown = Paginator(several, GUIDES_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Inventory of guides"),
        "opts": Guide._meta,
        "form": form,
        "is_chosen": bool(set(form.changed_data) - {"sort"}),
        "page": shown,
        "rows": list(inventory.rows(shown.object_list, wanted.today)),
        "columns": columns(request, form.order),
        "ages": ages(found, wanted.today),
        "may_publish": may_publish(request.user),
        "soon": inventory.SOON.days,
    }
    return render(request, "admin/articles/guide/inventory.html", context)


@never_cache
@require_safe
def file(request: HttpRequest) -> StreamingHttpResponse:
    """Exactly what is chosen, all pages of it, as CSV."""
    form = asked(request)
    if form.errors:
        raise Http404
    wanted = form.wanted_by(cast(Member, request.user))
    found = inventory.in_order(inventory.told(inventory.chosen(wanted)), form.order)
    # The order stands before the first line goes out, and no cursor waits for a slow connection.
    order = list(found.values_list("pk", flat=True))
    answer = StreamingHttpResponse(
        spreadsheets.lines(cells(order, wanted.today)), content_type="text/csv; charset=utf-8"
    )
    name = f"guides-{timezone.localdate():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def asked(request: HttpRequest) -> InventoryForm:
    """Whoever writes or reviews guides may see how all of them stand."""
    user = request.user
    if not may_edit(user, None) and not any(map(user.has_perm, waiting.TURNS.values())):
        raise PermissionDenied
    form = InventoryForm(request.GET)
    form.is_valid()
    return form


def columns(request: HttpRequest, order: str) -> list[Column]:
    """The heads of the table. Pressing the one in force turns it round."""
    labels = {
        "title": _("Guide"),
        "topic": _("Topic"),
        "stage": _("Stage"),
        "owner": _("Owner"),
        "reviewed": _("Reviewed"),
        "due": _("Review due"),
        "changed": _("Last change"),
        "useful": _("Useful to readers"),
        "questions": _("Open questions"),
    }
    found = []
    for name, label in labels.items():
        down = order == f"-{name}"
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{name}" if order == name else name
        by = "descending" if down else "ascending" if order == name else ""
        found.append(Column(label, f"?{query.urlencode()}", by))
    return [*found, Column(_("Self-score")), Column(_("Byline"))]


def cells(order: list[int], today: Any) -> Iterator[list[object]]:
    """The head, then a line for each guide in this order."""
    yield [
        *(_("Guide"), _("Topic"), _("State"), _("Stage"), _("Owner"), _("Reviewed on")),
        *(_("Review due"), _("Review is"), _("Months since the review"), _("Last major change")),
        *(_("Readers: useful"), _("Readers: not useful"), _("Open questions")),
        *(_("Easy to understand (%)"), _("Easy to act on (%)"), _("Byline"), _("Address")),
    ]
    for start in range(0, len(order), GUIDES_A_CHUNK):
        chunk = order[start : start + GUIDES_A_CHUNK]
        guides = inventory.told(Guide.objects.with_state().filter(pk__in=chunk))
        yield from _lines(guides, chunk, today)


def _lines(guides: GuideQuerySet, order: list[int], today: Any) -> Iterator[list[object]]:
    """What was deleted since the order was made is left out."""
    by_pk = {row.guide.pk: row for row in inventory.rows(guides, today)}
    for row in (by_pk[pk] for pk in order if pk in by_pk):
        guide = row.guide
        yield [
            *(guide.title, guide.topic.title, row.state, row.stage, guide.owner),
            *(guide.reviewed_on, guide.review_due_on, row.due and row.due.label, row.age),
            *(guide.changed_on, guide.useful, guide.not_useful, guide.open_questions),
            *(row.understandable, row.actionable, "; ".join(row.byline)),
            f"{settings.SITE_URL}{guide.get_absolute_url()}" if guide.is_readable else "",
        ]

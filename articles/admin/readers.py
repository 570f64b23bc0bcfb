"""What readers say of a guide: how many found it useful, and what the others wrote."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import usefulness
from articles.admin.rights import may_edit
from articles.models import Guide, Lack

WORDS_A_PAGE = 50


@require_safe
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts for each version and reason, and the words, for those who may edit the guide."""
    guide = get_object_or_404(Guide.objects.select_related("topic"), pk=pk)
    if not may_edit(request.user, guide):
        raise PermissionDenied
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("What readers say"),
        "subtitle": guide.title,
        "opts": Guide._meta,
        "guide": guide,
        "verdicts": usefulness.verdicts(guide),
        "reasons": Lack.labels,
        "said": Paginator(usefulness.said(guide), WORDS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "admin/articles/guide/readers.html", context)

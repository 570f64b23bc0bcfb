"""Removing pictures at the desk, one or many: refused with the list of what shows them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as stock_delete_selected
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles import removing, uses
from articles.admin.rights import may_publish
from articles.models import Image


class Removing(admin.ModelAdmin):
    """The part of the library's desk that takes pictures out. Django's pages, our verb."""

    actions = ["delete_selected"]

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Editors remove any picture, authors what they put in themselves."""
        if not request.user.has_perm("articles.delete_image"):
            return False
        return obj is None or may_publish(request.user) or obj.uploaded_by_id == request.user.pk

    def get_deleted_objects(self, objs: Iterable[Image], request: HttpRequest) -> Any:
        """What Django's pages ask before they ask whether one is sure."""
        pictures = list(objs)
        others = {
            image.title for image in pictures if not self.has_delete_permission(request, image)
        }
        holding = [use for use in uses.of(pictures) if use.holds]
        counts = {Image._meta.verbose_name_plural: len(pictures)}
        return [image.title for image in pictures], counts, others, holding

    @admin.action(description=_("Remove the selected pictures"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Image]) -> Any:
        try:
            with transaction.atomic():
                return stock_delete_selected(self, request, queryset)
        except removing.InUse as refused:
            return self._used_meanwhile(request, refused)

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().delete_view(request, object_id, *args, **kwargs)
        except removing.InUse as refused:
            return self._used_meanwhile(request, refused)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        removing.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        for image in queryset:
            removing.remove(image)

    def _used_meanwhile(self, request: HttpRequest, refused: removing.InUse) -> HttpResponse:
        told = _t("“%(picture)s” is used since a moment ago, so nothing was removed.")
        messages.error(request, told % {"picture": refused})
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))

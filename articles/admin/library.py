import re
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles import renditions, uses
from articles.admin import choosing, replacing
from articles.admin.picture_filters import MissingFilter, UseFilter
from articles.admin.picture_form import PLACES, ImageForm
from articles.admin.removing import Removing
from articles.admin.rights import may_publish
from articles.models import Image, ImageQuerySet, Licence, Person
from outbox import put

CREDIT_FIELDS = ["licence", "licence_text", "credit", "source"]
# What readers see of a picture, on pages that are live as well.
SEEN_FIELDS = ["focus", *CREDIT_FIELDS]
# The fields of the form, and which columns each of them fills.
COLUMNS = {name: [name] for name in ["title", "alt", *CREDIT_FIELDS]} | {
    "focus": ["focus_x", "focus_y"]
}
# What a page calls a picture: its stem, for a rendition the width, and how the file ends.
_ADDRESS = re.compile(r"([0-9a-f]{32})(-\d+)?\.(avif|webp|jpg|png)", re.IGNORECASE)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """The names on bylines."""

    list_display = ["name", "credentials", "interests", "declared_on"]
    search_fields = ["name", "credentials", "interests"]
    fields = ["name", "credentials", "interests", "declared_on"]

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Names stay: published pages say them."""
        return False


@admin.register(Image)
class ImageAdmin(Removing):
    """The picture library. What a page was written for, it goes on showing."""

    form = ImageForm

    list_display = [
        "thumbnail",
        "title",
        "size",
        "use",
        "licence_told",
        "uploaded_at",
        "uploaded_by",
    ]
    list_display_links = ["title"]
    list_filter = [UseFilter, MissingFilter]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    sortable_by = ()
    search_fields = ["title", "alt", "credit", "file", "blocks__alt"]
    search_help_text = _("Name, description, credit, or the address of a picture on a page.")

    # The list ----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> ImageQuerySet:
        return Image.objects.in_library().with_use()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """The address of a picture, copied from a page, finds it in whatever size it was."""
        if found := _ADDRESS.search(search_term):
            search_term = found[1]
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> str:
        return render_to_string("admin/articles/image/_thumbnail.html", {"image": image})

    @admin.display(description=_("size"))
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description=_("use"))
    def use(self, image: Any) -> Any:
        return _("In use") if image.is_used else _("Not used")

    @admin.display(description=_("licence"))
    def licence_told(self, image: Image) -> Any:
        if image.licence == Licence.OTHER:
            return image.licence_text
        return image.get_licence_display() if image.licence else _("None")

    # The form ----------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        told = _("Readers see it below the picture where the licence asks for it.")
        if obj and not self.may_change_pages(request, obj):
            told = _("On live pages already: ask an editor to change it.")
        picture = "shown" if obj else "file"
        return [
            (None, {"fields": [picture, "title", "alt", "focus"]}),
            (_("Who made it"), {"fields": CREDIT_FIELDS, "description": told}),
            *([(_("Where it is used"), {"fields": ["used_in"]})] if obj else []),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        if obj is None:
            return []
        return ["shown", "used_in", *([] if self.may_change_pages(request, obj) else SEEN_FIELDS)]

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(replacing.replace)
        address = path("<int:pk>/replace/", page, {"desk": self}, "articles_image_replace")
        offered = self.admin_site.admin_view(choosing.offered)
        offers = path("offered/", offered, {"desk": self}, "articles_image_offered")
        return [address, offers, *super().get_urls()]

    @admin.display(description=_("picture"))
    def shown(self, image: Image) -> str:
        return render_to_string("admin/articles/image/_shown.html", {"image": image})

    @admin.display(description=_("used in"))
    def used_in(self, image: Image) -> str:
        context = {"uses": uses.of([image])}
        return render_to_string("admin/articles/image/_uses.html", context)

    @admin.display(description=_("what must stay in sight"))
    def focus(self, image: Image) -> Any:
        return dict(PLACES)["{} {}".format(*image.focus)]

    def may_change_pages(self, request: HttpRequest, image: Image) -> bool:
        """What readers see of a picture on pages that they have is for those who publish."""
        live = Image.objects.on_published_pages().filter(pk=image.pk)
        return may_publish(request.user) or not live.exists()

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=_columns(form))
            if set(form.changed_data) & {*CREDIT_FIELDS}:
                put(renditions.DRAW_AGAIN, image=obj.pk)
            return
        told = {name: getattr(obj, name) for name in _columns(form)}
        added = renditions.add(form.cleaned_data["file"], **told, uploaded_by=request.user)
        obj.pk = added.pk


def _columns(form: Any) -> list[str]:
    """What the form was allowed to fill."""
    return [
        column for name, columns in COLUMNS.items() if name in form.fields for column in columns
    ]

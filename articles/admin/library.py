import re
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles import images, renditions
from articles.admin.picture_filters import MissingFilter, UseFilter
from articles.models import Image, ImageQuerySet, Person

OWN_FIELDS = ["title", "alt", "credit"]
# What a page calls a picture: its stem, for a rendition the width, and how the file ends.
_ADDRESS = re.compile(r"([0-9a-f]{32})(-\d+)?\.(avif|webp|jpg|png)", re.IGNORECASE)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """The names on bylines."""

    list_display = ["name", "credentials"]
    search_fields = ["name", "credentials"]
    fields = ["name", "credentials", "interests"]

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Names stay: published pages say them."""
        return False


class ImageForm(forms.ModelForm):
    """A picture and what it is called. What is wrong with the file is told beside it."""

    class Meta:
        model = Image
        fields = ["file", *OWN_FIELDS]
        field_classes = {"file": images.PictureField}
        # Not the admin's, which groups the field with one to remove the file, and loses its label.
        widgets = {"file": forms.FileInput}


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """The picture library. A picture's file never changes: pages were written for what it shows."""

    form = ImageForm

    list_display = ["thumbnail", "title", "size", "use", "uploaded_at", "uploaded_by"]
    list_display_links = ["title"]
    list_filter = [UseFilter, MissingFilter]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    sortable_by = ()
    search_fields = ["title", "alt", "credit", "file", "blocks__alt"]
    search_help_text = _("Name, description, credit, or the address of a picture on a page.")
    fields = ["file", *OWN_FIELDS]

    # The list ----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> ImageQuerySet:
        return Image.objects.with_use()

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

    # The form ----------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        return ["file"] if obj else []

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=OWN_FIELDS)
            return
        told = {name: getattr(obj, name) for name in OWN_FIELDS}
        added = renditions.add(form.cleaned_data["file"], **told, uploaded_by=request.user)
        obj.pk = added.pk

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Pictures stay: published pages may show them."""
        return False

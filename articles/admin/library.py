from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles import images, renditions
from articles.models import Image, Person


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
        fields = ["file", "title", "credit"]
        field_classes = {"file": images.PictureField}
        # Not the admin's, which groups the field with one to remove the file, and loses its label.
        widgets = {"file": forms.FileInput}


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """The picture library. A picture's file never changes: pages were written for what it shows."""

    form = ImageForm

    list_display = ["title", "width", "height", "uploaded_at", "uploaded_by"]
    list_select_related = ["uploaded_by"]
    search_fields = ["title", "credit"]
    fields = ["file", "title", "credit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        return ["file"] if obj else []

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["title", "credit"])
            return
        added = renditions.add(
            form.cleaned_data["file"], title=obj.title, credit=obj.credit, uploaded_by=request.user
        )
        obj.pk = added.pk

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Pictures stay: published pages may show them."""
        return False

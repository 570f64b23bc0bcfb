"""The form of one picture: the file when it is new, and what the library knows of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import images
from articles.models import Image, Licence
from articles.models.licence import ASK_FOR_CREDIT


class ImageForm(forms.ModelForm):
    """A picture and what it is called. What is wrong with the file is told beside it."""

    class Meta:
        model = Image
        fields = ["file", "title", "alt", "licence", "licence_text", "credit", "source"]
        field_classes = {"file": images.PictureField}
        # Not the admin's, which groups the field with one to remove the file, and loses its label.
        widgets = {"file": forms.FileInput}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        licence = cleaned.get("licence")
        if licence == Licence.OTHER and not cleaned.get("licence_text"):
            self.add_error("licence_text", _("Write which licence it is."))
        named = ASK_FOR_CREDIT - {Licence.OTHER}
        if licence in named and "credit" not in self.errors and not cleaned.get("credit"):
            self.add_error("credit", _("This licence asks you to name who made the picture."))
        return cleaned

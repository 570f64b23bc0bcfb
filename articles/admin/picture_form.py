"""The form of one picture: the file when it is new, and what the library knows of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Image, Licence
from articles.models.licence import ASK_FOR_CREDIT
from pictures import images

# Row by row, as they stand in the form: percent from the left and from the top.
PLACES = (
    ("0 0", _("Top left")),
    ("50 0", _("Top")),
    ("100 0", _("Top right")),
    ("0 50", _("Left")),
    ("50 50", _("Middle")),
    ("100 50", _("Right")),
    ("0 100", _("Bottom left")),
    ("50 100", _("Bottom")),
    ("100 100", _("Bottom right")),
)


class ImageForm(forms.ModelForm):
    """A picture and what it is called. What is wrong with the file is told beside it."""

    focus = forms.ChoiceField(
        label=_("What must stay in sight"),
        choices=PLACES,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "nine-places"}),
        help_text=_("Lists and the head of a guide cut a picture to fit. They keep this part."),
    )

    class Meta:
        model = Image
        fields = ["file", "title", "alt", "licence", "licence_text", "credit", "source"]
        field_classes = {"file": images.PictureField}
        # Not the admin's, which groups the field with one to remove the file, and loses its label.
        widgets = {"file": forms.FileInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["focus"] = "{} {}".format(*self.instance.focus)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        licence = cleaned.get("licence")
        if licence == Licence.OTHER and not cleaned.get("licence_text"):
            self.add_error("licence_text", _("Write which licence it is."))
        named = ASK_FOR_CREDIT - {Licence.OTHER}
        if licence in named and "credit" not in self.errors and not cleaned.get("credit"):
            self.add_error("credit", _("This licence asks you to name who made the picture."))
        if focus := cleaned.get("focus"):
            self.instance.focus_x, self.instance.focus_y = map(int, focus.split())
        return cleaned

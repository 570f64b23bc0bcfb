"""Plain words to the team, from it or among it: no marks, no links, not more than so many."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from markup import NotText


class RemarkField(forms.CharField):
    """A few lines. With `missing`, the sentence for who leaves it empty, it cannot be left out."""

    def __init__(self, *, most: int, missing: Any = "", rows: int = 4, **kwargs: Any) -> None:
        sentences = {
            "max_length": format_lazy(_("Say it in {most} characters or fewer."), most=f"{most:,}"),
            "null_characters_not_allowed": NotText.sentence,
        }
        if missing:
            sentences["required"] = missing
        super().__init__(
            max_length=most,
            required=bool(missing),
            widget=forms.Textarea({"rows": rows, "dir": "auto"}),
            error_messages=sentences,
            **kwargs,
        )

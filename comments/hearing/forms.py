"""What authors are asked when they answer a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms import BodyForm
from comments.remarks import RemarkField

MOST_CHARACTERS = 2_000


class ReviseForm(BodyForm):
    """New words for what was not published or taken down."""

    def __init__(self, *args: Any, newest: str, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={"body": kept or newest}, **kwargs)
        self.newest = newest
        self.fields["body"].label = _("Your comment, to change")

    def clean_body(self) -> str:
        words: str = self.cleaned_data["body"]
        if words == self.newest.strip():
            raise forms.ValidationError(_("Nothing is changed yet. Change what the team wrote of."))
        return words


class AppealForm(forms.Form):
    """Why somebody else should look again."""

    use_required_attribute = False

    words = RemarkField(
        label=_("Why should we look again?"),
        help_text=_("A few sentences are enough: at most 2,000 characters."),
        most=MOST_CHARACTERS,
        missing=_("Say in a few words why we should look again."),
        rows=6,
    )

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"words": kept}
        super().__init__(*args, **kwargs)

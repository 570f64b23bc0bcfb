"""What is asked of somebody who is worried, and of the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.concern import raising
from comments.forms import WordsField
from comments.models import Comment, ConcernOutcome, Country, StepKind, Worry
from comments.remarks import RemarkField

MOST_CHARACTERS = 1000
MOST_OF_A_NOTE = 2000


class WorryForm(forms.Form):
    """Telling the team that one is worried about somebody. Words are welcome, and not needed."""

    use_required_attribute = False

    words = RemarkField(
        label=_("What worries you? You can leave this out."),
        most=MOST_CHARACTERS,
    )

    def __init__(
        self, *args: Any, comment: Comment, member: Member, kept: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"words": kept}
        super().__init__(*args, **kwargs)
        self.comment, self.member = comment, member

    def save(self) -> Worry:
        return raising.worry(self.comment, self.member, words=self.cleaned_data["words"])


class CountryForm(forms.Form):
    """Where somebody is."""

    use_required_attribute = False

    country = forms.ChoiceField(
        label=_("Where are you?"),
        help_text=_("Your browser keeps your choice for a year. Nobody else is told."),
        choices=Country.choices,
        error_messages={
            "required": _("Choose one of the places in the list."),
            "invalid_choice": _("Choose one of the places in the list."),
        },
    )


class StepForm(forms.Form):
    """One step of the team. Which fields it has follows from what it is."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=ConcernOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how it ended."),
            "invalid_choice": _("Choose one of the outcomes in the list."),
        },
    )
    note = RemarkField(
        label=_("Note"),
        most=MOST_OF_A_NOTE,
        missing=_("Write a sentence for whoever reads this later."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{kind}_%s"
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != StepKind.OUTCOME:
            del self.fields["outcome"]
        if kind == StepKind.WRITTEN:
            widget = forms.Textarea({"rows": 8, "dir": "auto"})
            label = _("Message to the member, signed as the team")
            self.fields["note"] = WordsField(label=label, widget=widget)
        if kind in {StepKind.TAKEN, StepKind.SIGNPOSTED}:
            self.fields["note"].required = False
            self.fields["note"].label = _("Note. You can leave this out.")

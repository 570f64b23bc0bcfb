"""What a moderator asks a clinician, and what a clinician answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.remarks import RemarkField


class VersionForm(forms.Form):
    """Bound to the case as it was seen."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_clinician_%s", **kwargs})

    @property
    def seen(self) -> int:
        """The version that stood on the page; 0, which no case has, when it was not told."""
        return self.cleaned_data.get("version") or 0


class ClinicianForm(VersionForm):
    """The question."""

    words = RemarkField(
        label=_("What do you want to know from a clinician?"),
        help_text=_("The author is not told. Clinicians see the conversation, and no history."),
        most=1000,
        missing=_("Say what you want to know."),
        rows=3,
    )


class OpinionForm(VersionForm):
    """The answer."""

    words = RemarkField(
        label=_("Your answer"),
        help_text=_("Moderators read it and decide. The author does not see it."),
        most=2000,
        missing=_("Write your answer."),
        rows=5,
    )

"""What a moderator is asked before something is not published or taken down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.admin.verdict import Seen
from comments.models import Reason
from comments.remarks import RemarkField


class DecisionForm(forms.Form):
    """A decision that needs no reason, and what was on the page when it was taken."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{verb}_%s", **kwargs})
        self.verb = verb

    @property
    def seen(self) -> Seen:
        told = self.cleaned_data
        return Seen(told.get("version"), told.get("revision"), told.get("decision"))

    @property
    def hides_branch(self) -> bool:
        return self.cleaned_data.get("whole") == WITH_REPLIES


class ReasonForm(DecisionForm):
    """Why it is not published. Its author reads reason and note."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("The author reads this."),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a reason. The author reads it."),
            "invalid_choice": _("Choose one of the reasons in the list."),
        },
    )
    note = RemarkField(
        label=_("Note to the author"),
        help_text=_("You can leave this out, unless you chose “Another reason”."),
        most=2000,
    )

    def clean(self) -> dict[str, Any]:
        wants_words = self.cleaned_data.get("reason") == Reason.OTHER
        if wants_words and not self.cleaned_data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say in a few words what the reason is."))
        return self.cleaned_data


ONLY_THIS, WITH_REPLIES = "", "branch"


class TakeDownForm(ReasonForm):
    """Why it is taken down, and how much of it."""

    whole = forms.ChoiceField(
        label=_("How much?"),
        choices=[],
        widget=forms.RadioSelect,
        required=False,
        initial=ONLY_THIS,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, replies: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = _("Only these words. Replies stay, under a line that says so.")
        self.fields["whole"].choices = [  # type: ignore[attr-defined]
            (ONLY_THIS, only),
            (WITH_REPLIES, replies or _("With all replies")),
        ]


class AskForm(DecisionForm):
    """What the author should change. They read it, and can send the comment in again."""

    note = RemarkField(
        label=_("What should the author change?"),
        help_text=_("The author reads this, and can send the comment in again."),
        most=2000,
        missing=_("Say what the author should change."),
    )


FORMS: dict[str, type[DecisionForm]] = {
    "reject": ReasonForm,
    "hide": TakeDownForm,
    "ask": AskForm,
}


def form_for(verb: str, *args: Any, replies: Any = "", **kwargs: Any) -> DecisionForm:
    """The form of a verb, with the fields it needs and no others."""
    if verb == "hide":
        return TakeDownForm(*args, verb=verb, replies=replies, **kwargs)
    return FORMS.get(verb, DecisionForm)(*args, verb=verb, **kwargs)

"""What a moderator is asked before something is done to a member."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Member, SuspensionKind, SuspensionReason
from comments.models import Note
from comments.remarks import RemarkField
from comments.sanctions.doing import Plan
from markup import NotText

LONGEST = 365


class PlanForm(forms.Form):
    """What should be done, why, and what goes with it."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=[
            (SuspensionKind.REMINDER, _("Remind them: they read it before their next post")),
            (SuspensionKind.SUSPENSION, _("Suspend them: they read, and do not write for a while")),
            (SuspensionKind.BAN, _("Ban them: they cannot log in any more")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        help_text=_("Only for a suspension: 1 to 365."),
        min_value=1,
        max_value=LONGEST,
        required=False,
        error_messages={
            "invalid": _("Type a number of days."),
            "min_value": _("At least one day."),
            "max_value": _("At most 365 days."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("The member reads this."),
        choices=SuspensionReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason. The member reads it.")},
    )
    words = RemarkField(
        label=_("Words to the member"),
        help_text=_("Say what happened, what you ask of them, and stay kind."),
        most=2000,
        missing=_("Write what the member will read."),
        rows=6,
    )
    takes_waiting = forms.BooleanField(
        label=_("Also do not publish what waits of them"), required=False
    )
    hides_days = forms.IntegerField(
        label=_("Also take down what they published in the last days"),
        help_text=_("How many days back; empty: nothing. At most 100 comments at once."),
        min_value=1,
        max_value=LONGEST,
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        made = self.cleaned_data
        lasts = made.get("kind") == SuspensionKind.SUSPENSION
        if lasts and not made.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return made

    @property
    def plan(self) -> Plan:
        made = self.cleaned_data
        return Plan(
            self.member,
            made["kind"],
            made["reason"],
            made["words"],
            days=made.get("days") or 0,
            takes_waiting=made["takes_waiting"],
            hides_days=made.get("hides_days") or 0,
        )


class NoteForm(forms.Form):
    """Something the team wants to remember."""

    use_required_attribute = False

    words = RemarkField(
        label=_("New note"),
        help_text=_(
            "The team reads it, and the member in a copy of their data, if they ask for one. Name "
            "nobody else."
        ),
        most=Note.MOST_CHARACTERS,
        missing=_("Write something first."),
        rows=3,
    )


class LiftForm(forms.Form):
    """Why it ends early."""

    use_required_attribute = False

    why = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("Only the team reads it."),
        max_length=500,
        error_messages={
            "required": _("Say in a few words why it ends."),
            "max_length": _("Say it in 500 characters or fewer."),
            "null_characters_not_allowed": NotText.sentence,
        },
    )

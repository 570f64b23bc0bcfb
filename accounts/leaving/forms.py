from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.leaving import going
from accounts.models import GRACE, Leaving, Member

REMOVE, KEEP = "remove", "keep"
LATER, NOW = "later", "now"


class LeaveForm(forms.Form):
    """What becomes of the words, and when."""

    words = forms.ChoiceField(
        label=_("What shall become of what you wrote?"),
        choices=[
            (REMOVE, _("Remove my words. Answers of others stay, under a line that says so.")),
            (KEEP, _("Leave my published words, without my name. Everything else goes.")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what shall become of your words."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[
            (LATER, _("In %(days)s days. If I log in before then, my account stays.")),
            (NOW, _("Now. It cannot be undone.")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when."),
            "invalid_choice": _("Choose one of the two."),
        },
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        later, now = self.fields["when"].choices  # type: ignore[attr-defined]
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            (later[0], later[1] % {"days": GRACE.days}),
            now,
        ]

    def clean(self) -> dict[str, Any]:
        if self.member.is_superuser:
            raise ValidationError(
                _("You run this site. Ask somebody else who does to take that from you first.")
            )
        return self.cleaned_data

    def save(self) -> Leaving:
        told = self.cleaned_data
        return going.leave(
            self.member, keeps_words=told["words"] == KEEP, at_once=told["when"] == NOW
        )

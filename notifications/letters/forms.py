"""The questions of the settings page about letters."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from accounts.zones import zones_by_region
from notifications.letters.choosing import choose
from notifications.letters.sending import rhythms
from notifications.models import About, Postbox, Rhythm

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
NOT_IN_LIST = {
    "required": _("Choose one of the answers in the list."),
    "invalid_choice": _("Choose one of the answers in the list."),
}


def hour(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=HOURS, coerce=int, error_messages=NOT_IN_LIST
    )


class LettersForm(forms.Form):
    """How soon each kind of letter comes, when none comes, and how much it says."""

    quiet_from = hour(_("No letters from"))
    quiet_until = hour(_("No letters before"), _("The same hour twice means: at any time."))
    zone = forms.ChoiceField(
        label=_("By the clock of"),
        choices=lambda: [("", _("The site: %s") % settings.TIME_ZONE), *zones_by_region()],
        required=False,
        error_messages=NOT_IN_LIST,
    )
    says_more = forms.BooleanField(
        label=_("Letters may say what they are about"),
        help_text=_(
            "They then name guides, and people who wrote. Whoever sees your mail can read it."
        ),
        required=False,
    )

    def __init__(self, data: Any, *, member: Member, zone: str = "") -> None:
        self.member = member
        postbox = Postbox.objects.of(member)
        fresh = postbox._state.adding
        known = {name: getattr(postbox, name) for name in self.base_fields}
        super().__init__(data, initial=known | ({"zone": zone} if fresh else {}))
        for subject, rhythm in rhythms(member).items():
            self.fields[subject.value] = forms.ChoiceField(
                label=subject.label,
                choices=Rhythm.choices,
                initial=rhythm,
                error_messages=NOT_IN_LIST,
            )

    @property
    def wishes(self) -> list[forms.BoundField]:
        return [self[subject.value] for subject in About]

    def save(self) -> None:
        wishes = {subject.value: self.cleaned_data[subject.value] for subject in About}
        choose(self.member, wishes, **{name: self.cleaned_data[name] for name in self.base_fields})

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from accounts.models import MsType, Profile, Role, SeenBy
from accounts.models.profile import FIELDS, LONGEST_ABOUT
from pictures.images import PictureField

EARLIEST = 1900
NO_ANSWER = ("", _("I would rather not say"))
AUDIENCES = [
    (SeenBy.NOBODY.value, _("Nobody")),
    (SeenBy.MEMBERS.value, _("Members")),
    (SeenBy.EVERYONE.value, _("Everyone")),
]
ASKED = {
    "avatar": _("Who sees your picture?"),
    "about": _("Who sees the words about you?"),
    "since_year": _("Who sees since when you live with MS?"),
    "ms_type": _("Who sees which kind of MS you have?"),
    "role": _("Who sees why you are here?"),
    "comments": _("Who sees a list of your comments? Those without your name are never in it."),
}


class ProfileForm(forms.Form):
    """What a member says of themselves. Nothing has to be said."""

    about = forms.CharField(
        label=_("A few words about you"),
        help_text=_("At most 500 characters. Addresses in it do not become links."),
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Use 500 characters or fewer.")},
    )
    since_year = forms.IntegerField(
        label=_("Living with MS since"),
        help_text=_("A year, such as 2014."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "few"}),
        error_messages={"invalid": _("Type a year in four figures, such as 2014.")},
    )
    ms_type = forms.ChoiceField(
        label=_("Kind of MS"),
        required=False,
        choices=[NO_ANSWER, *MsType.choices],
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )
    role = forms.ChoiceField(
        label=_("Why are you here?"),
        help_text=_("That you work in health care is shown once the team has checked it."),
        required=False,
        choices=[NO_ANSWER, *Role.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(profile, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_since_year(self) -> int | None:
        year: int | None = self.cleaned_data["since_year"]
        if year is not None and not EARLIEST <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Type a year that has been, such as 2014."))
        return year

    def save(self) -> None:
        for name, value in self.cleaned_data.items():
            setattr(self.profile, name, value)
        self.profile.keep()


class PictureForm(forms.Form):
    """One picture."""

    picture = PictureField(
        label=_("Your picture"),
        help_text=_(
            "JPEG, PNG, WebP or GIF, 8 MB at most. We keep a small square from its middle; where "
            "and when it was taken is left out."
        ),
        error_messages={"required": _("Choose a picture.")},
    )

    @classmethod
    def too_many(cls) -> "PictureForm":
        """For who sent twenty within an hour. To look at one more would keep the site busy."""
        form = cls({}, MultiValueDict())
        form.full_clean()
        form.errors.pop("picture", None)
        form.add_error("picture", _("You have sent many pictures. Try again in an hour."))
        return form


class PrivacyForm(forms.Form):
    """Who sees what."""

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        for name in FIELDS:
            self.fields[f"{name}_for"] = forms.ChoiceField(
                label=ASKED[name],
                choices=AUDIENCES,
                widget=forms.RadioSelect,
                initial=getattr(profile, f"{name}_for"),
                error_messages={
                    "required": _("Choose who sees it."),
                    "invalid_choice": _("Choose one of the three."),
                },
            )

    def save(self) -> None:
        for name, value in self.cleaned_data.items():
            setattr(self.profile, name, value)
        self.profile.keep()

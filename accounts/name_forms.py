"""Choosing a public name: when somebody joins, when another one was faster, and later."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import fields, names, naming, pseudonyms
from accounts.models import Member

# The button beside an idea.
IDEA = "idea"
# What is never written back into a page.
SECRET = "password"  # noqa: S105 -- how such fields are called


class OffersNames(forms.Form):
    """A form with a question for a name, and ideas as buttons. Without JavaScript such a button
    brings the form back with the name in it; with it, the name goes straight into its field."""

    taken = _("Somebody here has this name, or one that looks like it. Choose another one.")

    def ask_once_about(self, address: str) -> None:
        """A name that tells who somebody is, is asked about once."""
        if pseudonyms.tells_who(self.data.get("username", ""), address):
            self.fields["keep_name"] = forms.BooleanField(
                label=_("Use this name all the same"), required=False
            )
            self.order_fields(["email", "username", "keep_name"])

    def check_that_it_is_meant(self) -> None:
        told = self.cleaned_data
        if "keep_name" in self.fields and told.get("username") and not told.get("keep_name"):
            self.add_error(
                "username",
                _(
                    "This looks like a real name, an address or a year of birth. Everyone can read "
                    "it. Choose another name, or tick “Use this name all the same”."
                ),
            )

    @property
    def ideas(self) -> list[str]:
        return naming.ideas()

    @classmethod
    def with_idea(cls, request: HttpRequest, **kwargs: Any) -> Self | None:
        """The form as it was sent, with the idea in its place; None if no idea was chosen. Nothing
        is called a mistake yet. A password is not written back, so it is asked for again."""
        idea = request.POST.get(IDEA)
        if request.method != "POST" or idea is None:
            return None
        sent = {name: value for name, value in request.POST.items() if SECRET not in name}
        form = cls(initial=sent | {"username": idea[: names.LONGEST]}, **kwargs)
        for name, value in request.POST.items():
            if SECRET in name and value and name in form.fields:
                form.fields[name].help_text = _(
                    "Type it once more: we never write a password into a page."
                )
        return form


class NameForm(OffersNames):
    """The public name alone: when somebody was faster, or all else is known."""

    username = fields.NameField()

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_once_about(address)

    def clean(self) -> dict[str, Any]:
        self.check_that_it_is_meant()
        return self.cleaned_data

    def clean_username(self) -> str:
        name = names.clean_name(self.cleaned_data["username"])
        if naming.is_taken(name):
            raise ValidationError(self.taken, code="username_taken")
        return name


class RenameForm(OffersNames):
    """Another public name for a member."""

    username = fields.NameField()

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {"username": member.name} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.member = member
        self.ask_once_about(member.email)
        self.fields["username"].label = _("New public name")

    def clean_username(self) -> str:
        name = names.clean_name(self.cleaned_data["username"])
        if name == self.member.name:
            raise ValidationError(_("This is your name already. Choose another one."), code="same")
        if naming.is_taken(name, by=self.member):
            raise ValidationError(self.taken, code="username_taken")
        return name

    def clean(self) -> dict[str, Any]:
        self.check_that_it_is_meant()
        return self.cleaned_data

    def save(self) -> bool:
        """False, with an error at the field, when somebody was faster."""
        try:
            naming.rename(self.member, self.cleaned_data["username"])
        except naming.Taken:
            self.add_error("username", self.taken)
            return False
        return True

"""The questions an account asks: each with its label, its hint, what to do when it went wrong,
and what browsers and password managers should put in."""

from typing import Any

from allauth.account.fields import EmailField, SetPasswordField
from allauth.account.fields import PasswordField as AllauthPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import passwords
from accounts.models import Member

# Words are not to be "corrected", nor begun with a capital.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class AddressField(EmailField):
    """An e-mail address."""

    def __init__(self, *, fill: str = "email", **kwargs: Any) -> None:
        attrs = {"autocomplete": fill, "dir": "ltr", **AS_TYPED}
        errors = {
            "required": _("Type your e-mail address."),
            "invalid": _("Type the whole address, such as name@example.org."),
            "max_length": _("This address is too long. Check it."),
        }
        super().__init__(
            label=kwargs.pop("label", _("E-mail address")),
            max_length=Member._meta.get_field("email").max_length,
            error_messages=errors,
            widget=forms.EmailInput(attrs=attrs),
            **kwargs,
        )


class NameField(forms.CharField):
    """The public name. How long it may be is checked by the server alone: a browser that cuts off
    what is pasted loses words without a sound."""

    def __init__(self) -> None:
        attrs = {"autocomplete": "nickname", "spellcheck": "false"}
        super().__init__(
            label=_("Public name"),
            help_text=_("Everyone can read it. It need not be your real name."),
            error_messages={"required": _("Write the name that others will see.")},
            widget=forms.TextInput(attrs=attrs),
        )


class PasswordField(AllauthPasswordField):
    """The password a member has now."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        errors = {"required": _("Type your password.")}
        super().__init__(autocomplete="current-password", error_messages=errors, **kwargs)
        self.widget.attrs.pop("placeholder")


class NewPasswordField(SetPasswordField):
    """A password to come: typed once, because it can be shown. `in_a_button` is what the button
    calls it that shows it, where the label says more than what it is."""

    def __init__(self, *, in_a_button: Any = None, **kwargs: Any) -> None:
        self.in_a_button = in_a_button
        kwargs.setdefault("label", _("New password"))
        errors = {
            "required": _("Choose a password."),
            "max_length": _("This is longer than we can take. Use fewer characters."),
        }
        hint = _("Use 12 characters or more. Three or four words in a row work well.")
        super().__init__(
            max_length=passwords.LONGEST, help_text=hint, error_messages=errors, **kwargs
        )
        self.widget.attrs.pop("placeholder")
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> Any:
        """Where a password is a choice, none is fine."""
        return super().clean(value) if value or self.required else ""


class CodeField(forms.CharField):
    """The six digits from a letter, with spaces and dashes or without."""

    def __init__(self) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "few"}
        super().__init__(
            label=_("Code"),
            help_text=_("Six digits. You may type spaces."),
            error_messages={"required": _("Type the code from our letter.")},
            widget=forms.TextInput(attrs=attrs | AS_TYPED),
        )

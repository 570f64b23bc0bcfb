"""The forms of passkeys and of codes from an app, with our questions."""

from typing import Any

from allauth.core import context as current
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import factors, fields, sealing

# How long somebody may take to set up an app (seconds).
SETTING_UP = 60 * 60


class FactorCodeField(forms.CharField):
    """A code from an app, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "few"}
        super().__init__(
            label=_("Code"),
            error_messages={"required": _("Type the code.")},
            widget=forms.TextInput(attrs=attrs | fields.AS_TYPED),
            **kwargs,
        )


class NotTwice(base.BaseAuthenticateForm):
    """A code, from an app or from the paper with recovery codes, which works once."""

    def clean_code(self) -> str:
        code = super().clean_code()
        of_app = self.authenticator.type == factors.Authenticator.Type.TOTP
        if of_app and not factors.is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(NotTwice, base.AuthenticateForm):
    """The second step of logging in."""

    code = FactorCodeField(help_text=_("Six digits from your app, or one of your recovery codes."))


class ReauthenticateForm(NotTwice, base.ReauthenticateForm):
    """Showing once more that it is you."""

    code = FactorCodeField(help_text=_("Six digits from your app, or one of your recovery codes."))


class ActivateAppForm(forms.Form):
    """The first code of an app, which shows that it has taken our secret.

    The secret travels sealed in the form, so it waits in no table, and looking at the page writes
    nothing.
    """

    sealed = forms.CharField(widget=forms.HiddenInput, required=False)
    code = FactorCodeField(help_text=_("Six digits that the app shows now."))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret = self._carried() or factors.secret_to_offer(current.request, user)
        self.initial["sealed"] = sealing.seal(f"{user.pk} {self.secret}")

    def clean_code(self) -> str:
        clear = check_rate_limit(self.user, error_key="rate_limited")
        code = self.cleaned_data["code"]
        if not totp.validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        if not factors.is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        clear()
        return code

    def _carried(self) -> str:
        """The secret that this member was shown; empty when there is none, or it is too old."""
        try:
            owner, _space, secret = sealing.unseal(
                self.data.get("sealed", ""), within=SETTING_UP
            ).partition(" ")
        except sealing.CannotOpen:
            return ""
        return secret if owner == str(self.user.pk) else ""


class NameOfPasskey(forms.CharField):
    """What its owner calls it, to tell it from others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Name of this passkey"),
            max_length=40,
            help_text=_("Only you see it. Where it is helps you later: my phone, blue key."),
            error_messages={
                "required": _("Write a name for it."),
                "max_length": _("Use 40 characters or fewer."),
            },
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )


class AddPasskeyForm(webauthn._BaseAddWebAuthnForm):
    """A new passkey: it can log in by itself, so it must know its owner (finger, face or PIN)."""

    name = NameOfPasskey(required=False)


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = NameOfPasskey()

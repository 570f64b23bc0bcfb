"""The forms of allauth, with our questions."""

from typing import Any

from allauth.account import forms as base
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.core.internal.httpkit import headed_redirect_response
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import fields
from accounts.joining import Joining
from accounts.mailed_codes import MailedCode
from accounts.models import Member
from accounts.name_forms import OffersNames


class LoginForm(base.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = fields.AddressField(fill="username")
        self.fields["password"] = fields.PasswordField(
            help_text=_("Leave it empty if you have none, and ask for a code.")
        )
        self.fields["password"].error_messages["required"] = _(
            "Type your password. Or ask for a code: for that you need none."
        )

    def clean(self) -> dict[str, Any]:
        """What does not fit together is told at a field, so that the summary can lead there."""
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("login", error)
            return self.cleaned_data


class SignupForm(base.SignupForm, OffersNames):
    """What we need to know of somebody who joins, and no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = fields.AddressField(
            fill="username", help_text=_("We send a code to it. Other members never see it.")
        )
        self.fields["username"] = fields.NameField()
        self.ask_once_about(self.data.get("email", ""))
        if not self.by_passkey:
            self.fields["password1"] = fields.NewPasswordField(
                label=_("Password, if you want one"), required=False, in_a_button=_("Password")
            )
        # A trap for programs that fill in every field; people never meet it.
        attrs = {"autocomplete": "off", "tabindex": "-1"}
        self.fields["homepage"] = forms.CharField(
            label=_("Leave this empty"), required=False, widget=forms.TextInput(attrs=attrs)
        )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        self.check_that_it_is_meant()
        return told

    def validate_unique_email(self, value: str) -> str:
        """Not asked here: see `Joining`, which does the same for every address."""
        return value

    def try_save(self, request: HttpRequest) -> tuple[None, HttpResponse]:
        """Nobody is saved yet. They get a code, or the letter for those who have an account."""
        told = self.cleaned_data
        too_many = ratelimit.consume_or_429(request, action="confirm_email", key=told["email"])
        if too_many:
            return None, too_many
        Joining.begin(
            request,
            email=told["email"],
            name=told["username"],
            password=told.get("password1", ""),
            passkey=self.by_passkey,
            back_to=get_next_redirect_url(request) or "",
            trapped=bool(told["homepage"]),
        )
        return None, headed_redirect_response("account_email_verification_sent")


class AskCodeForm(forms.Form):
    """The address of somebody who wants to log in with a code."""

    email = fields.AddressField(fill="username")

    def __init__(self, data: Any = None) -> None:
        # The form for a password asks for the same address under another name.
        if data is not None and "email" not in data and "login" in data:
            data = {"email": data["login"]}
        super().__init__(data)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class LoginCodeForm(forms.Form):
    """The code from the letter to somebody who logs in, or who shows that it is them."""

    code = fields.CodeField()

    def __init__(self, *args: Any, mailed: MailedCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mailed = mailed

    def clean_code(self) -> str:
        self.mailed.check(self.cleaned_data["code"])
        return self.cleaned_data["code"]


class CodeForm(forms.Form):
    """The code from the letter to somebody who joins."""

    code = fields.CodeField()

    def __init__(self, *args: Any, joining: Joining, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joining = joining

    def clean_code(self) -> str:
        self.joining.check(self.cleaned_data["code"])
        return self.cleaned_data["code"]


class ConfirmEmailVerificationCodeForm(base.ConfirmEmailVerificationCodeForm):
    """The code from the letter to a new address of a member."""

    code = fields.CodeField()


class ConfirmPasswordResetCodeForm(base.ConfirmPasswordResetCodeForm):
    """The code from the letter to somebody who forgot their password."""

    code = fields.CodeField()


class ResetPasswordForm(base.ResetPasswordForm):
    """The address of somebody who forgot their password."""

    email = fields.AddressField(fill="username")

    def clean_email(self) -> str:
        """One look-up, whether it has an account or not."""
        email = self.cleaned_data["email"]
        self.users = list(Member.objects.filter(email=email, is_active=True))
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """A letter with a code; for an address without account, as much work and no letter."""
        email = self.cleaned_data["email"]
        member = self.users[0] if self.users else None
        process = PasswordResetVerificationProcess.initiate(
            request=request, user=member, email=email
        )
        if member is None:
            adapter = get_adapter()
            told = {"code": adapter.generate_password_reset_code()}
            adapter.pretend_to_send_mail("account/email/password_reset_code", email, told)
            # Somebody who is not there is looked up at each try, like somebody who is.
            process.state["user_id"] = "0"
            process.persist()
        return email


class ResetPasswordKeyForm(base.ResetPasswordKeyForm):
    """The new password of somebody who forgot the old one."""

    password1 = fields.NewPasswordField()
    password2 = None


class ChangePasswordForm(base.ChangePasswordForm):
    """The old password and the new one."""

    oldpassword = fields.PasswordField(label=_("Password you have now"))
    password1 = fields.NewPasswordField()
    password2 = None


class SetPasswordForm(base.SetPasswordForm):
    """A first password."""

    password1 = fields.NewPasswordField(label=_("Password"))
    password2 = None


class AddEmailForm(base.AddEmailForm):
    """A new address for a member."""

    email = fields.AddressField(
        label=_("New e-mail address"),
        help_text=_("We send a code to it. The old one stays until you have typed the code."),
    )


class ReauthenticateForm(base.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = fields.PasswordField()

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import joining, letters, names, passwords
from accounts.models import Member


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks us: in which words, by which rules, and where letters go."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already. Type the new one."),
        "email_password_mismatch": _(
            "This address and this password do not belong together. Check both and try again."
        ),
        "email_taken": _("This address cannot be used. Try another one."),
        "enter_current_password": _("Type the password that you have now."),
        "incorrect_code": _("This is not the code from our letter. Check it and type it again."),
        "incorrect_password": _("This is not your password. Type it again."),
        "rate_limited": _("We have just sent a code. Wait a minute before you ask for another."),
        "same_as_current": _("This is your address already. Type the new one."),
        "too_many_login_attempts": _(
            "There were too many tries. Wait five minutes, then try again. "
            "Or set a new password: that works at once."
        ),
        "username_taken": _("Somebody here has this name. Choose another one."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The public name, by our rules, and nobody else's."""
        name = names.clean_name(username)
        if not shallow and Member.objects.has_name(name):
            raise self.validation_error("username_taken")
        return name

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            return super().clean_password(password, user)
        except ValidationError as error:
            raise passwords.first_problem(error) from None

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whoever is in has no use for a half-filled form of joining."""
        request.session.pop(joining.KEY, None)
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.send_later(self.compose(template_prefix, email, context))

    def pretend_to_send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """As much work as a real letter, and none goes out."""
        letters.pretend_to_send(self.compose(template_prefix, email, context))

    def compose(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage:
        ours = {
            "request": current.request,
            "email": email,
            "site_name": settings.SITE_NAME,
            "code_page": settings.SITE_URL + reverse("account_email_verification_sent"),
            "reset_page": settings.SITE_URL + reverse("account_reset_password"),
            "login_page": settings.SITE_URL + reverse("account_login"),
        }
        return self.render_mail(template_prefix, email, context | ours)

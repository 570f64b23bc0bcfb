from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import (
    closed,
    confirming,
    joining,
    letters,
    logins,
    names,
    naming,
    passwords,
    way_back,
)


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
            "Or log in with a code or a passkey: that works at once."
        ),
        "username_taken": _(
            "Somebody here has this name, or one that looks like it. Choose another one."
        ),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The public name, by our rules, and nobody else's."""
        name = names.clean_name(username)
        if not shallow and naming.is_taken(name):
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
        # Shorter until now if they had begun to join, or their words waited for them to be back.
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
        logins.remember(request, user)
        if way_back.stop(user):
            messages.success(request, _("You are in, so your passkeys and codes stay."))

    def logout(self, request: HttpRequest) -> None:
        logins.forget_this(request)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends the other sessions: Django checks each by it."""
        super().set_password(user, password)
        logins.forget_others(user, current.request)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A new address ends the other sessions, too."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed and request.user == email_address.user:
            logins.end_elsewhere(request)
        return confirmed

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """By our own rule. allauth's lets everybody through who has no password and no passkey."""
        if confirming.is_fresh(current.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        return confirming.ways(user) if user.is_authenticated else []

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Whoever the team closed out reads why; others that the account is closed."""
        return closed.page_for(request, user) or super().respond_user_inactive(request, user)

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
            "contact": settings.CONTACT_EMAIL,
            "code_page": settings.SITE_URL + reverse("account_email_verification_sent"),
            "reset_page": settings.SITE_URL + reverse("account_reset_password"),
            "security_page": settings.SITE_URL + reverse("account_security"),
            "login_page": settings.SITE_URL + reverse("account_login"),
        }
        return self.render_mail(template_prefix, email, context | ours)

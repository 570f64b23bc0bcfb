"""Second factors: a passkey, a code from an app, a recovery code. What allauth asks us about them,
and whether somebody has shown one in this session."""

import base64
from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import logins, sealing
from accounts.models import Member

# A code of an app is taken for the half minute before and after its own, so it lives this long
# (seconds); for as long, nobody can use it a second time.
CODE_LIVES = 90
SECRET_BYTES = 20  # as allauth makes them, and apps expect
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):
    """Our words and names; secrets sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already. Try the next one."),
        "unverified_email": _("Prove your e-mail address first."),
        "cannot_generate_recovery_codes": _("Add a passkey or an app first."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        """What the app shows: the public name, because phones are looked at by others."""
        return user.name

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def _get_user_identifier(self, user: Any) -> str:
        return user.name

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def generate_authenticator_name(self, user: Any, kind: Any) -> str:
        """Where it was made is the best guess at where it is."""
        return logins.device(current.request.META.get("HTTP_USER_AGENT", ""))


def has_strong_factor(member: Member) -> bool:
    """Is a second factor asked of them when they log in?"""
    return Authenticator.objects.filter(user=member, type__in=STRONG).exists()


def has_shown_one(request: HttpRequest) -> bool:
    """Has a second factor been shown in this session? No query: the session knows."""
    known = request.user if request.user.is_authenticated else None
    return any(record["method"] == "mfa" for record in get_authentication_records(request, known))


def note_shown(request: HttpRequest, factor: Authenticator) -> None:
    """Somebody who has just set one up has it at hand."""
    record_authentication(request, factor.user, "mfa", id=factor.pk, type=factor.type)


def secret_to_offer(request: HttpRequest, member: Member) -> str:
    """The secret for an app that is being set up: the same for a day in one session, because a
    phone often loads the page anew when somebody comes back to it from the app. It is written
    nowhere. Once a factor was shown or set up here it is another one."""
    records = get_authentication_records(request, member)
    shown = sum(record["method"] == "mfa" for record in records)
    about = f"{member.pk} {request.session.session_key} {shown} {timezone.localdate()}"
    key = settings.SEALING_KEYS[0]
    digest = salted_hmac("accounts.factors", about, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest[:SECRET_BYTES]).decode()


def is_first_use(member: Member, code: str) -> bool:
    """Nobody who looks over a shoulder can use a code of an app once more."""
    key = f"app-code:{member.pk}:{''.join(filter(str.isdecimal, code))}"
    return cache.add(key, 1, timeout=CODE_LIVES)

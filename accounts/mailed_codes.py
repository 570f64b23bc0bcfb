"""A code in a letter, in place of a password: to log in, or to show once more that it is you.

What is kept of a code stands in the session of the browser that asked for it, so it works there
and nowhere else. For an address without an account everything is the same but the letter, which
the worker drops: see docs/accounts.md.
"""

import secrets
import time
from typing import Any, Self

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.joining import CODE_LASTS, digest
from accounts.models import Member

# Six digits and three tries for each of twenty letters a day (see ACCOUNT_RATE_LIMITS) leave a
# guesser one chance in 16,000 a day.
TRIES = 3
LOGIN, CONFIRMING = "login_code", "confirming_code"


class MailedCode:
    """A code on its way. `purpose` tells apart what it is for; each has one code at a time."""

    def __init__(self, request: HttpRequest, purpose: str, told: dict[str, Any]) -> None:
        self.request = request
        self.purpose = purpose
        self.told = told

    @classmethod
    def begin(cls, request: HttpRequest, purpose: str, *, email: str, back_to: str = "") -> Self:
        """Send a code to this address; or do as if, when nobody here has it."""
        mailed = cls(request, purpose, {"email": email, "back_to": back_to})
        mailed.send()
        return mailed

    @classmethod
    def resume(cls, request: HttpRequest, purpose: str) -> Self | None:
        told = request.session.get(purpose)
        return cls(request, purpose, told) if told else None

    @staticmethod
    def may_be_sent(request: HttpRequest, email: str) -> bool:
        """False when this address, or this sender, has had its share of letters. A stranger has a
        share of their own, which ends before that of the address; whoever is in has another."""
        if request.user.is_authenticated:
            key = str(request.user.pk)
            return bool(ratelimit.consume(request, action="request_confirming_code", key=key))
        here = f"{email.lower()} {get_ip(request)}"
        return bool(
            ratelimit.consume(request, action="request_login_code_here", key=here)
            and ratelimit.consume(request, action="request_login_code", key=email.lower())
        )

    @property
    def email(self) -> str:
        return self.told["email"]

    @property
    def back_to(self) -> str:
        """Where they were when they decided to log in."""
        return self.told["back_to"]

    def send(self) -> None:
        """A fresh code; the one before it no longer works."""
        adapter = get_adapter(self.request)
        known = Member.objects.filter(email=self.email.lower()).exists()
        code = adapter.generate_login_code()
        send = adapter.send_mail if known else adapter.pretend_to_send_mail
        send(f"account/email/{self.purpose}", self.email, {"code": code})
        kept = code if known else secrets.token_hex()
        self.told |= {"code": digest(kept), "at": time.time(), "tries": 0}
        self._save()

    def check(self, code: str) -> None:
        """Is this the code? If not, raise a sentence that says what to do."""
        if time.time() - self.told["at"] > CODE_LASTS:
            raise ValidationError(_("This code is too old now. Ask for a new one."), code="old")
        if self.told["tries"] >= TRIES:
            raise ValidationError(_("There were three tries. Ask for a new code."), code="many")
        if not secrets.compare_digest(self.told["code"], digest(code)):
            self.told["tries"] += 1
            self._save()
            raise get_adapter(self.request).validation_error("incorrect_code")

    def member(self) -> Member | None:
        """Whose code it was; asked only when it was right."""
        return Member.objects.filter(email=self.email.lower()).first()

    def forget(self) -> None:
        """It has been used, or something else is wanted now."""
        self.request.session.pop(self.purpose, None)

    def _save(self) -> None:
        self.request.session[self.purpose] = self.told

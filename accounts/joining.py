"""Joining: from the sign-up form to the first login.

Nobody is written down as a member before they typed the code from our letter; until then what they
told us waits in their session. So an address that has an account is treated like one that has none
all the way: the same work, the same answer, and no name taken or password set that somebody could
try out afterwards to learn whether it has one.
"""

import secrets
import time
from typing import Any, Self

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import normalize_user_code
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from accounts import naming
from accounts.models import Member

KEY = "joining"
# Nobody has to hurry: the form is kept for a day, and a code can be asked for again.
KEPT = 24 * 3600
CODE_LASTS = settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT
# A code has six digits. Five tries for each of five codes leave a guesser one chance in 40,000.
TRIES = 5
LETTERS = 5


class NameTaken(Exception):
    """Somebody else took the name while the code was on its way."""


class AddressTaken(Exception):
    """They joined with this address a moment ago, in another window."""


class Joining:
    """Somebody who asked to join and has not yet shown that the address is theirs."""

    def __init__(self, request: HttpRequest, told: dict[str, Any]) -> None:
        self.request = request
        self.told = told

    @classmethod
    def begin(cls, request: HttpRequest, *, password: str, **told: Any) -> Self:
        """Keep what they told us: `email`, `name`, `back_to`, whether they want a `passkey`, and
        whether a program was `trapped`, which gets the same answer and never a letter. A
        password is a choice; if there is one, it is hashed, whoever they are."""
        joining = cls(request, told | {"password": make_password(password or None), "letters": 0})
        request.session.set_expiry(KEPT)
        joining.send_code()
        return joining

    @classmethod
    def resume(cls, request: HttpRequest) -> Self | None:
        told = request.session.get(KEY)
        return cls(request, told) if told else None

    @property
    def email(self) -> str:
        return self.told["email"]

    @property
    def name(self) -> str:
        return self.told["name"]

    @property
    def back_to(self) -> str:
        """Where they were when they decided to join."""
        return self.told["back_to"]

    @property
    def wants_passkey(self) -> bool:
        return self.told.get("passkey", False)

    @property
    def may_ask_again(self) -> bool:
        return self.told["letters"] < LETTERS

    @property
    def is_proven(self) -> bool:
        """The code was right; only a free name is missing."""
        return self.told.get("proven", False)

    def send_code(self) -> None:
        """A fresh code to the address; or, if it has an account, a letter that says so."""
        adapter = get_adapter(self.request)
        code = adapter.generate_email_verification_code()
        template, kept = "account/email/email_confirmation_signup", code
        if Member.objects.filter(email=self.email).exists():
            template = "account/email/account_already_exists"
            kept = secrets.token_hex()  # the page waits for a code that nobody has
        if self.told["trapped"]:
            kept = secrets.token_hex()
        else:
            adapter.send_mail(template, self.email, {"code": code})
        self.told |= {"code": digest(kept), "at": time.time(), "tries": 0}
        self.told["letters"] += 1
        self._save()

    def check(self, code: str) -> None:
        """Is this the code? If not, raise a sentence that says what to do."""
        if time.time() - self.told["at"] > CODE_LASTS:
            raise ValidationError(_("This code is too old now. Ask for a new one."), code="old")
        if self.told["tries"] >= TRIES:
            raise ValidationError(_("There were five wrong codes. Ask for a new one."), code="many")
        if not constant_time_compare(self.told["code"], digest(code)):
            self.told["tries"] += 1
            self._save()
            raise get_adapter(self.request).validation_error("incorrect_code")
        self.told["proven"] = True
        self._save()

    def rename(self, name: str) -> None:
        self.told["name"] = name
        self._save()

    def finish(self) -> Member:
        """The address is theirs: now there is a member."""
        try:
            with transaction.atomic():
                if naming.is_taken(self.name):
                    raise NameTaken
                member = Member(email=self.email, name=self.name, password=self.told["password"])
                member.save()
                EmailAddress.objects.create(
                    user=member, email=member.email, verified=True, primary=True
                )
        except IntegrityError as error:
            known = Member.objects.filter(email=self.email).exists()
            raise (AddressTaken if known else NameTaken) from error
        self.forget()
        return member

    def forget(self) -> None:
        self.request.session.pop(KEY, None)
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE)

    def _save(self) -> None:
        self.request.session[KEY] = self.told


def digest(code: str) -> str:
    """What is kept of a code: enough to know it again. Spaces and dashes do not count."""
    plain = normalize_user_code(code)
    return salted_hmac("accounts.joining", plain, algorithm="sha256").hexdigest()

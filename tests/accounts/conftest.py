"""What the tests of accounts share: a password, the post, and somebody who joins."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from outbox.delivery import deliver_due
from outbox.models import Errand

PASSWORD = "green tea at noon"


@pytest.fixture
def post(db, mailoutbox):
    """The letters that have arrived, after the worker went round."""

    def collect():
        deliver_due()
        return mailoutbox

    return collect


@pytest.fixture
def code(post):
    """The code in the last letter."""

    def read():
        return re.search(r"\d{3} \d{3}", post()[-1].body)[0]

    return read


@pytest.fixture
def letters(db):
    """What waits in the outbox, before anybody sent it."""
    return lambda: [errand.payload for errand in Errand.objects.filter(kind="send_letter")]


@pytest.fixture
def sign_up(client, db):
    """Fill in the sign-up form."""

    def send(email="cas@example.org", name="Cas", password=PASSWORD, **more):
        told = {"email": email, "username": name, "password1": password}
        return client.post("/accounts/signup/", told | more)

    return send


@pytest.fixture
def ada(ada):
    """With a password, and an address that is proven."""
    ada.set_password(PASSWORD)
    ada.save()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    return ada


def log_in(member):
    """A browser in which somebody with PASSWORD has logged in."""
    client = Client()
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def confirmed(member):
    """Logged in, and the password was just typed once more."""
    if not member.has_usable_password():
        member.set_password(PASSWORD)
        member.save()
        facts = {"verified": True, "primary": True}
        EmailAddress.objects.get_or_create(user=member, email=member.email, defaults=facts)
    client = log_in(member)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session.save()
    return client

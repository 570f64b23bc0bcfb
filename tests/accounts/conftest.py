"""What the tests of accounts share: a password, the post, and somebody who joins."""

import re

import pytest

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
    from allauth.account.models import EmailAddress

    ada.set_password(PASSWORD)
    ada.save()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    return ada

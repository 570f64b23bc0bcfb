"""What was typed into the settings of somebody who was logged out meanwhile is there again."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import typed
from accounts.models import Profile
from tests.accounts.conftest import PASSWORD

PROFILE = "/settings/profile/"


def log_in(member, client):
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session


@pytest.fixture
def sent(client, ada):
    """Ada's form, sent by a window that does not know she logged out in another one."""
    log_in(ada, client)
    whose = re.search(r'name="whose" value="([^"]+)"', client.get(PROFILE).text)[1]
    client.post("/accounts/logout/")
    return client.post(PROFILE, {"about": "Typed with care.", "whose": whose})


def test_it_waits_in_the_form_after_logging_in_and_is_not_saved_by_itself(client, ada, sent):
    assert sent.url == "/accounts/login/?next=/settings/profile/"
    log_in(ada, client)

    page = client.get(PROFILE)

    assert page.status_code == 200
    assert "Typed with care.</textarea>" in page.text
    assert not Profile.objects.filter(about__startswith="Typed").exists()
    client.post(PROFILE, {"about": "Typed with care."})
    assert Profile.objects.get(member=ada).about == "Typed with care."
    assert typed.KEY not in client.session or not client.session[typed.KEY]


def test_nobody_else_who_logs_in_there_reads_it(client, ada, ben, sent):
    client.force_login(ben)

    assert "Typed with care" not in client.get(PROFILE).text


def test_it_goes_with_the_account(client, ada, ben, sent):
    from accounts.leaving import own

    own.end_sessions(ben)
    assert client.session[typed.KEY]
    own.end_sessions(ada)
    assert not Session.objects.exists()


def test_a_stranger_fills_nothing(client, db):
    client.post(PROFILE, {"about": "x" * (typed.MOST_CHARACTERS + 1)})
    assert typed.KEY not in client.session
    for number in range(9):
        client.post(f"/settings/letters/?{number}", {"replies": "never", "whose": "forged"})
    assert len(client.session[typed.KEY]) <= typed.PLACES


@pytest.mark.parametrize("path", [PROFILE, "/settings/privacy/", "/settings/letters/"])
def test_who_is_not_logged_in_goes_to_the_login(db, path):
    assert Client().get(path).url == f"/accounts/login/?next={path}"


def test_it_waits_a_day_and_the_session_is_long_again_once_somebody_is_in(client, ada, sent):
    assert client.session.get_expiry_age() == 24 * 3600

    log_in(ada, client)

    assert client.session.get_expiry_age() == 90 * 24 * 3600

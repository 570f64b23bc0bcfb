"""Showing once more that it is you, and where one is logged in."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from accounts.leaving.periods import ended_logins
from accounts.models import Login
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_second_factors import SECRET, code_of, log_in

ADD, END = "/accounts/2fa/webauthn/add/", "/accounts/sessions/end/"
BY_CODE = "/accounts/reauthenticate/code/"
DANGEROUS = [
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
    "/accounts/password/remove/",
]


@pytest.mark.parametrize("path", DANGEROUS)
def test_who_has_just_logged_in_is_not_asked_again(client, ada, path):
    log_in(client)

    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", DANGEROUS)
def test_after_five_minutes_it_is_asked_and_leads_back(client, ada, path):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        log_in(client)
        clock.shift(5 * 60 + 1)
        asked = client.get(path)
        page = client.get(asked.url).text
        done = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": path})
        after = client.get(path).status_code

    assert asked.url == f"/accounts/reauthenticate/?next={path.replace('/', '%2F')}"
    assert "Is it you?" in page
    assert "Get a code by e-mail" in page
    assert (done.url, after) == (path, 200)


def test_somebody_without_a_password_confirms_with_a_code(client, ada, code):
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)

    asked = client.get(ADD)
    sent = client.post(asked.url, {"action": "send"})
    page = client.get(sent.url)
    wrong = client.post(sent.url, {"code": "no code", "next": ADD})
    done = client.post(sent.url, {"code": code(), "next": ADD})

    assert asked.url.startswith(BY_CODE)
    assert sent.url == asked.url
    assert "We have sent a letter to <strong>ada@example.org</strong>" in page.text
    assert wrong.status_code == 422
    assert done.url == ADD
    assert client.get(ADD).status_code == 200


def test_a_letter_does_not_stand_in_for_a_second_factor(client, ada):
    TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    client.force_login(ada)

    asked = client.get(ADD)
    page = client.get(asked.url).text
    by_letter = client.get(BY_CODE)
    done = client.post(asked.url, {"code": code_of(), "next": ADD})

    assert asked.url.startswith("/accounts/2fa/reauthenticate/")
    assert BY_CODE not in page
    assert by_letter.url.startswith("/accounts/2fa/reauthenticate/")
    assert done.url == ADD


def test_one_sees_where_one_is_logged_in_and_ends_it_elsewhere(client, ada):
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"})
    laptop = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Edg/140"})
    log_in(phone)
    log_in(laptop)

    page = laptop.get("/settings/security/").text
    laptop.post(END)

    assert "Firefox on Android" in page
    assert "Edge on Windows" in page
    assert phone.get("/settings/security/").status_code == 302
    assert laptop.get("/settings/security/").status_code == 200
    assert [login.device for login in ada.logins.all()] == ["Edge on Windows"]


def test_no_address_and_no_full_browser_name_is_kept(client, ada):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    client.post(
        "/accounts/login/",
        {"login": ada.email, "password": PASSWORD},
        headers={"user-agent": agent},
    )
    kept = str(list(Login.objects.values())) + str(dict(client.session))

    assert "127.0.0.1" not in kept
    assert "Gecko" not in kept
    assert Login.objects.get().device == "Firefox on Linux"


def test_a_session_lasts_longer_with_what_one_does_and_not_with_what_one_reads(
    client, ada, writes_nothing
):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        log_in(client)
        client.get("/")  # shows that she is logged in, and takes that note away
        clock.shift(8 * 24 * 3600)
        with writes_nothing():
            client.get("/settings/security/")
        before = Login.objects.get().used_at
        client.post("/display/", {"theme": "night"})
        after = Login.objects.get().used_at

    assert (after - before).days == 8


def test_logins_are_forgotten_when_their_session_is_over(client, ada):
    log_in(client)

    early = ended_logins(timezone.now() - timedelta(days=1))
    late = ended_logins(timezone.now() + timedelta(seconds=1))

    assert (early, late) == (0, 1)


def test_logging_out_and_a_new_password_take_logins_off_the_list(client, ada):
    other = Client()
    log_in(client)
    log_in(other)
    told = {"oldpassword": PASSWORD, "password1": "rain on the roof again"}
    client.post("/accounts/password/change/", told)
    left = ada.logins.count()
    client.post("/accounts/logout/")

    assert (left, ada.logins.count()) == (1, 0)


def test_a_password_can_be_given_up(client, ada):
    other = Client()
    log_in(client)
    log_in(other)

    client.post("/accounts/password/remove/")

    ada.refresh_from_db()
    assert not ada.has_usable_password()
    assert client.get("/settings/security/").status_code == 200
    assert other.get("/settings/security/").status_code == 302
    assert "Choose a password" in client.get("/settings/security/").text

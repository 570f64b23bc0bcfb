"""Codes from an app, recovery codes, and what is kept of them."""

import json
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from accounts import sealing
from tests.accounts.conftest import PASSWORD

ACTIVATE, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = {"login": "ada@example.org", "password": PASSWORD}


def code_of(secret=SECRET, *, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def log_in(client, **more):
    return client.post("/accounts/login/", LOGIN | more)


def is_logged_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def app(ada):
    """Ada's app is connected, and she has recovery codes."""
    RecoveryCodes.activate(ada)
    return TOTP.activate(ada, SECRET).instance


def test_an_app_is_connected_and_recovery_codes_are_shown_once(
    client, ada, post, django_capture_on_commit_callbacks
):
    log_in(client)
    page = client.get(ACTIVATE).text
    secret = re.search(r'class="app-key"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        told = {"sealed": sealed, "code": code_of(secret), "next": "/guides/"}
        done = client.post(ACTIVATE, told)
    shown = client.get(CODES)
    again = client.get(CODES)
    file = client.get(CODES + "download/")
    kept = client.post(CODES + "kept/")
    later = client.get(CODES)

    codes = RecoveryCodes.activate(ada).get_unused_codes()
    assert done.url == CODES
    assert f"{codes[0][:4]} {codes[0][4:]}" in shown.text
    assert codes[0][:4] in again.text, "a reload loses nothing"
    assert codes[9] in file.text
    assert 'filename="recovery-codes.txt"' in file["Content-Disposition"]
    assert kept.url == "/guides/"
    assert codes[0][:4] not in later.text
    assert "You have 10 recovery codes left." in later.text
    assert client.get(CODES + "download/").status_code == 404
    assert [letter.subject for letter in post()] == ["Your account"]


def test_a_page_that_loads_anew_while_one_is_in_the_app_shows_the_same_secret(client, ada):
    def shown(browser):
        return re.search(r'class="app-key"[^>]*>([^<]+)<', browser.get(ACTIVATE).text)[1]

    log_in(client)
    elsewhere = Client()
    log_in(elsewhere)

    first = shown(client)
    assert shown(client) == first
    assert shown(elsewhere) != first
    told = {"sealed": "", "code": code_of(first.replace(" ", ""))}
    assert client.post(ACTIVATE, told).status_code == 302
    Authenticator.objects.get(user=ada, type="totp").delete()
    assert shown(client) != first, "what was in use is never offered again"


def test_looking_at_the_pages_writes_nothing(client, ada, app, writes_nothing):
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    client.get("/")  # shows that she is logged in, and takes that note away
    with writes_nothing():
        for path in ("/settings/security/", CODES, "/accounts/2fa/webauthn/add/"):
            assert client.get(path).status_code == 200


def test_a_second_code_is_asked_for_and_leads_back(client, ada, app):
    first = log_in(client, next="/guides/?page=2")
    half = is_logged_in(client)
    page = client.get(first.url).text
    wrong = client.post(first.url, {"code": "000 000"})
    second = client.post(first.url, {"code": code_of()})

    assert first.url == "/accounts/2fa/authenticate/"
    assert not half
    assert "One more step" in page
    assert wrong.status_code == 422
    assert "This code is not right, or it was used already." in wrong.text
    assert second.url == "/guides/?page=2"
    assert is_logged_in(client)


def test_a_code_by_e_mail_or_a_new_password_does_not_go_round_the_second_step(
    client, ada, app, code
):
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    by_code = client.post("/accounts/login/code/confirm/", {"code": code()})
    other = Client()
    asked = other.post("/accounts/password/reset/", {"email": "ada@example.org"})
    other.post(asked.url, {"code": code()})
    other.post("/accounts/password/reset/complete/", {"password1": "rain on the roof again"})
    after = log_in(other, password="rain on the roof again")

    assert by_code.url == after.url == "/accounts/2fa/authenticate/"
    assert not is_logged_in(client)
    assert not is_logged_in(other)


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_slow_hands_may_use_the_code_before_and_after(client, ada, app, later):
    with time_machine.travel("2026-10-03 10:00:10", tick=False):
        where = log_in(client).url
        assert client.post(where, {"code": code_of(later=later)}).status_code == 302


def test_a_code_of_an_app_works_once_as_long_as_it_lives(client, ada, app):
    with time_machine.travel("2026-10-03 10:00:00", tick=False) as clock:
        typed = code_of(later=1)
        first = client.post(log_in(client).url, {"code": typed})
        clock.shift(45)
        other = Client()
        again = other.post(log_in(other).url, {"code": typed})

    assert (first.status_code, again.status_code) == (302, 422)


def test_a_recovery_code_works_once(client, ada, app):
    paper = RecoveryCodes.activate(ada).get_unused_codes()[0]
    first = client.post(log_in(client).url, {"code": f"{paper[:4]} {paper[4:]}"})
    other = Client()
    again = other.post(log_in(other).url, {"code": paper})

    assert (first.status_code, again.status_code) == (302, 422)


def test_what_second_factors_keep_is_sealed(ada, app, settings):
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]

    assert SECRET not in kept
    assert len(sealing.unseal(seed)) == 80
    settings.SEALING_KEYS = ["another key altogether"]
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(seed)


def test_a_key_can_be_replaced(ada, app, settings, capsys):
    from django.core.management import call_command

    old = settings.SEALING_KEYS
    settings.SEALING_KEYS = ["the new key", *old]
    call_command("seal_factors")
    settings.SEALING_KEYS = ["the new key"]

    assert sealing.unseal(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    assert len(RecoveryCodes.activate(ada).get_unused_codes()) == 10


def test_a_secret_of_somebody_else_cannot_be_slipped_in(client, ada):
    log_in(client)
    foreign = sealing.seal(f"{ada.pk + 1} {SECRET}")

    answer = client.post(ACTIVATE, {"sealed": foreign, "code": code_of()})

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_a_new_factor_and_one_less_end_the_other_sessions(client, ada, app, post):
    other = Client()
    other.post(log_in(other).url, {"code": code_of(later=1)})
    client.post(log_in(client).url, {"code": code_of()})

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/settings/security/").status_code == 200
    assert other.get("/settings/security/").status_code == 302
    assert not Authenticator.objects.exists(), "recovery codes go with the last factor"
    assert "no longer asked for" in post()[-1].body


def test_new_codes_take_the_place_of_the_old_ones(client, ada, app):
    old = RecoveryCodes.activate(ada).get_unused_codes()
    client.post(log_in(client).url, {"code": code_of()})

    page = client.post(CODES + "generate/", follow=True)

    new = RecoveryCodes.activate(ada).get_unused_codes()
    assert set(old).isdisjoint(new)
    assert new[0][:4] in page.text


def test_there_are_no_codes_without_anything_to_recover(client, ada):
    log_in(client)

    assert client.get(CODES).url == "/settings/security/"
    assert client.post(CODES + "generate/").url == "/settings/security/"
    assert not Authenticator.objects.exists()

"""The admin opens for people who have shown a second factor in their session."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from tests.accounts.conftest import PASSWORD
from tests.accounts.test_second_factors import SECRET, code_of


@pytest.fixture
def gate(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def mo(mo):
    from allauth.account.models import EmailAddress

    mo.set_password(PASSWORD)
    mo.save()
    EmailAddress.objects.create(user=mo, email=mo.email, verified=True, primary=True)
    return mo


def log_in(client, **more):
    told = {"login": "mo@example.org", "password": PASSWORD, "next": "/admin/"} | more
    return client.post("/accounts/login/", told)


@pytest.mark.usefixtures("gate")
@pytest.mark.parametrize("path", ["/admin/", "/admin/comments/case/", "/admin/articles/guide/"])
def test_a_password_alone_opens_nothing_and_says_what_to_do(client, mo, path):
    log_in(client)

    page = client.get(path, follow=True)

    assert page.status_code == 403
    assert "set up a second step once" in page.text
    assert "/accounts/2fa/totp/activate/?next=%2Fadmin%2F" in page.text


@pytest.mark.usefixtures("gate")
def test_the_second_step_of_logging_in_opens_it(client, mo):
    TOTP.activate(mo, SECRET)
    where = log_in(client).url

    assert client.post(where, {"code": code_of()}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("gate")
def test_setting_one_up_opens_it(client, mo):
    log_in(client)
    where = "/accounts/2fa/totp/activate/?next=/admin/"
    page = client.get(where).text
    secret = re.search(r'class="app-key"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)[1]
    told = {"sealed": sealed, "code": code_of(secret), "next": "/admin/"}
    client.post(where, told)

    assert client.post("/accounts/2fa/recovery-codes/kept/").url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("gate")
def test_a_session_from_before_shows_it_once(client, mo):
    TOTP.activate(mo, SECRET)
    RecoveryCodes.activate(mo)
    client.force_login(mo)

    page = client.get("/admin/", follow=True)
    done = client.post("/accounts/2fa/reauthenticate/", {"code": code_of(), "next": "/admin/"})

    assert "Use a code from your app, or a recovery code" in page.text
    assert done.url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("gate")
def test_a_second_factor_makes_nobody_staff(client, ada):
    TOTP.activate(ada, SECRET)
    where = log_in(client, login="ada@example.org").url
    client.post(where, {"code": code_of()})

    page = client.get("/admin/", follow=True)

    assert "That page is for people who work on this site." in page.text


@pytest.mark.usefixtures("gate")
def test_the_way_back_is_never_to_another_site(client, mo):
    log_in(client)

    page = client.get("/admin/login/?next=https://evil.example/")

    assert "evil.example" not in page.text

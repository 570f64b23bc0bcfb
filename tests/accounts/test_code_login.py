"""Logging in with a code from a letter."""

import pytest
import time_machine
from django.test import Client

from accounts.models import Member
from tests import make

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


def ask(client, email="ada@example.org", **more):
    return client.post(ASK, {"email": email, **more})


def wrong(right):
    return "111 111" if right != "111 111" else "222 222"


def is_logged_in(client):
    return "_auth_user_id" in client.session


def test_a_code_from_a_letter_logs_in_and_leads_back(client, ada, code, post):
    asked = ask(client, "ADA@example.org", next="/guides/?page=2")
    entered = client.post(CONFIRM, {"code": code()})

    assert asked.url == CONFIRM
    assert entered.url == "/guides/?page=2"
    assert is_logged_in(client)
    assert [(letter.to[0], letter.subject) for letter in post()] == [
        ("ada@example.org", "Your code")
    ]


def test_the_login_page_asks_for_a_code_with_the_address_typed_there(client, ada, code):
    page = client.get("/accounts/login/?next=/guides/").text
    client.post(ASK, {"login": "ada@example.org", "password": "", "next": "/guides/"})

    assert f'formaction="{ASK}"' in page
    assert client.post(CONFIRM, {"code": code()}).url == "/guides/"


def test_a_code_works_once_and_only_in_the_browser_that_asked(client, ada, code):
    ask(client)
    typed = code()
    other = Client()
    elsewhere = other.post(CONFIRM, {"code": typed}, follow=True)
    client.post(CONFIRM, {"code": typed})
    client.post("/accounts/logout/")

    assert "A code works in the browser that asked for it." in elsewhere.text
    assert not is_logged_in(other)
    assert client.post(CONFIRM, {"code": typed}).url == ASK


def test_after_three_tries_another_code_is_needed(client, ada, code):
    ask(client)
    right = code()
    answers = [client.post(CONFIRM, {"code": wrong(right)}) for _ in range(3)]
    late = client.post(CONFIRM, {"code": right})
    client.post(CONFIRM, {"action": "resend"})
    fresh = client.post(CONFIRM, {"code": code()})

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "There were three tries. Ask for a new code." in late.text
    assert fresh.status_code == 302


def test_a_code_works_for_fifteen_minutes(client, ada, code):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        ask(client)
        typed = code()
        clock.shift(15 * 60 + 1)
        late = client.post(CONFIRM, {"code": typed})

    assert late.status_code == 422
    assert "This code is too old now. Ask for a new one." in late.text
    assert not is_logged_in(client)


def test_codes_to_one_address_are_few(client, ada):
    answers = [ask(Client()).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]


def test_a_code_proves_an_address_that_nobody_proved(client, db, code):
    from allauth.account.models import EmailAddress

    ben = make.member("ben")
    ask(client, "ben@example.org")
    client.post(CONFIRM, {"code": code()})

    assert is_logged_in(client)
    assert EmailAddress.objects.get(user=ben).verified


def test_an_account_that_is_closed_stays_closed(client, ada, code):
    ada.deactivate()
    ask(client)

    assert client.post(CONFIRM, {"code": code()}).url == "/accounts/inactive/"


def test_nobody_gets_a_letter_for_an_address_without_account(client, db, post):
    ask(client, "nobody@example.org")

    assert post() == []
    assert client.post(CONFIRM, {"code": "123 456"}).status_code == 422


@pytest.mark.parametrize("path", [ASK, CONFIRM])
def test_whoever_is_in_already_goes_on(client, ada, path):
    client.force_login(ada)

    assert client.get(path, {"next": "/guides/"}).url == "/guides/"


def test_somebody_joins_without_a_password_and_comes_back_with_a_code(client, sign_up, code):
    sign_up(password="")
    client.post("/accounts/confirm-email/", {"code": code()})
    cas = Member.objects.get(name="Cas")
    client.post("/accounts/logout/")
    ask(client, "cas@example.org")

    assert not cas.has_usable_password()
    assert client.post(CONFIRM, {"code": code()}).status_code == 302
    assert is_logged_in(client)


def test_who_began_to_join_and_then_logs_in_stays_in_as_long_as_others(client, ada, code, sign_up):
    sign_up()
    assert client.session.get_expiry_age() == 24 * 3600

    ask(client)
    client.post(CONFIRM, {"code": code()})

    assert is_logged_in(client)
    assert client.session.get_expiry_age() == 90 * 24 * 3600


def test_wrong_passwords_of_a_stranger_do_not_lock_out_who_uses_codes(client, ada, code):
    for _ in range(6):
        Client().post("/accounts/login/", {"login": "ada@example.org", "password": "guess guess"})
    ask(client)

    assert client.post(CONFIRM, {"code": code()}).status_code == 302

"""Tries are counted in the shared cache, by address of the sender and by address of the account."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.accounts.conftest import PASSWORD


def log_in(client, number, **headers):
    told = {"login": f"somebody{number}@example.org", "password": "wrong wrong wrong"}
    return client.post("/accounts/login/", told, **headers)


def test_the_cache_that_counts_is_shared_by_all_processes(settings):
    backend = type(caches["default"]).__name__

    assert backend in {"DatabaseCache", "RedisCache"}


def test_a_flood_of_logins_is_stopped_and_told_to_wait(client, ada):
    answers = [log_in(client, number).status_code for number in range(31)]
    stopped = log_in(client, 99)

    assert answers[:10] == [422] * 10
    assert (answers[30], stopped.status_code, stopped["Retry-After"]) == (429, 429, "60")
    assert "Please wait a minute" in stopped.text
    assert "<h1>" in stopped.text
    assert 'id="content"' in stopped.text
    assert stopped["Cache-Control"] == "private, no-store"


def test_what_was_typed_is_kept_but_for_secrets(client, db):
    told = {"email": "cas@example.org", "username": "Cas <3", "password1": PASSWORD}
    for _ in range(20):
        client.post("/accounts/signup/", told | {"password1": "short"})

    stopped = client.post("/accounts/signup/?next=/guides/", told)

    assert stopped.status_code == 429
    assert '<input type="hidden" name="email" value="cas@example.org">' in stopped.text
    assert '<input type="hidden" name="username" value="Cas &lt;3">' in stopped.text
    assert PASSWORD not in stopped.text
    assert 'name="password1"' not in stopped.text


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_a_made_up_sender_changes_nothing(client, ada, header):
    answers = [
        log_in(client, number, **{header: f"198.51.100.{number}"}).status_code
        for number in range(31)
    ]

    assert answers[30] == 429


def test_other_senders_are_not_stopped(client, ada):
    for number in range(31):
        log_in(client, number)

    other = Client(REMOTE_ADDR="192.0.2.7")

    assert log_in(other, 1).status_code == 422


def test_behind_one_proxy_its_word_counts_and_no_other(client, ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        last = log_in(client, number, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.1")
    other = log_in(client, 1, HTTP_X_FORWARDED_FOR="10.0.0.1, 192.0.2.2")

    assert (last.status_code, other.status_code) == (429, 422)


def test_one_household_of_ipv6_counts_as_one_sender(client, ada):
    for number in range(31):
        last = log_in(client, number, REMOTE_ADDR=f"2001:db8:0:1::{number + 1:x}")

    assert last.status_code == 429
    assert log_in(client, 1, REMOTE_ADDR="2001:db8:0:2::1").status_code == 422


def test_nobodys_post_is_flooded_from_many_places(letters, db):
    told = {"email": "cas@example.org", "username": "Cas", "password1": PASSWORD}
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/accounts/signup/", told).status_code
        for number in range(5)
    ]

    assert answers == [302, 302, 302, 429, 429]
    assert len(letters()) == 3


def test_a_stranger_who_asks_for_codes_all_day_leaves_enough_for_the_owner(ada, letters):
    import time_machine

    def ask(sender):
        told = {"email": "ada@example.org"}
        return Client(REMOTE_ADDR=sender).post("/accounts/login/code/", told).status_code

    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        stranger = []
        for _ in range(12):
            stranger.append(ask("192.0.2.1"))
            clock.shift(60)
        owner = ask("198.51.100.7")
        many = []
        for number in range(20):
            many.append(ask(f"203.0.113.{number}"))
            clock.shift(60)

    assert stranger == [302] * 8 + [429] * 4
    assert owner == 302
    assert many == [302] * 11 + [429] * 9
    assert len(letters()) == 20


def test_strangers_do_not_use_up_the_codes_of_who_is_logged_in(ada):
    for number in range(25):
        told = {"email": "ada@example.org"}
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/accounts/login/code/", told)
    inside = Client(REMOTE_ADDR="198.51.100.7")
    inside.force_login(ada)

    answer = inside.post("/accounts/reauthenticate/code/", {"action": "send"}, follow=True)

    assert "We have sent a code to your address." in answer.text


def test_a_guesser_of_reset_codes_gets_ten_letters_a_day(ada, letters):
    import time_machine

    answers = []
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        for number in range(12):
            sender = Client(REMOTE_ADDR=f"192.0.2.{number}")
            told = {"email": "ada@example.org"}
            answers.append(sender.post("/accounts/password/reset/", told).status_code)
            clock.shift(60)

    assert answers == [302] * 10 + [429] * 2
    assert len(letters()) == 10

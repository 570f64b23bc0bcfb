"""A way back for whoever lost everything: slow, told to the address, stopped by logging in."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from accounts import way_back
from accounts.models import WAITS, WayBack
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

ACTION = "/admin/accounts/member/"


@pytest.fixture
def boss(db):
    return make.member("boss", is_staff=True, is_superuser=True)


@pytest.fixture
def lost(ada):
    """Ada's passkey is gone with her phone."""
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "Phone"})
    Authenticator.objects.create(user=ada, type="recovery_codes", data={"seed": "x"})
    return ada


def act(client, boss, member, action="begin_way_back"):
    client.force_login(boss)
    told = {"action": action, "_selected_action": [member.pk]}
    return client.post(ACTION, told, follow=True)


def days_later(days):
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1)):
        while deliver_due():
            pass


def logged():
    return list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))


def test_after_a_week_and_three_letters_a_code_by_mail_lets_them_in(client, boss, lost, mailoutbox):
    page = act(client, boss, lost)
    assert "unless they log in before" in page.text
    deliver_due()
    assert len(mailoutbox) == 1
    days_later(3)
    days_later(6)
    assert [letter.to for letter in mailoutbox] == [[lost.email]] * 3
    assert "That stops it" in mailoutbox[-1].body
    assert Authenticator.objects.filter(user=lost).count() == 2

    days_later(7)

    assert not Authenticator.objects.filter(user=lost).exists()
    assert not WayBack.objects.exists()
    assert "were removed" in mailoutbox[-1].body
    assert logged() == ["way back begun", "second factors removed"]
    assert not Errand.objects.exclude(error="").exists()


def test_no_letter_names_the_illness_or_the_member(client, boss, lost, mailoutbox):
    act(client, boss, lost)
    deliver_due()

    letter = mailoutbox[0]
    assert letter.subject == "Your account"
    assert "sclerosis" not in letter.body.lower()
    assert "ada" not in letter.body.replace("/accounts/", "")


def test_whoever_owns_the_account_stops_it_by_logging_in(client, boss, lost, mailoutbox):
    from accounts.adapter import AccountAdapter

    act(client, boss, lost)
    browser = Client()
    request = browser.get("/accounts/login/").wsgi_request
    lost.backend = "accounts.backends.AddressBackend"
    request._messages = type("Told", (), {"add": lambda *args: None})()
    AccountAdapter(request).login(request, lost)

    days_later(7)

    assert Authenticator.objects.filter(user=lost).count() == 2
    assert logged() == ["way back begun", "way back stopped"]


def test_who_is_logged_in_already_reads_of_it_and_stops_it(client, boss, lost):
    Authenticator.objects.filter(user=lost, type="recovery_codes").delete()
    act(client, boss, lost)
    browser = Client()
    browser.force_login(lost)

    page = browser.get("/settings/security/").text
    answer = browser.post("/accounts/way-back/stop/")

    assert "Somebody asked to be let in without a passkey" in page
    assert answer.url == "/settings/security/"
    assert not WayBack.objects.exists()
    assert "let in without" not in browser.get(answer.url).text


def test_the_operator_can_stop_it(client, boss, lost):
    act(client, boss, lost)

    page = act(client, boss, lost, "stop_way_back")

    assert "stopped" in page.text
    days_later(7)
    assert Authenticator.objects.filter(user=lost).exists()


def test_begun_twice_it_waits_no_longer_and_writes_no_more(client, boss, lost, mailoutbox):
    act(client, boss, lost)
    first = WayBack.objects.get().asked_at
    act(client, boss, lost)
    deliver_due()

    assert WayBack.objects.get().asked_at == first
    assert len(mailoutbox) == 1


def test_sessions_end_when_it_is_done(client, boss, lost):
    browser = Client()
    browser.force_login(lost)
    act(client, boss, lost)

    days_later(7)

    assert browser.get("/settings/security/").status_code == 302


def test_who_works_here_proves_it_in_person(client, boss, mo):
    Authenticator.objects.create(user=mo, type="webauthn", data={"name": "Phone"})

    page = act(client, boss, mo)

    assert "proves in person" in page.text
    assert not WayBack.objects.exists()


def test_where_nothing_is_lost_nothing_begins(client, boss, ada):
    assert "A code by e-mail lets them in" in act(client, boss, ada).text
    ada.deactivate()
    assert "This account is closed" in act(client, boss, ada).text
    assert not WayBack.objects.exists()


def test_a_moderator_cannot_begin_it(client, mo, lost):
    client.force_login(mo)
    told = {"action": "begin_way_back", "_selected_action": [lost.pk]}

    assert client.post(ACTION, told).status_code == 403
    assert not WayBack.objects.exists()


def test_an_account_closed_meanwhile_keeps_what_it_has(client, boss, lost):
    way_back.begin(lost, by=boss)
    lost.deactivate()

    days_later(WAITS.days)

    assert Authenticator.objects.filter(user=lost).exists()

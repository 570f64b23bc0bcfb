"""Nobody learns from us whether an address has an account: not from an answer, and not from the
work behind it, which is what its time is made of."""

import re
from dataclasses import dataclass, field

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from outbox.models import Errand
from tests.accounts.conftest import PASSWORD

KNOWN, UNKNOWN = "ada@example.org", "eve@example.org"  # of one length


@dataclass
class Seen:
    """All that can be seen of an answer, and the work it took."""

    status: int
    headers: dict[str, str]
    body: str
    cookies: dict[str, str]
    hashes: int = 0
    errands: int = 0
    queries: list[str] = field(default_factory=list)


@pytest.fixture
def hashes(monkeypatch, settings):
    """How many passwords were hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    done = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or real(*args))
    return done


def plain(text, address):
    """Without what differs between any two answers: tokens, and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "TOKEN", text)
    return text.replace(address, "ADDRESS")


def shape(sql, address):
    """What a query does, without its values. A counter of tries is a new row the first time."""
    sql = re.sub(r'(INSERT INTO|UPDATE) "cache".*', 'WRITE "cache"', sql)
    sql = re.sub(r"_django_curs_\w+", "CURSOR", sql)
    sql = re.sub(r"'(?:[^']|'')*'", "?", sql.replace(address, "ADDRESS"))
    return re.sub(r"\bs?\d+(_x\d+)?\b", "?", sql)


@pytest.fixture
def look(hashes):
    def at(client, path, told, address):
        del hashes[:]
        errands = Errand.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = client.post(path, told)
        return Seen(
            status=answer.status_code,
            headers={
                k: v for k, v in answer.headers.items() if k not in {"Content-Length", "Expires"}
            },
            body=plain(answer.text, address),
            cookies={name: cookie["max-age"] for name, cookie in answer.cookies.items()},
            hashes=len(hashes),
            errands=Errand.objects.count() - errands,
            queries=[shape(query["sql"], address) for query in captured],
        )

    return at


def sign_up(address):
    return "/accounts/signup/", {"email": address, "username": "Cas", "password1": PASSWORD}


def log_in(address):
    return "/accounts/login/", {"login": address, "password": "rain on the roof again"}


def reset(address):
    return "/accounts/password/reset/", {"email": address}


def sign_up_without_password(address):
    return "/accounts/signup/", {"email": address, "username": "Cas"}


def sign_up_with_a_passkey(address):
    return "/accounts/signup/passkey/", {"email": address, "username": "Cas"}


def log_in_by_code(address):
    return "/accounts/login/code/", {"email": address}


@pytest.mark.parametrize(
    ("act", "hashed", "written"),
    [
        (sign_up, 1, 1),
        (sign_up_without_password, 0, 1),
        (sign_up_with_a_passkey, 0, 1),
        (log_in, 1, 0),
        (log_in_by_code, 0, 1),
        (reset, 0, 1),
    ],
)
def test_a_known_and_an_unknown_address_get_the_same_answer_for_the_same_work(
    ada, look, act, hashed, written
):
    known = look(Client(), *act(KNOWN), KNOWN)
    unknown = look(Client(), *act(UNKNOWN), UNKNOWN)

    assert known == unknown
    assert (known.hashes, known.errands) == (hashed, written)


def test_the_page_for_the_code_and_a_wrong_code_are_the_same_too(ada, look):
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        client.post(*sign_up(address))
        page = plain(client.get("/accounts/confirm-email/").text, address)
        wrong = look(client, "/accounts/confirm-email/", {"code": "no code"}, address)
        again = look(client, "/accounts/confirm-email/again/", {}, address)
        seen.append((page, wrong, again))

    assert seen[0] == seen[1]


def test_a_wrong_code_to_log_in_is_the_same_too(ada, look):
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        where = client.post(*log_in_by_code(address)).url
        page = plain(client.get(where).text, address)
        wrong = [look(client, where, {"code": "no code"}, address) for _ in range(4)]
        again = look(client, where, {"action": "resend"}, address)
        seen.append((page, wrong, again))

    assert seen[0] == seen[1]


def test_a_wrong_code_for_a_new_password_is_the_same_too(ada, look):
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        where = client.post(*reset(address)).url
        page = plain(client.get(where).text, address)
        wrong = [look(client, where, {"code": "no code"}, address) for _ in range(3)]
        seen.append((page, wrong))

    assert seen[0] == seen[1]


def test_a_new_address_of_a_member_is_treated_alike_whoever_has_it(ada, look):
    Member.objects.create_user("bob@example.org", "Bob")
    seen = []
    for address in ("bob@example.org", UNKNOWN):
        client = Client()
        client.force_login(ada)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        told = {"email": address, "action_add": "1"}
        answer = look(client, "/accounts/email/", told, address)
        page = plain(client.get("/accounts/confirm-email/").text, address)
        seen.append((answer, page))

    assert seen[0] == seen[1]


def test_a_wrong_code_for_a_new_address_is_the_same_too(ada, look):
    Member.objects.create_user("bob@example.org", "Bob")
    seen = []
    for address in ("bob@example.org", UNKNOWN):
        client = Client()
        client.force_login(ada)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": address, "action_add": "1"})
        where = "/accounts/confirm-email/"
        wrong = [look(client, where, {"code": "no code"}, address) for _ in range(4)]
        settings_page = plain(client.get("/accounts/email/").text, address)
        seen.append((wrong, settings_page))

    assert seen[0] == seen[1]


def test_a_new_address_that_has_an_account_is_proven_and_then_refused(ada, post, code):
    """Both addresses get the same letter. Whoever can read the letters of a taken one learns from
    its code, and nobody else, that it cannot be used twice."""
    bob = Member.objects.create_user("bob@example.org", "Bob")
    client = Client()
    client.force_login(ada)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": bob.email, "action_add": "1"})

    answer = client.post("/accounts/confirm-email/", {"code": code()}, follow=True)

    assert answer.status_code in {200, 422}
    assert "This address cannot be used. Try another one." in answer.text
    ada.refresh_from_db()
    assert ada.email == KNOWN
    assert [letter.to for letter in post()][:1] == [[bob.email]]


def test_a_passkey_is_asked_of_anybody_in_the_same_words(ada, look):
    """No address is typed for it, so none can be tried: the browser alone knows its keys."""
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "Phone"})
    seen = [
        Client().post("/accounts/2fa/webauthn/challenge/login/", {"login": address}).json()
        for address in (KNOWN, UNKNOWN)
    ]

    for told in seen:
        options = told.get("publicKey", told)
        options.pop("challenge")
        assert options.get("allowCredentials", []) == []
    assert seen[0] == seen[1]


def test_a_passkey_that_is_nobodys_is_refused_in_the_same_words(ada, look):
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "Phone"})
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        client.post("/accounts/2fa/webauthn/challenge/login/")
        told = {"credential": "{}", "login": address}
        answer = look(client, "/accounts/2fa/webauthn/login/", told, address)
        seen.append(
            (
                answer.status,
                answer.headers,
                answer.body,
                plain(client.get("/accounts/login/").text, address),
            )
        )

    assert seen[0] == seen[1]


@pytest.mark.parametrize("has_factor", [False, True])
def test_a_second_factor_shows_only_to_who_had_the_first(ada, look, has_factor):
    """Whether somebody has an app or a passkey is told by no wrong password, code or reset."""
    if has_factor:
        Authenticator.objects.create(user=ada, type="totp", data={"secret": "x"})
    for act in (log_in, log_in_by_code, reset, sign_up):
        known = look(Client(), *act(KNOWN), KNOWN)
        unknown = look(Client(), *act(UNKNOWN), UNKNOWN)

        assert known == unknown


def test_signing_up_leaves_nothing_to_try_out_afterwards(ada):
    """Neither a name that is taken now nor a password that works tells which address was new."""
    for address in (KNOWN, UNKNOWN):
        Client().post(*sign_up(address))

    again = Client().post("/accounts/signup/", sign_up("new@example.org")[1])
    logins = [
        Client().post("/accounts/login/", {"login": address, "password": PASSWORD + "?"})
        for address in (KNOWN, UNKNOWN)
    ]
    tried = Client().post("/accounts/login/", {"login": UNKNOWN, "password": PASSWORD})

    assert again.status_code == 302
    assert [login.status_code for login in logins] == [422, 422]
    assert tried.status_code == 422


def test_what_waits_in_the_outbox_goes_to_those_who_have_an_account(ada, post):
    Client().post(*sign_up(KNOWN))
    Client().post(*sign_up(UNKNOWN))
    Client().post(*reset(KNOWN))
    Client().post(*reset(UNKNOWN))

    assert [(letter.to[0], letter.subject) for letter in post()] == [
        (KNOWN, "Your account"),
        (UNKNOWN, "Your code"),
        (KNOWN, "Your code"),
    ]
    assert "You have an account already" in post()[0].body
    assert "Your code:" not in post()[0].body

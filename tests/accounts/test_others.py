"""Logging in with an account elsewhere: nobody is asked over the network, and nothing is joined
because two addresses are the same."""

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from accounts.entering.others import OthersAdapter
from accounts.leaving import going
from accounts.models import Consent, Member
from outbox.delivery import deliver_due
from tests.accounts.conftest import confirmed, log_in
from tests.msforum.test_settings import PRODUCTION, start
from tests.traces import traces_of

START, BACK = "/accounts/google/login/", "/accounts/google/login/callback/"


class Answer:
    """What the other side answers."""

    status_code, ok, headers = 200, True, {"content-type": "application/json"}

    def __init__(self, told):
        self.told, self.text, self.content = told, json.dumps(told), b""

    def json(self):
        return self.told


class Elsewhere:
    """Google and Microsoft, as far as we ask them."""

    def __init__(self):
        self.asked = []
        self.identity = {
            "iss": "https://accounts.google.com",
            "aud": "for-tests",
            "sub": "1234567",
            "email": "zib@example.org",
            "email_verified": True,
            "name": "Zora Ibbelwock",
            "picture": "https://example.org/face.png",
        }
        self.graph = {"id": "ms-1", "mail": "zib@example.org", "displayName": "Zora Ibbelwock"}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def request(self, method, url, **kwargs):
        self.asked.append(url)
        token = jwt.encode({**self.identity, "exp": 99999999999, "iat": 0}, "k" * 32)
        return Answer({"access_token": "secrettoken", "id_token": token})

    def get(self, url, **kwargs):
        self.asked.append(url)
        return Answer(self.graph)


@pytest.fixture
def elsewhere(monkeypatch, db):
    made = Elsewhere()
    monkeypatch.setattr(OthersAdapter, "get_requests_session", lambda self: made)
    return made


def come_back(client, *, where="google", **query):
    """Press the button, log in over there, and come back."""
    begin = f"/accounts/{where}/login/"
    sent = client.post(_with(begin, query))
    asked = parse_qs(urlsplit(sent.url).query)
    told = {"code": "over-there", "state": asked["state"][0]}
    return client.get(f"{begin}callback/", told)


def _with(path, query):
    return path + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def test_a_page_says_first_what_they_learn_and_looking_asks_nobody(
    client, elsewhere, writes_nothing
):
    with writes_nothing():
        page = client.get(START)

    assert "Google learns that you use" in page.text
    assert "No name and no picture." in page.text
    assert elsewhere.asked == []
    policy = page["Content-Security-Policy"]
    assert "form-action 'self' https://accounts.google.com" in policy
    assert "https:" not in policy.replace("form-action 'self' https://accounts.google.com", "")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/"])
def test_no_other_page_may_send_anything_elsewhere(client, db, path):
    assert "form-action 'self';" in client.get(path)["Content-Security-Policy"] + ";"
    assert "accounts.google.com" not in client.get(path).text


def test_we_ask_for_the_address_and_nothing_else(client, elsewhere):
    sent = client.post(START)

    there = urlsplit(sent.url)
    asked = parse_qs(there.query)
    assert (there.scheme, there.netloc) == ("https", "accounts.google.com")
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]


def test_somebody_new_chooses_a_name_and_is_in(client, elsewhere, fatigue):
    asked = come_back(client, next=fatigue.get_absolute_url())
    page = client.get(asked.url)
    joined = client.post(asked.url, {"username": "Quiet Harbour"})

    zib = Member.objects.get()
    assert asked.url == "/accounts/3rdparty/signup/"
    assert "zib@example.org" in page.text
    assert "Ibbelwock" not in page.text
    assert (zib.name, zib.email, zib.has_usable_password()) == (
        "Quiet Harbour", "zib@example.org", False,
    )  # fmt: skip
    assert EmailAddress.objects.get(user=zib).verified
    assert joined.url == fatigue.get_absolute_url()
    assert client.session["_auth_user_id"] == str(zib.pk)
    assert Consent.objects.of(zib).exists()


def test_nothing_is_kept_but_a_number(client, elsewhere):
    client.post(come_back(client).url, {"username": "Quiet Harbour"})
    come_back(Client())

    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == ("google", "1234567", {})
    assert not SocialToken.objects.exists()
    assert traces_of("ibbelwock", "face.png", "secrettoken") == []


def test_a_name_is_asked_about_and_may_not_be_somebody_elses(client, elsewhere, ada):
    where = come_back(client).url

    real = client.post(where, {"username": "Zora Ibbelwock"})
    taken = client.post(where, {"username": "A-da"})
    idea = client.post(where, {"username": "", "idea": "Quiet Harbour"})

    assert "This looks like a real name" in real.text
    assert "looks like it" in taken.text
    assert 'value="Quiet Harbour"' in idea.text
    assert Member.objects.count() == 1


def test_who_came_once_is_in_at_once_the_next_time(client, elsewhere):
    client.post(come_back(client).url, {"username": "Quiet Harbour"})
    again = Client()

    answer = come_back(again, next="/inbox/")

    assert answer.url == "/inbox/"
    assert "_auth_user_id" in again.session


def test_an_account_here_is_never_joined_by_its_address(client, elsewhere, ada):
    elsewhere.identity["email"] = "ADA@example.org"

    answer = come_back(client, next="/inbox/")
    page = client.get(answer.url)

    assert answer.url.startswith("/accounts/login/?next=")
    assert "You have an account here already. Log in as usual" in page.text
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("told", [False, None, "no"])
def test_an_address_that_is_not_proven_there_makes_no_account(client, elsewhere, told):
    if told != "no":
        elsewhere.identity["email_verified"] = told
    where = "microsoft" if told == "no" else "google"  # Microsoft says nothing about it

    answer = come_back(client, where=where)

    assert answer.url == "/accounts/signup/"
    assert "Sign up with a code first" in client.get(answer.url).text
    assert not Member.objects.exists()


def test_a_member_connects_one_and_logs_in_with_it(elsewhere, ada, mailoutbox):
    browser = confirmed(ada)
    other_device = log_in(ada)

    answer = come_back(browser, where="microsoft", process="connect")
    deliver_due()

    assert answer.url == "/settings/security/"
    assert "Microsoft" in browser.get(answer.url).text
    assert SocialAccount.objects.get().user == ada
    assert "From now on you can log in with Microsoft, too." in mailoutbox[-1].body
    assert other_device.get("/settings/security/").status_code == 302
    fresh = Client()
    come_back(fresh, where="microsoft")
    assert fresh.session["_auth_user_id"] == str(ada.pk)


def test_connecting_asks_once_more_who_it_is(elsewhere, ada):
    client = Client()
    client.force_login(ada)

    answer = come_back(client, process="connect")

    assert answer.url.startswith("/accounts/reauthenticate/")
    assert not SocialAccount.objects.exists()


def test_one_that_is_connected_to_somebody_is_not_taken_from_them(elsewhere, ada, ben):
    SocialAccount.objects.create(user=ben, provider="google", uid="1234567")

    browser = confirmed(ada)
    come_back(browser, process="connect")

    assert SocialAccount.objects.get().user == ben


def test_a_second_factor_is_asked_for_all_the_same(client, elsewhere, ada):
    SocialAccount.objects.create(user=ada, provider="google", uid="1234567")
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "x"})

    answer = come_back(client)

    assert answer.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_a_member_removes_it_and_is_told_by_letter(ada, mailoutbox):
    made = SocialAccount.objects.create(user=ada, provider="google", uid="1234567")
    browser = confirmed(ada)

    answer = browser.post(f"/accounts/3rdparty/{made.pk}/remove/")
    deliver_due()

    assert answer.url == "/settings/security/"
    assert not SocialAccount.objects.exists()
    assert "You cannot log in with Google any more." in mailoutbox[-1].body


def test_nobody_removes_what_is_somebody_elses(ada, ben):
    made = SocialAccount.objects.create(user=ben, provider="google", uid="1234567")

    assert confirmed(ada).post(f"/accounts/3rdparty/{made.pk}/remove/").status_code == 404
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "query", [{"error": "access_denied"}, {"code": "x"}, {"code": "x", "state": "forged"}, {}]
)
def test_who_comes_back_without_having_logged_in_reads_what_to_do(client, elsewhere, query):
    answer = client.get(BACK, query, follow=True)

    assert "a code by e-mail is always there" in answer.text
    assert "_auth_user_id" not in client.session
    assert elsewhere.asked == []


def test_a_token_that_somebody_else_got_is_no_way_in(client, elsewhere):
    assert client.post("/accounts/google/login/token/", {"credential": "x"}).status_code == 404


def test_the_pages_of_no_pending_sign_up_lead_to_the_login(client, db, ada):
    assert client.get("/accounts/3rdparty/signup/").url == "/accounts/login/"
    client.force_login(ada)
    assert client.get("/accounts/3rdparty/").url == "/settings/security/"


def test_it_goes_with_the_account(ada):
    SocialAccount.objects.create(user=ada, provider="google", uid="quokkanumber")

    assert going.erase(going.leave(ada, keeps_words=False, at_once=True), seconds=60)

    assert traces_of("quokkanumber") == []


def test_without_keys_nothing_of_it_is_there(client, settings, ada):
    settings.OTHER_LOGINS = {}

    for path in ("/accounts/login/", "/accounts/signup/"):
        assert "elsewhere" not in client.get(path).text
    client.force_login(ada)
    assert "elsewhere" not in client.get("/settings/security/").text


def test_a_site_without_keys_has_no_such_addresses(tmp_path):
    code = (
        "import django; django.setup(); from django.urls import reverse, NoReverseMatch\n"
        "from django.conf import settings\n"
        "try: print(reverse('google_login'))\n"
        "except NoReverseMatch: print('nowhere', settings.OTHER_LOGINS)"
    )
    keys = dict.fromkeys(("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"), "")

    told = start(tmp_path, code, **PRODUCTION, **keys)

    assert "nowhere {'microsoft'" in told.stdout


def test_half_of_the_keys_stop_the_start(tmp_path):
    told = start(tmp_path, **PRODUCTION, GOOGLE_CLIENT_SECRET="")

    assert told.returncode != 0
    assert "GOOGLE_CLIENT_SECRET is missing: Google needs all of its keys, or none." in told.stderr

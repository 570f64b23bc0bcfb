import re

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import Member
from tests import make
from tests.accounts.conftest import PASSWORD

LOGIN = {"login": "ada@example.org", "password": PASSWORD}


def log_in(client, **more):
    return client.post("/accounts/login/", LOGIN | more)


def is_logged_in(client):
    return client.get("/accounts/email/").status_code == 200


def test_a_member_logs_in_with_address_and_password(client, ada):
    answer = log_in(client)

    assert answer.url == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.session.get_expiry_age() > 89 * 24 * 3600
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "You are logged in as ada."
    ]


@pytest.mark.parametrize("address", ["ADA@Example.ORG", "  ada@example.org "])
def test_capitals_and_spaces_in_an_address_do_not_matter(client, ada, address):
    assert log_in(client, login=address).status_code == 302


def test_a_name_is_no_way_in(client, ada):
    assert log_in(client, login="ada").status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"password": "not this one at all"}, {"login": "no@example.org"}]
)
def test_what_does_not_fit_is_told_in_the_same_words_whichever_is_wrong(client, ada, wrong):
    answer = log_in(client, **wrong)

    told = "This address and this password do not belong together. Check both and try again."
    assert answer.status_code == 422
    assert "<title>Error: Log in" in re.sub(r"\s+", " ", answer.text)
    assert f'<a href="#id_login">{told}</a>' in answer.text
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"login": ""}, "Type your e-mail address."),
        ({"login": "x"}, "Type the whole address, such as name@example.org."),
        ({"password": ""}, "Type your password."),
    ],
)
def test_what_is_missing_is_told_at_its_field(client, db, typed, told):
    assert told in log_in(client, **typed).text


def test_people_come_back_to_where_they_were(client, ada):
    assert log_in(client, next="/guides/fatigue/?page=2#talk").url == "/guides/fatigue/?page=2#talk"


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https:evil.example",
        "http:///evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "\x00//evil.example/",
        " //evil.example/",
        "/\t/evil.example/",
    ],
)
def test_nobody_is_led_to_another_site(client, ada, evil):
    away = log_in(client, next=evil)
    out = client.post("/accounts/logout/", {"next": evil})

    assert (away.url, out.url) == ("/", "/")
    assert (
        "evil.example" not in client.get("/accounts/login/", {"next": evil}).text.split("<form")[0]
    )


def test_links_to_log_in_know_where_people_are(client, fatigue):
    page = client.get("/guides/?page=2")

    assert 'href="/accounts/login/?next=%2Fguides%2F%3Fpage%3D2"' in page.text
    page = client.get("/accounts/login/?next=/guides/")
    assert 'href="/accounts/signup/?next=%2Fguides%2F"' in page.text


def test_the_session_changes_its_id_at_login_and_the_old_one_is_dead(client, ada):
    client.get("/accounts/login/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    log_in(client)

    other = Client()
    other.cookies["sessionid"] = before

    assert client.session.session_key != before
    assert is_logged_in(client)
    assert not is_logged_in(other)


def test_logging_out_takes_a_post_and_clears_the_browser(client, ada):
    client.force_login(ada)
    key = client.session.session_key

    asked = client.get("/accounts/logout/")
    still = is_logged_in(client)
    done = client.post("/accounts/logout/")

    assert (asked.status_code, still) == (200, True)
    assert "Log out now" in asked.text
    assert done.url == "/"
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    copy = Client()
    copy.cookies["sessionid"] = key
    assert not is_logged_in(copy)


def test_somebody_deactivated_is_out_at_the_next_request_and_cannot_come_back(client, ada):
    log_in(client)
    before = is_logged_in(client)

    ada.deactivate()

    assert (before, is_logged_in(client)) == (True, False)
    assert log_in(client).url == "/accounts/inactive/"
    assert "This account is closed" in client.get("/accounts/inactive/").text
    assert log_in(client, password="not this one at all").status_code == 422
    ada.reactivate()
    assert log_in(client).url == "/"


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, ada, post):
    here, there = client, Client()
    log_in(here)
    log_in(there)

    told = {"oldpassword": PASSWORD, "password1": "rain on the roof again"}
    answer = here.post("/accounts/password/change/", told)

    assert answer.status_code == 302
    assert (is_logged_in(here), is_logged_in(there)) == (True, False)
    ada.refresh_from_db()
    assert ada.check_password("rain on the roof again")
    assert [letter.subject for letter in post()] == ["Your new password"]


def test_a_password_is_changed_only_by_somebody_who_knows_it(client, ada):
    client.force_login(ada)

    told = {"oldpassword": "not this one at all", "password1": "rain on the roof again"}
    answer = client.post("/accounts/password/change/", told)

    assert answer.status_code == 422
    assert "Type the password that you have now." in answer.text
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_forgotten_password_is_set_anew_with_a_code(client, ada, code, post):
    other = Client()
    log_in(other)

    asked = client.post("/accounts/password/reset/", {"email": "ADA@example.org"})
    client.post(asked.url, {"code": code()})
    done = client.post(
        "/accounts/password/reset/complete/", {"password1": "rain on the roof again"}
    )
    end = client.get(done.url)

    assert "You can log in with it now." in end.text
    assert not is_logged_in(client), "a code from a letter does not log anybody in"
    assert not is_logged_in(other)
    ada.refresh_from_db()
    assert ada.check_password("rain on the roof again")
    assert [letter.subject for letter in post()] == ["Your code", "Your new password"]


def test_three_wrong_codes_end_a_reset(client, ada, code):
    asked = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    right = code()
    wrong = "111 111" if right != "111 111" else "222 222"

    answers = [client.post(asked.url, {"code": wrong}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert client.post(asked.url, {"code": right}).url == "/accounts/password/reset/"


def test_a_reset_code_works_for_fifteen_minutes(client, ada, code):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        asked = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
        typed = code()
        clock.shift(14 * 60)
        page = client.get(asked.url)
        clock.shift(2 * 60)
        late = client.post(asked.url, {"code": typed})

    assert page.status_code == 200
    assert late.url == "/accounts/password/reset/"
    assert "This code was used or is too old" in client.get(late.url).text


def test_a_new_address_is_taken_once_it_is_proven(client, ada, code, post):
    client.force_login(ada)
    new = {"email": "ada@elsewhere.example", "action_add": "1"}

    sure = client.post("/accounts/email/", new)
    asked = client.post(sure.url, {"password": PASSWORD})
    before = Member.objects.get(pk=ada.pk).email
    client.post(asked.url, {"code": code()})

    ada.refresh_from_db()
    assert sure.url.startswith("/accounts/reauthenticate/")
    assert (before, ada.email) == ("ada@example.org", "ada@elsewhere.example")
    letters = post()
    assert [(letter.to[0], letter.subject) for letter in letters] == [
        ("ada@elsewhere.example", "Your code"),
        ("ada@example.org", "Your new address"),
    ]
    assert log_in(Client(), login="ada@elsewhere.example").status_code == 302


def test_an_address_of_somebody_else_is_never_taken(client, ada, code):
    make.member("ben")
    client.force_login(ada)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    asked = client.post("/accounts/email/", {"email": "ben@example.org", "action_add": "1"})
    answer = client.post(asked.url, {"code": code()})

    assert "This address cannot be used. Try another one." in answer.text
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_nothing_but_what_a_form_asks_for_is_taken(client, ada):
    more = {"is_staff": "1", "is_superuser": "1", "name": "boss", "groups": "1"}
    log_in(client, **more)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD} | more)
    client.post("/accounts/email/", {"email": "a@elsewhere.example", "action_add": "1"} | more)
    told = {"oldpassword": PASSWORD, "password1": "rain on the roof again"}
    client.post("/accounts/password/change/", told | more)

    ada.refresh_from_db()
    assert (ada.is_staff, ada.is_superuser, ada.name) == (False, False, "ada")
    assert not ada.groups.exists()


@pytest.mark.parametrize("path", ["login", "signup", "password/reset", "inactive", "confirm-email"])
def test_no_cache_keeps_a_page_about_an_account(client, db, path):
    assert client.get(f"/accounts/{path}/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["email", "password/change", "logout", "reauthenticate"])
def test_no_cache_keeps_a_page_of_ones_own_account(client, ada, path):
    client.force_login(ada)

    answer = client.get(f"/accounts/{path}/")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_the_login_form_tells_password_managers_what_belongs_where(client, db):
    page = client.get("/accounts/login/").text

    assert re.search(r'<input type="email" name="login"[^>]* autocomplete="username"', page)
    assert re.search(r'name="password"[^>]* autocomplete="current-password"', page)
    assert "placeholder" not in page


def test_five_wrong_passwords_close_the_door_for_five_minutes(client, ada):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        for _ in range(5):
            log_in(client, password="wrong")
        shut = log_in(client)
        clock.shift(5 * 60 + 1)
        open_again = log_in(client)

    assert shut.status_code == 422
    assert "There were too many tries. Wait five minutes, then try again." in shut.text
    assert open_again.status_code == 302


def test_a_new_password_opens_the_door_at_once(client, ada, code):
    for _ in range(5):
        log_in(client, password="wrong")
    asked = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    client.post(asked.url, {"code": code()})
    client.post("/accounts/password/reset/complete/", {"password1": "rain on the roof again"})

    assert log_in(client, password="rain on the roof again").status_code == 302


def test_the_first_operator_proves_the_address_once(client, db, code, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    Member.objects.create_superuser("boss@example.org", "Boss", PASSWORD)

    asked = log_in(client, login="boss@example.org", next="/admin/")
    entered = client.post(asked.url, {"code": code()})
    again = log_in(Client(), login="boss@example.org", next="/admin/")

    assert asked.url == "/accounts/confirm-email/"
    assert (entered.url, again.url) == ("/admin/", "/admin/")


def test_a_half_filled_form_of_joining_is_forgotten_at_login(client, ada, sign_up):
    sign_up()

    log_in(client)

    assert "joining" not in client.session


@pytest.mark.parametrize(
    ("path", "then", "told"),
    [
        (
            "/accounts/password/reset/confirm/",
            "/accounts/password/reset/",
            "Ask for a new one here",
        ),
        ("/accounts/password/reset/complete/", "/accounts/password/reset/", "Ask for a new one"),
        ("/accounts/confirm-email/", "/accounts/login/", "begin to sign up"),
        ("/accounts/2fa/authenticate/", "/accounts/login/", "Please log in once more"),
        ("/accounts/login/code/confirm/", "/accounts/login/code/", "Ask for one here first"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_step_that_is_over_says_what_to_do_next(client, db, path, then, told, method):
    answer = getattr(client, method)(path, {"code": "123456"})

    assert answer.url == then
    page = client.get(then).text
    assert told in page
    assert told not in client.get(then).text, "it is said once"

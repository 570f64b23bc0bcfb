import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages

from accounts.joining import LETTERS
from accounts.models import Member
from tests import make
from tests.accounts.conftest import PASSWORD

CODE_PAGE = "/accounts/confirm-email/"


def text(response):
    return re.sub(r"\s+", " ", response.text)


def test_somebody_joins_with_an_address_a_name_and_a_code(client, sign_up, code):
    asked = sign_up()
    page = client.get(asked.url)
    joined = client.post(CODE_PAGE, {"code": code()})

    cas = Member.objects.get()
    assert asked.url == CODE_PAGE
    assert "cas@example.org" in page.text
    assert (cas.email, cas.name, cas.is_staff, cas.is_superuser) == (
        "cas@example.org", "Cas", False, False,
    )  # fmt: skip
    assert cas.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=cas).verified
    assert joined.url == "/"
    assert client.session["_auth_user_id"] == str(cas.pk)
    assert [str(message) for message in get_messages(joined.wsgi_request)] == [
        "Welcome. You can write now. A moderator reads your first comments before others do.",
        "You are logged in as Cas.",
    ]


def test_nobody_is_written_down_before_the_code(client, sign_up, letters):
    sign_up()

    assert Member.objects.count() == EmailAddress.objects.count() == 0
    assert [letter["to"] for letter in letters()] == ["cas@example.org"]
    assert PASSWORD not in str(dict(client.session))
    assert client.session.get_expiry_age() <= 24 * 3600


@pytest.mark.parametrize("way", ["{}{}", "{} {}", "{}-{}", " {} {} "])
def test_a_code_may_be_typed_with_spaces_and_dashes(client, sign_up, code, way):
    sign_up()

    client.post(CODE_PAGE, {"code": way.format(*code().split())})

    assert Member.objects.count() == 1


def test_joining_ends_where_it_began(client, sign_up, code):
    sign_up(next="/guides/fatigue/more-than-tired/#talk")

    joined = client.post(CODE_PAGE, {"code": code()})

    assert joined.url == "/guides/fatigue/more-than-tired/#talk"


def test_the_session_changes_its_id_and_lasts_ninety_days(client, sign_up, code):
    sign_up()
    before = client.session.session_key

    client.post(CODE_PAGE, {"code": code()})

    assert client.session.session_key != before
    assert client.session.get_expiry_age() > 89 * 24 * 3600
    assert "joining" not in client.session


def test_a_wrong_code_says_so_and_five_end_it(client, sign_up, code):
    sign_up()
    right = code()
    wrong = "111 111" if right != "111 111" else "222 222"

    answers = [client.post(CODE_PAGE, {"code": wrong}) for _ in range(6)]
    late = client.post(CODE_PAGE, {"code": right})

    assert [answer.status_code for answer in answers] == [422] * 6
    assert "This is not the code from our letter. Check it and type it again." in text(answers[0])
    assert "<title>Error: " in text(answers[0])
    assert "There were five wrong codes. Ask for a new one." in text(late)
    assert Member.objects.count() == 0


def test_a_code_works_for_fifteen_minutes(client, sign_up, code):
    with time_machine.travel("2026-10-03 10:00", tick=False) as clock:
        sign_up()
        first = code()
        clock.shift(15 * 60 + 1)

        late = client.post(CODE_PAGE, {"code": first})
        client.post("/accounts/confirm-email/again/")
        client.post(CODE_PAGE, {"code": code()})

    assert "This code is too old now. Ask for a new one." in text(late)
    assert Member.objects.count() == 1


def test_a_new_code_makes_the_old_one_useless(client, sign_up, code):
    sign_up()
    old = code()

    again = client.post("/accounts/confirm-email/again/", follow=True)
    new = code()
    client.post(CODE_PAGE, {"code": old if old != new else "000"})

    assert "We have sent a new code. The old one no longer works." in text(again)
    assert Member.objects.count() == 0
    client.post(CODE_PAGE, {"code": new})
    assert Member.objects.count() == 1


def test_letters_do_not_flood_anybodys_post(client, sign_up, letters, settings):
    sign_up()

    for _ in range(4):
        last = client.post("/accounts/confirm-email/again/", follow=True)

    assert len(letters()) == 3
    assert "We have just sent a code. Wait a minute before you ask for another." in text(last)
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(LETTERS):
        last = client.post("/accounts/confirm-email/again/", follow=True)
    assert len(letters()) == LETTERS
    assert "We have sent five letters. Sign up again later." in text(last)
    assert "Send a new code" not in last.text


def test_asking_for_a_code_without_having_signed_up_leads_to_the_form(client, db):
    assert client.post("/accounts/confirm-email/again/").url == "/accounts/signup/"
    assert client.get(CODE_PAGE).url == "/accounts/login/"


def test_somebody_who_goes_back_finds_what_they_typed(client, sign_up):
    sign_up(email="typo@exmaple.org", name="Cas")

    page = client.get("/accounts/signup/")

    assert 'value="typo@exmaple.org"' in page.text
    assert 'value="Cas"' in page.text


def test_a_name_that_went_to_somebody_else_is_asked_for_again(client, sign_up, code):
    sign_up(name="Robin")
    make.member("robin")

    asked = client.post(CODE_PAGE, {"code": code()}, follow=True)
    taken = client.post(CODE_PAGE, {"username": "ROBIN"})
    joined = client.post(CODE_PAGE, {"username": "Robin R"})

    assert "Your code was right. Only the name is missing" in text(asked)
    assert (taken.status_code, joined.status_code) == (422, 302)
    assert "Somebody here has this name, or one that looks like it." in text(taken)
    assert Member.objects.filter(name="Robin R", email="cas@example.org").exists()


def test_joining_twice_in_two_windows_makes_one_member(client, sign_up, code):
    sign_up()
    first = code()
    Member.objects.create_user("cas@example.org", "Cas of the other window")

    answer = client.post(CODE_PAGE, {"code": first}, follow=True)

    assert "Your account is ready. Log in." in text(answer)
    assert Member.objects.count() == 1


def test_a_program_that_fills_in_the_trap_gets_the_same_answer_and_no_letter(
    client, sign_up, letters
):
    trapped = sign_up(homepage="http://spam.example")

    assert (trapped.status_code, trapped.url) == (302, CODE_PAGE)
    assert letters() == []


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("email", "", "Type your e-mail address."),
        ("email", "cas", "Type the whole address, such as name@example.org."),
        ("email", "c" * 250 + "@example.org", "This address is too long. Check it."),
        ("name", "", "Write the name that others will see."),
        ("name", "cas@example.org", "Leave out the @."),
        (
            "name",
            "ada",
            "Somebody here has this name, or one that looks like it.",
        ),
        (
            "name",
            "ADA",
            "Somebody here has this name, or one that looks like it.",
        ),
        ("password", "short", "Use 12 characters or more."),
        ("password", "multiple sclerosis", "This uses words that are easy to guess here."),
        ("password", "x" * 1001, "This is longer than we can take."),
    ],
)
def test_what_went_wrong_is_told_at_its_field_and_on_top(ada, sign_up, field, typed, told):
    answer = sign_up(**{field: typed})

    ids = {"email": "id_email", "name": "id_username", "password": "id_password1"}
    assert answer.status_code == 422
    assert "<title>Error: Sign up" in text(answer)
    assert re.search(rf'<a href="#{ids[field]}">{re.escape(told)}', answer.text)
    assert f'id="{ids[field]}_error"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_one_problem_is_told_at_a_time(sign_up, db):
    answer = sign_up(password="password")

    assert answer.context["form"].errors["password1"] == [
        "Use 12 characters or more. Some words in a row work well."
    ]


def test_nothing_but_what_the_form_asks_for_is_taken(client, sign_up, code):
    more = {"is_staff": "1", "is_superuser": "1", "is_active": "0", "groups": "1", "id": "7"}
    sign_up(**more)

    client.post(CODE_PAGE, {"code": code()} | more)

    cas = Member.objects.get()
    assert (cas.is_staff, cas.is_superuser, cas.is_active) == (False, False, True)
    assert not cas.groups.exists()


def test_the_form_tells_browsers_and_password_managers_what_belongs_where(client, db):
    page = client.get("/accounts/signup/").text

    assert re.search(r'<input type="email" name="email"[^>]* autocomplete="username"', page)
    assert re.search(r'name="username"[^>]* autocomplete="nickname"', page)
    assert re.search(r'name="password1"[^>]* autocomplete="new-password"', page)
    assert "maxlength" not in re.search(r'<input[^>]*name="username"[^>]*>', page)[0]
    assert "novalidate" in page
    assert "placeholder" not in page


def test_the_page_for_the_code_brings_up_figures(client, sign_up):
    sign_up()

    page = client.get(CODE_PAGE).text

    assert re.search(
        r'name="code"[^>]* autocomplete="one-time-code"[^>]* inputmode="numeric"', page
    )

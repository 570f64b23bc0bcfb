"""When a page cannot be shown, people are told plainly, and keep their words."""

import errno
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client
from playwright.sync_api import expect

from articles.models import Topic
from msforum import errors
from tests import make
from tests.browser import BOTH_LOOKS

WORDS = 'My "long" & <tired> words'
ESCAPED = "My &quot;long&quot; &amp; &lt;tired&gt; words"
LOCKED = OperationalError("database is locked")
pytestmark = pytest.mark.django_db


@pytest.fixture
def careful():
    """A visitor whose forms are checked, and who sees error pages as people do."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def broken(monkeypatch):
    """Make the home page fail in some way."""

    def fail_with(error):
        def fail():
            raise error

        monkeypatch.setattr(Topic.objects, "listed", fail)

    return fail_with


def test_words_in_a_form_that_was_too_old_come_back_to_be_sent_again(careful, fatigue):
    address = f"/guides/{fatigue.topic.slug}/{fatigue.slug}/comment/"
    response = careful.post(
        address,
        {"body": WORDS, "kind": "question", "submission": "abc", "csrfmiddlewaretoken": "x"},
    )

    assert response.status_code == 403
    assert f'action="{address}"' in response.text
    assert f">{ESCAPED}</textarea>" in response.text
    assert '<input type="hidden" name="kind" value="question">' in response.text
    assert '<input type="hidden" name="submission" value="abc">' in response.text


CHOSEN = ["anonymous", "members_only", "no_answer_needed", "offered", "keeps_earlier_words"]


@pytest.mark.parametrize("name", CHOSEN)
def test_who_may_read_it_and_under_which_name_comes_back_with_the_words(careful, fatigue, name):
    address = f"{fatigue.get_absolute_url()}comment/"
    response = careful.post(address, {"body": WORDS, name: "on"})

    assert f'<input type="hidden" name="{name}" value="on">' in response.text


def test_the_form_that_came_back_can_be_sent(careful):
    old = careful.post("/display/?a=1&b=2", {"note": WORDS})

    token = old.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    again = careful.post(
        "/display/?a=1&b=2", {"note": WORDS, "csrfmiddlewaretoken": token, "theme": "night"}
    )

    assert 'action="/display/?a=1&amp;b=2"' in old.text
    assert again.status_code == 302


def test_secrets_never_come_back(careful):
    secrets = {
        "password": "pw-secret",
        "password1": "pw-secret",
        "login": "me-secret",
        "code": "1-secret",
    }

    response = careful.post("/accounts/login/", secrets | {"body": WORDS})

    assert response.status_code == 403
    assert ESCAPED in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
@pytest.mark.parametrize(
    ("back_to", "led_to"), [("/guides/", "/guides/"), ("https://evil.example/", "/"), ("", "/")]
)
def test_who_came_in_by_another_window_is_led_on(careful, ada, path, back_to, led_to):
    careful.force_login(ada)

    response = careful.post(path, {"next": back_to, "csrfmiddlewaretoken": "x"})

    assert response.status_code == 403
    assert "You are logged in already, as ada" in response.text
    assert f'<a class="btn primary" href="{led_to}">Go on</a>' in response.text
    assert "evil" not in response.text.partition("<main")[2]


@pytest.mark.parametrize("body", ["", "   "])
def test_without_words_there_is_nothing_to_send_again(careful, body):
    response = careful.post("/display/", {"body": body})

    assert response.status_code == 403
    assert "<textarea" not in response.text
    assert "load the page again" in response.text


def test_words_sent_to_a_page_that_is_gone_can_be_copied(visitor):
    response = visitor.post("/guides/gone/gone/", {"body": WORDS})

    assert response.status_code in {404, 405}
    response = visitor.post("/nowhere/", {"body": WORDS})
    assert response.status_code == 404
    assert f"readonly>{ESCAPED}</textarea>" in response.text


@pytest.mark.parametrize(
    "error",
    [
        LOCKED,
        OperationalError("database or disk is full"),
        OperationalError("attempt to write a readonly database"),
        OperationalError("unable to open database file"),
        InterfaceError("connection already closed"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_database_or_disk_that_is_away_is_told_as_passing(visitor, broken, error):
    broken(error)

    response = visitor.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "load the page again" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "error",
    [ValueError("a slip"), ProgrammingError("no such column"), OSError(errno.ENOENT, "no file")],
)
def test_a_fault_of_ours_is_told_as_such(visitor, broken, error):
    broken(error)

    response = visitor.get("/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "Retry-After" not in response
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_missing_table_is_no_passing_trouble_on_sqlite(monkeypatch):
    monkeypatch.setattr(errors.connection, "vendor", "sqlite", raising=False)

    assert not errors.is_passing(OperationalError("no such table: comments_comment"))


def test_on_postgresql_all_operational_trouble_passes(monkeypatch):
    monkeypatch.setattr(errors.connection, "vendor", "postgresql", raising=False)

    assert errors.is_passing(OperationalError("server closed the connection unexpectedly"))


def test_a_cache_that_is_away_is_told_as_passing():
    redis = pytest.importorskip("redis")

    assert errors.is_passing(redis.exceptions.ConnectionError("refused"))
    assert not errors.is_passing(None)


def test_words_are_kept_when_the_database_is_away(visitor, monkeypatch):
    monkeypatch.setattr("msforum.display.DisplayForm.is_valid", raiser(LOCKED))

    response = visitor.post("/display/", {"body": WORDS})

    assert response.status_code == 503
    assert f">{ESCAPED}</textarea>" in response.text
    assert 'name="csrfmiddlewaretoken"' in response.text


def test_words_are_kept_when_something_broke(visitor, monkeypatch):
    monkeypatch.setattr("msforum.display.DisplayForm.is_valid", raiser(ValueError("a slip")))

    response = visitor.post("/display/", {"body": WORDS})

    assert response.status_code == 500
    assert f">{ESCAPED}</textarea>" in response.text


def test_trouble_outside_of_the_view_is_told_as_passing_too(visitor, monkeypatch):
    visitor.force_login(make.member("ada"))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", raiser(LOCKED))

    response = visitor.get("/about/help/")

    assert response.status_code == 503
    assert response["Cache-Control"] == "private, no-store"


def test_an_address_of_another_host_is_refused_with_all_headers(visitor):
    response = visitor.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read that" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_body_that_is_too_large_is_refused_and_not_a_fault(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = visitor.post("/display/", {"body": "x" * 2000})

    assert response.status_code == 413
    assert "Something went wrong on our side" not in response.text


def test_a_form_of_too_many_fields_is_refused_in_the_same_way(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    response = visitor.post("/display/", {f"field-{number}": "x" for number in range(9)})

    assert response.status_code == 413
    assert "We could not read that" not in response.text


def raiser(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_every_error_page_is_of_our_own_design():
    names = {path.name for path in Path("templates").glob("[45]*.html")}

    assert names >= {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"}


@BOTH_LOOKS
def test_a_form_that_came_back_pleases_axe(page, visit, axe):
    visit("/display/")
    page.context.clear_cookies(name="csrftoken")
    page.evaluate(
        """() => {
            const area = document.createElement("textarea");
            area.name = "body";
            area.value = "My words";
            document.querySelector("main form").append(area);
        }"""
    )
    page.get_by_role("button", name="Use these").click()

    expect(page.get_by_label("Your words")).to_have_value("My words")
    axe(page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("h1")).to_have_text("How would you like the pages to look?")

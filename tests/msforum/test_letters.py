"""The letters of a development site, on a page."""

import os

import pytest
from django.core.mail import EmailMessage, mailers

ADA = "ada@example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture
def send(settings):
    settings.LETTERS_ON_A_PAGE = True
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(settings.MAIL_DIR)},
        }
    }
    sent = []

    def send(*subjects):
        before = set(settings.MAIL_DIR.glob("*")) if settings.MAIL_DIR.exists() else set()
        letters = [
            EmailMessage(each, f"Code for {each}", to=["ada@example.org"]) for each in subjects
        ]
        mailers.default.send_messages(letters)
        for file in set(settings.MAIL_DIR.glob("*")) - before:
            sent.append(file)
            os.utime(file, (len(sent), len(sent)))

    return send


def test_letters_are_shown_newest_first(client, send):
    send("First", "Second")
    send("Third <b>")

    html = client.get("/letters/").text

    places = [html.index(f"<h2>{each}</h2>") for each in ("Third &lt;b&gt;", "Second", "First")]
    assert places == sorted(places)
    assert "Code for Second" in html
    assert "To ada@example.org" in html


def test_without_letters_the_page_says_what_to_do(client, send):
    assert "No letter was sent yet" in client.get("/letters/").text


def test_only_the_newest_thirty_are_shown(client, send):
    send(*[f"Letter {number}." for number in range(31)])

    html = client.get("/letters/").text

    assert html.count("<article>") == 30
    assert "Letter 0." not in html
    assert "These are the newest 30" in html


def test_a_site_that_sends_its_letters_has_no_such_page(client, send, settings):
    send("Secret")
    settings.LETTERS_ON_A_PAGE = False

    response = client.get("/letters/")

    assert response.status_code == 404
    assert "Secret" not in response.text
    assert "/letters/" not in client.get("/about/help/").text


def test_a_development_site_links_to_it_from_the_foot_of_the_pages(client, settings):
    settings.LETTERS_ON_A_PAGE = True

    assert 'href="/letters/"' in client.get("/about/help/").text

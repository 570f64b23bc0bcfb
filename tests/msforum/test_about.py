"""Pages about the site, for people and for machines."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from msforum.about import PAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", PAGES)
def test_each_page_about_the_site_is_there_and_linked_from_every_foot(client, slug):
    assert client.get(f"/about/{slug}/").text.count("<h1") == 1
    assert f'href="/about/{slug}/"' in client.get("/display/").text


@pytest.mark.parametrize("slug", ["", "secret", "../base", "house_rules"])
def test_no_other_template_can_be_asked_for(client, slug):
    assert client.get(f"/about/{slug}/").status_code == 404


def test_they_say_whom_to_write_to_and_how_many_comments_wait(client, settings):
    settings.CONTACT_EMAIL = "people@example.org"
    settings.COMMENTS_HELD_FIRST = 7

    assert 'href="mailto:people@example.org"' in client.get("/about/help/").text
    assert "your first 7 comments" in client.get("/about/house-rules/").text


def test_the_accessibility_statement_has_a_date_and_names_its_gaps(client):
    page = client.get("/about/accessibility/").text

    assert "<time datetime=" in page
    assert "What does not work well yet" in page


def test_robots_are_asked_to_keep_out_of_what_is_nobody_elses(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /display/",
        "Disallow: /comments/",
        "Disallow: /media/",
        "Disallow: /settings/",
        "Disallow: /members/",
    ]


def test_the_admin_is_not_given_away_to_robots(client, settings):
    assert settings.ADMIN_PATH not in client.get("/robots.txt").text


def test_who_finds_a_hole_can_see_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "people@example.org"

    told = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").text.split("\n")
        if line
    )

    assert told["Canonical"].endswith("/.well-known/security.txt")
    assert "Contact: mailto:people@example.org" in client.get("/.well-known/security.txt").text
    expires = datetime.fromisoformat(told["Expires"])
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=366)


def test_the_page_about_privacy_tells_of_what_the_operator_switched_on(client, settings, db):
    settings.PUSH_KEY, settings.OTHER_LOGINS = "", {}
    assert "takes a knock" not in client.get("/about/privacy/").text
    assert "account elsewhere" not in client.get("/about/privacy/").text

    settings.PUSH_KEY, settings.OTHER_LOGINS = "key", {"google": "Google"}
    cache.clear()
    assert "takes a knock" in client.get("/about/privacy/").text
    assert "account elsewhere" in client.get("/about/privacy/").text

"""The page on which people choose how the pages look."""

import pytest
from playwright.sync_api import expect

from tests.browser import BOTH_LOOKS

THEMES = ["paper", "dusk", "night", "bold", "boldnight"]


def choose(client, theme, **more):
    return client.post("/display/", {"theme": theme, **more})


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_theme_is_kept_for_a_year_and_out_of_reach_of_scripts(client, db, theme):
    response = choose(client, theme)

    cookie = response.cookies["theme"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == (theme, 31_536_000, "Lax")
    assert cookie["httponly"]
    assert not cookie["secure"]
    assert f'data-theme="{theme}"' in client.get("/display/").text


def test_the_cookie_is_for_https_only_where_the_site_is(client, db, settings):
    settings.HTTPS = True

    assert choose(client, "night").cookies["theme"]["secure"]


def test_as_my_device_says_forgets_the_choice(client, db):
    choose(client, "night")

    response = choose(client, "system")

    assert response.cookies["theme"]["max-age"] == 0
    assert "data-theme" not in client.get("/display/").text


def test_nothing_but_the_theme_is_kept(client, db):
    response = choose(client, "night")

    assert list(response.cookies) == ["theme"]


@pytest.mark.parametrize("theme", ["", "pink", "paper\n", "Paper"])
def test_an_unknown_theme_is_explained_and_not_kept(client, db, theme):
    response = choose(client, theme)

    assert response.status_code == 422
    assert "Choose one of the colours" in response.text
    assert "theme" not in response.cookies


def test_a_cookie_that_is_no_theme_is_not_believed(client, db):
    client.cookies["theme"] = '"><script>'

    assert "data-theme" not in client.get("/display/").text


def test_what_is_in_force_is_chosen_in_the_form(client, db):
    client.cookies["theme"] = "dusk"

    html = client.get("/display/").text

    assert html.count(" checked") == 1
    assert 'value="dusk"' in html[: html.index(" checked")].rpartition("<input")[2]


def test_it_goes_back_to_the_page_that_led_here(client, db):
    page = client.get("/display/", headers={"referer": "http://testserver/about/help/"}).text

    assert '<input type="hidden" name="next" value="/about/help/">' in page
    assert choose(client, "night", next="/about/help/").url == "/about/help/"
    assert choose(client, "night").url == "/display/"


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/\t/evil.example",
        "http://testserver@evil.example/",
        "evil.example",
    ],
)
def test_it_never_leads_away_from_the_site(client, db, evil):
    assert choose(client, "night", next=evil).url == "/display/"
    page = client.get("/display/", {"next": evil}, headers={"referer": evil}).text
    assert 'name="next"' not in page


@pytest.mark.parametrize("javascript", [False])
def test_the_colours_change_without_javascript(page, visit):
    visit("/about/help/")
    page.get_by_role("link", name="Display", exact=True).click()
    page.get_by_label("Night: soft light words").check()
    page.get_by_role("button", name="Use these").click()

    expect(page).to_have_url(visit.url + "/about/help/")
    expect(page.locator("html")).to_have_attribute("data-theme", "night")


@BOTH_LOOKS
@pytest.mark.parametrize(
    "path",
    [
        "/display/",
        "/about/house-rules/",
        "/about/privacy/",
        "/about/accessibility/",
        "/about/help/",
    ],
)
def test_our_own_pages_please_axe(page, visit, axe, path):
    visit(path)

    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)

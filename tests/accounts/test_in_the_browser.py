"""The way in and out, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.accounts.conftest import PASSWORD

LOOKS = pytest.mark.parametrize(
    ("theme", "width"), [("paper", 320), ("paper", 1280), ("night", 320), ("night", 1280)]
)
TWO_LOOKS = pytest.mark.parametrize(("theme", "width"), [("paper", 320), ("night", 1280)])


def tab_to(page, field):
    """Go on with the Tab key until this field has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == field:
            return
    raise AssertionError(f"No Tab led to {field}.")


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_joins_and_leaves_with_the_keyboard_alone(page, visit, code, javascript):
    visit("/accounts/signup/?next=/about/house-rules/")
    for field, typed in {
        "email": "cas@example.org",
        "username": "Cas",
        "password1": PASSWORD,
    }.items():
        tab_to(page, field)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/confirm-email/")
    tab_to(page, "code")
    page.keyboard.type(code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/house-rules/")
    welcome = page.inner_text("main")
    page.get_by_role("link", name="Log out").press("Enter")
    page.get_by_role("button", name="Log out now").press("Enter")
    page.wait_for_url(visit.url + "/")

    assert "Welcome. You can write now." in welcome
    assert "You are logged in as Cas." in welcome
    expect(page.locator("main")).to_contain_text("You are logged out.")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("Log out now")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_slip_is_told_first_and_nothing_typed_is_lost(page, visit, ada, javascript):
    visit("/accounts/login/")
    page.fill("[name=login]", "ada@example.org")
    page.fill("[name=password]", "something else")
    page.get_by_role("button", name="Log in", exact=True).click()

    expect(page).to_have_title("Error: Log in - msforum")
    expect(page.locator("[name=login]")).to_have_value("ada@example.org")
    if javascript:
        expect(page.locator("#errors")).to_be_focused()
    page.locator("#errors a").click()
    assert (
        page.url.endswith("#id_login") or page.evaluate("document.activeElement.id") == "id_login"
    )


def test_a_password_can_be_shown_and_is_hidden_again_when_it_is_sent(page, visit, ada):
    visit("/accounts/login/")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Show password").click()
    shown = page.get_attribute("[name=password]", "type")
    page.evaluate(
        "document.forms[0].addEventListener('submit', (e) => { e.preventDefault();"
        " document.title = document.querySelector('[name=password]').type; })"
    )
    page.get_by_role("button", name="Log in", exact=True).click()

    assert shown == "text"
    expect(page).to_have_title("password")


def test_the_button_that_shows_a_password_is_named_for_it_alone(page, visit, db):
    visit("/accounts/signup/")

    expect(page.get_by_role("button", name="Show password", exact=True)).to_be_visible()


def test_pasting_a_password_works(page, visit, ada):
    visit("/accounts/login/")
    page.focus("[name=password]")
    page.evaluate(
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste', {cancelable: true}))"
    )
    page.keyboard.insert_text(PASSWORD)

    expect(page.locator("[name=password]")).to_have_value(PASSWORD)


@LOOKS
def test_the_way_in_pleases_axe(page, visit, axe):
    visit("/accounts/signup/")
    axe(page)
    visit("/accounts/login/")
    axe(page)

    page.fill("[name=login]", "x")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_selector("#errors")
    axe(page)


@TWO_LOOKS
def test_the_pages_of_an_account_please_axe(page, visit, axe, ada):
    visit("/accounts/password/reset/")
    axe(page)
    visit.as_(ada)
    for path in ("email", "password/change", "logout"):
        visit(f"/accounts/{path}/")
        axe(page)


@TWO_LOOKS
def test_the_page_for_the_code_pleases_axe(page, visit, axe, client, sign_up):
    sign_up()
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visit.url}])
    visit("/accounts/confirm-email/")

    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("#errors")
    axe(page)

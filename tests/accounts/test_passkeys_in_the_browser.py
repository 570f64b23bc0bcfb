"""Passkeys with the virtual authenticator of Chromium, and all pages of getting in with axe."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.accounts.test_second_factors import code_of

TWO_LOOKS = pytest.mark.parametrize(("theme", "width"), [("paper", 1280), ("night", 320)])


@pytest.fixture
def device(page):
    """A device with a screen lock that knows its owner."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def go_on(page, name):
    page.get_by_role("button", name=name).click()


@TWO_LOOKS
def test_somebody_joins_with_a_passkey_and_comes_back_with_it(page, visit, axe, device, code):
    visit("/accounts/signup/passkey/?next=/about/house-rules/")
    axe(page)
    page.fill("[name=email]", "cas@example.org")
    page.fill("[name=username]", "Quiet Harbour")
    go_on(page, "Go on")
    page.wait_for_url("**/accounts/confirm-email/")
    page.fill("[name=code]", code())
    go_on(page, "Go on")
    page.wait_for_url("**/2fa/webauthn/add/**")
    axe(page)
    go_on(page, "Make the passkey")
    page.wait_for_url("**/recovery-codes/")
    axe(page)
    codes = page.locator(".recovery-codes li").all_inner_texts()
    beside = [page.get_by_role("link", name="Keep as a file"), page.locator("print-page")]
    assert len({round(each.bounding_box()["y"]) for each in beside}) == 1
    go_on(page, "I have kept them")
    page.wait_for_url("**/about/house-rules/")
    visit("/settings/security/")
    axe(page)
    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()
    page.get_by_role("link", name="Log out", exact=True).click()
    go_on(page, "Log out now")
    page.wait_for_url(visit.url + "/")

    visit("/accounts/login/?next=/guides/")
    axe(page)
    go_on(page, "Log in with a passkey")
    page.wait_for_url(visit.url + "/guides/")

    assert len(codes) == 10
    assert all(re.fullmatch(r"\d{4} \d{4}", text) for text in codes)
    expect(page.locator("main")).to_contain_text("You are logged in as Quiet Harbour.")


def test_a_passkey_that_fails_says_so_and_other_ways_stay(page, visit, ada):
    visit("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    go_on(page, "Log in with a passkey")

    expect(page.get_by_role("alert").filter(has_text="That did not work.")).to_be_visible()
    expect(page.get_by_role("button", name="Send me a code instead")).to_be_visible()


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_the_page_says_what_else_works(page, visit, ada):
    visit("/accounts/login/")
    expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()
    page.fill("[name=login]", "ada@example.org")
    go_on(page, "Send me a code instead")
    page.wait_for_url("**/login/code/confirm/")


@TWO_LOOKS
def test_a_moderator_connects_an_app_and_the_admin_opens(page, visit, axe, mo, code, settings):
    settings.STAFF_SECOND_FACTOR = True
    visit("/accounts/login/code/?next=/admin/")
    axe(page)
    page.fill("[name=email]", "mo@example.org")
    go_on(page, "Send me a code")
    page.wait_for_url("**/login/code/confirm/")
    axe(page)
    page.fill("[name=code]", code())
    go_on(page, "Go on")
    page.wait_for_url("**/admin/login/**")
    axe(page)
    page.get_by_role("link", name="Use codes from an app").click()
    axe(page)
    secret = page.inner_text(".app-key").replace(" ", "")
    page.fill("[name=code]", code_of(secret))
    go_on(page, "Switch on")
    page.wait_for_url("**/recovery-codes/")
    go_on(page, "I have kept them")
    page.wait_for_url(visit.url + "/admin/")
    page.reports.clear()  # the page before the admin answers 403 on purpose

    assert Authenticator.objects.filter(user=mo, type="totp").exists()
    expect(page.locator("body")).to_contain_text("What would you like to do?")
    visit("/accounts/2fa/totp/deactivate/")
    axe(page)
    visit("/accounts/password/remove/")
    axe(page)

"""Ways in and the pages about oneself, in a real browser: codes by e-mail, ideas for names, another
name, accounts elsewhere; and axe on every one of those pages, at night on a phone and by day."""

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import expect

from accounts.models import Member
from notifications.models import Device
from tests import make
from tests.accounts.conftest import PASSWORD
from tests.browser import BOTH_LOOKS

OUTSIDE = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/signup/passkey/",
    "/accounts/password/reset/",
    "/accounts/google/login/",
    "/accounts/3rdparty/login/cancelled/",
    "/settings/data/left/",
]
INSIDE = [
    "/settings/",
    "/settings/name/",
    "/settings/profile/",
    "/settings/profile/picture/",
    "/settings/privacy/",
    "/settings/letters/",
    "/settings/devices/",
    "/settings/security/",
    "/settings/reading/",
    "/settings/drafts/",
    "/settings/muted/",
    "/settings/reports/",
    "/settings/data/",
    "/inbox/",
    "/inbox/following/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/members/ada/",
]
# They ask first whether it is really them.
CONFIRMED = [
    "/settings/data/leave/",
    "/accounts/password/remove/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
]


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_logs_in_with_a_code_and_is_back_where_they_were(
    page, visit, ada, code, javascript
):
    visit("/accounts/login/?next=/about/house-rules/")
    page.fill("[name=login]", ada.email)
    page.get_by_role("button", name="Send me a code instead").click()
    page.wait_for_url("**/accounts/login/code/confirm/")
    page.fill("[name=code]", code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/house-rules/")

    expect(page.locator("main")).to_contain_text("You are logged in as ada.")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_idea_for_a_name_goes_into_its_field(page, visit, db, javascript):
    visit("/accounts/signup/")
    page.fill("[name=email]", "cas@example.org")
    page.fill("[name=password1]", PASSWORD)
    idea = page.locator("[name=idea]").first
    name = idea.inner_text()
    idea.press("Enter")

    expect(page.locator("[name=username]")).to_have_value(name)
    expect(page.locator("[name=email]")).to_have_value("cas@example.org")
    if javascript:
        expect(page.locator("[name=username]")).to_be_focused()
        expect(page.locator("[name=password1]")).to_have_value(PASSWORD)
    else:
        expect(page.locator("main")).to_contain_text("Type it once more")


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_the_field_of_a_name_goes_on_and_takes_no_idea(page, visit, ada, javascript):
    visit.as_(ada)
    visit("/settings/name/")
    page.fill("[name=username]", "Quiet Harbour")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Your name is Quiet Harbour now.")

    assert Member.objects.get(pk=ada.pk).name == "Quiet Harbour"


@pytest.mark.parametrize("javascript", [False])
def test_a_form_can_lead_to_google_from_the_page_that_says_so(page, visit, db):
    """The browser's policy lets it go; nothing is asked of the other host here."""
    visit("/accounts/login/")
    page.get_by_role("link", name="Go on with Google").click()
    asked = []
    page.context.route(
        "https://accounts.google.com/**",
        lambda route: (asked.append(route.request.url), route.fulfill(body="There."))[1],
    )

    page.get_by_role("button", name="Go to Google").click()
    page.wait_for_url("https://accounts.google.com/**")

    assert len(asked) == 1
    assert "scope=" in asked[0]
    page.reports.clear()


def test_a_browser_is_told_when_something_is_new(page, visit, ada):
    """As far as the maker's service, which a stand-in answers for."""
    page.context.grant_permissions(["notifications"], origin=visit.url)
    page.add_init_script(
        "PushManager.prototype.subscribe = async () => "
        "({ endpoint: 'https://fcm.googleapis.com/fcm/send/this-browser' });"
    )
    visit.as_(ada)
    visit("/settings/devices/")

    page.get_by_role("button", name="Tell me on this device").click()
    page.wait_for_selector("text=From now on this device tells you")

    assert Device.objects.get().address.endswith("/this-browser")
    page.get_by_role("button", name="Remove").click()
    page.wait_for_selector("text=That device tells you nothing any more.")
    assert not Device.objects.exists()


@BOTH_LOOKS
def test_every_page_outside_pleases_axe(page, visit, axe, db):
    for path in OUTSIDE:
        visit(path)
        axe(page)


@pytest.mark.slow
@BOTH_LOOKS
def test_every_page_about_oneself_pleases_axe(page, visit, axe, fatigue, ada, ben):
    SocialAccount.objects.create(user=ada, provider="google", uid="1")
    Device.objects.create(member=ada, label="Firefox", address="https://web.push.apple.com/x")
    make.comment(fatigue, ben, parent=make.comment(fatigue, ada))
    visit.as_(ada)
    for path in INSIDE:
        visit(path)
        axe(page)
    page.goto(visit.url + "/accounts/reauthenticate/?next=/settings/data/leave/")
    axe(page)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(visit.url + "/settings/data/leave/")
    for path in CONFIRMED:
        visit(path)
        axe(page)

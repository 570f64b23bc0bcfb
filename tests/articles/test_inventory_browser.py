import pytest
from playwright.sync_api import expect

from articles.models import Guide
from tests import make
from tests.browser import BOTH_LOOKS, ending

PAGE = "/admin/articles/guide/inventory/"


@BOTH_LOOKS
def test_the_inventory_pleases_axe_and_fits(page, visit, axe, eve, theme, width):
    guide = make.guide("Living with fatigue", owner=eve)
    Guide.objects.filter(pk=guide.pk).update(reviewed_on="2020-01-01", review_due_on="2021-01-01")
    visit.as_(eve)
    visit(PAGE)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [False])
def test_guides_are_chosen_and_sorted_by_keyboard_and_without_scripts(page, visit, eve):
    make.guide("Live", owner=eve)
    make.draft("A draft")
    visit.as_(eve)
    visit("/admin/")
    page.get_by_role("link", name="Inventory of guides").press("Enter")
    page.get_by_role("checkbox", name="Never reviewed").press("Space")
    page.get_by_role("button", name="Show these").press("Enter")
    page.get_by_role("link", name="Last change").press("Enter")

    expect(page).to_have_url(ending("?sort=changed&due=never&stage=&state=&topic=&owner="))
    expect(page.get_by_role("heading", name="1 guide")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Never reviewed")).to_be_checked()
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Download as CSV").click()
    assert loaded.value.path().read_text(encoding="utf-8-sig").count("\n") == 2

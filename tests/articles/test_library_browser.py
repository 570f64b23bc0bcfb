"""The picture library in a real browser: with the keyboard, without JavaScript, for axe."""

import pytest
from playwright.sync_api import expect

from articles import publishing, renditions
from articles.models import Image, Kind
from outbox import delivery
from pictures import images
from tests import make
from tests.articles import pictures
from tests.articles.filling import address

LIST = "/admin/articles/image/"


@pytest.fixture
def image(db):
    """A picture of the library, made ready by the worker, on a page that readers have."""
    upload = images.taken(pictures.upload(pictures.saved(pictures.corners(600, 400))))
    made = renditions.add(upload, title="Line", licence="cc-by-4.0", credit="Ada")
    guide = make.draft("Hot days", hero=made)
    make.block(guide, Kind.FIGURE, image=made, alt="A calm line.", caption="Calm")
    publishing.publish(guide, by=None)
    delivery.deliver_due()
    return made


def photo():
    data = pictures.saved(pictures.corners(90, 60))
    return {"name": "new.png", "mimeType": "image/png", "buffer": data}


@pytest.mark.parametrize(("theme", "width"), [("paper", 320), ("night", 1280)])
def test_the_pages_of_the_library_please_axe(page, visit, axe, eve, image, theme, width):
    other = make.image("Lonely")
    visit.as_(eve)
    one, two = f"{LIST}{image.pk}", f"{LIST}{other.pk}"
    for path in (
        *(LIST, f"{LIST}?use=no", f"{LIST}add/", f"{one}/change/", f"{one}/replace/"),
        *(f"{one}/delete/", f"{two}/delete/"),
    ):
        visit(path)
        axe(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{path} scrolls sideways"


@pytest.mark.parametrize("width", [320])
def test_a_picture_is_chosen_by_its_looks_with_the_keyboard(page, visit, axe, dee, image, width):
    lake = make.image("A lake")
    guide = make.draft("Cold days", owner=dee)
    visit.as_(dee)
    visit(address(guide))
    choice = page.locator(".field-hero picture-choice")
    choice.get_by_role("button", name="Look through the pictures").press("Enter")
    field = choice.get_by_label("Find a picture")
    expect(field).to_be_focused()
    expect(choice.locator(".picture-offer")).to_have_count(2)
    axe(page)
    page.keyboard.type("lake")
    page.keyboard.press("Enter")
    expect(choice.locator(".picture-offer")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(choice.get_by_role("button", name="Look through the pictures")).to_be_focused()
    expect(choice.get_by_role("status")).to_have_text("Chosen: A lake")
    expect(choice.locator(".picture-chosen .thumbnail")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    guide.refresh_from_db()
    assert guide.hero == lake


def test_a_block_that_becomes_a_figure_finds_its_picture(page, visit, dee, image):
    guide = make.draft("Cold days", owner=dee)
    visit.as_(dee)
    visit(address(guide))
    block = page.locator("#blocks-0")
    block.locator("summary").first.click()
    block.get_by_label("Kind").select_option("Figure")
    block.get_by_role("button", name="Look through the pictures").press("Enter")
    block.locator(".picture-offer").first.click()
    expect(block.get_by_role("status")).to_have_text("Chosen: Line")

    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("was changed successfully").wait_for()
    assert guide.blocks.get().image == image


@pytest.mark.parametrize("javascript", [False])
def test_a_file_is_replaced_without_javascript(page, visit, eve, image, javascript):
    visit.as_(eve)
    visit(f"{LIST}{image.pk}/change/")
    page.get_by_role("link", name="Replace the file").click()
    page.get_by_label("Picture", exact=True).set_input_files(photo())
    page.get_by_label("I have looked at what the descriptions say").check()
    page.get_by_label("Bottom left").check()
    page.get_by_role("button", name="Replace the file").click()
    page.get_by_text("1 guide has a new version with it").wait_for()

    now = Image.objects.get(pk=image.pk)
    assert (now.width, now.focus, now.version) == (90, (0, 100), 2)


def test_what_must_stay_in_sight_is_chosen_with_the_keyboard(page, visit, eve, image):
    visit.as_(eve)
    visit(f"{LIST}{image.pk}/change/")
    page.get_by_label("Middle").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("was changed successfully").wait_for()

    assert Image.objects.get().focus == (0, 100)
    visit("/guides/fatigue-and-energy/hot-days/")
    hero = page.locator("img.crop-hero")
    assert hero.evaluate("image => getComputedStyle(image).objectPosition") == "0px 100%"
    width, height = hero.evaluate("image => [image.clientWidth, image.clientHeight]")
    assert abs(width / height - 16 / 9) < 0.02


def test_pictures_in_use_stay_and_the_others_go(page, visit, axe, eve, image):
    make.image("Lonely")
    visit.as_(eve)
    visit(LIST)
    for box in page.locator(".action-select").all():
        box.check()
    page.locator("select[name=action]").select_option(label="Remove the selected pictures")
    page.get_by_role("button", name="Run").click()
    page.get_by_text("These are in use, so nothing was removed.").wait_for()
    expect(page.get_by_role("link", name="Hot days")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Back to the pictures").click()
    page.get_by_role("row", name="Lonely").get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option(label="Remove the selected pictures")
    page.get_by_role("button", name="Run").click()
    axe(page)
    page.get_by_role("button", name="Remove them").click()
    page.get_by_text("Successfully deleted 1 picture").wait_for()
    assert Image.objects.get() == image

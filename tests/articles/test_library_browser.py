"""The picture library in a real browser: with the keyboard, without JavaScript, for axe."""

import pytest

from articles import images, publishing, renditions
from articles.models import Image, Kind
from outbox import delivery
from tests import make
from tests.articles import pictures

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
    assert page.get_by_role("link", name="Hot days").is_visible()
    axe(page)

    page.get_by_role("link", name="Back to the pictures").click()
    page.get_by_role("row", name="Lonely").get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option(label="Remove the selected pictures")
    page.get_by_role("button", name="Run").click()
    axe(page)
    page.get_by_role("button", name="Remove them").click()
    page.get_by_text("Successfully deleted 1 picture").wait_for()
    assert Image.objects.get() == image

"""What must stay in sight of a picture: said once, kept wherever it is cut."""

import pytest
from django.db import IntegrityError, transaction

from articles import publishing
from articles.models import Image, Kind
from tests import make
from tests.articles import pictures
from tests.articles.filling import fill

pytestmark = pytest.mark.django_db


def path_of(image):
    return f"/admin/articles/image/{image.pk}/change/"


def test_the_form_offers_nine_places_with_their_names(client, dee):
    client.force_login(dee)

    page = client.get("/admin/articles/image/add/")

    labels = [
        "Top left",
        "Top",
        "Top right",
        "Left",
        "Middle",
        "Right",
        "Bottom left",
        "Bottom",
        "Bottom right",
    ]
    assert [
        str(name) for _, name in page.context["adminform"].form["focus"].field.choices
    ] == labels
    assert page.text.count('name="focus"') == 9
    assert fill(page)["focus"] == "50 50"


@pytest.mark.parametrize(("place", "numbers"), [("0 0", (0, 0)), ("100 50", (100, 50))])
def test_a_place_is_kept_as_two_numbers(client, dee, place, numbers):
    client.force_login(dee)
    file = pictures.upload(pictures.saved(pictures.corners()))
    client.post("/admin/articles/image/add/", {"file": file, "title": "Line", "focus": place})
    added = Image.objects.get()
    client.post(path_of(added), fill(client, path_of(added), title="Same place"))

    changed = Image.objects.get()

    assert (added.focus_x, added.focus_y) == (changed.focus_x, changed.focus_y) == numbers
    assert changed.title == "Same place"
    client.post(path_of(added), fill(client, path_of(added), focus="50 100"))
    assert Image.objects.get().focus == (50, 100)


@pytest.mark.parametrize("place", ["50", "1 2", "50 50 50", "x"])
def test_no_other_place_is_taken(client, dee, place):
    image = make.image(focus_x=0)
    client.force_login(dee)

    answer = client.post(path_of(image), fill(client, path_of(image), focus=place))

    assert answer.status_code == 422
    assert list(answer.context["adminform"].form.errors) == ["focus"]
    assert Image.objects.get().focus_x == 0


def test_a_place_outside_the_picture_is_no_place():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.image(focus_x=101)


@pytest.mark.parametrize(("percent", "nearest"), [(0, 0), (24, 0), (26, 50), (74, 50), (76, 100)])
def test_a_number_in_between_means_the_nearest_place(percent, nearest):
    assert make.image(focus_x=percent).focus == (nearest, 50)


def test_the_head_of_a_guide_and_its_card_are_cut_and_a_figure_is_whole(client):
    guide = make.draft(hero=make.image(focus_x=100, focus_y=0))
    make.block(guide, Kind.FIGURE, image=make.image(focus_x=0), alt="A line")
    publishing.publish(guide, by=None)

    page = client.get(guide.get_absolute_url()).text
    shelf = client.get(guide.topic.get_absolute_url()).text

    assert page.count("crop-") == page.count('class="crop-hero focus-100-0"') == 1
    assert shelf.count('class="crop-card focus-100-0"') == 1
    assert "focus-0-50" not in page


def test_authors_cut_no_picture_anew_that_readers_have(client, dee, eve):
    image = make.image(focus_x=100)
    guide = make.draft(hero=image)
    publishing.publish(guide, by=None)

    for member, place in ((dee, (100, 50)), (eve, (0, 0))):
        client.force_login(member)
        client.post(path_of(image), fill(client, path_of(image)) | {"focus": "0 0"})
        assert Image.objects.get().focus == place

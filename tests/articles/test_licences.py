"""What lets us show a picture, and who made it: kept in the library, told where it has to be."""

import pytest

from articles import fact_checking, publishing
from articles.models import Image, Kind, Licence
from outbox import delivery
from tests import make
from tests.articles import pictures
from tests.articles.filling import address, fill, posted

pytestmark = pytest.mark.django_db

BY = {"licence": Licence.CC_BY, "credit": "Ada <L>", "source": "https://example.org/a?b&c"}
ADD = "/admin/articles/image/add/"


def path_of(image):
    return f"/admin/articles/image/{image.pk}/change/"


def page_with(image, **block):
    guide = make.draft()
    make.block(guide, Kind.FIGURE, image=image, alt="A line", **block)
    publishing.publish(guide, by=None)
    return guide


def captions(html):
    """The words below the pictures of a page."""
    found = [part.split("</figcaption>")[0] for part in html.split("<figcaption>")[1:]]
    return [" ".join(part.split()) for part in found]


def test_a_credit_stands_below_a_figure_where_the_licence_asks_for_it():
    html = page_with(make.image(**BY), caption="Calm").live_revision.html

    assert captions(html) == [
        'Calm <span class="credit"> Picture: Ada &lt;L&gt;, '
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>, '
        '<a href="https://example.org/a?b&amp;c">source</a> </span>'
    ]


@pytest.mark.parametrize("licence", ["", Licence.OWN, Licence.ALLOWED, Licence.PUBLIC])
def test_other_licences_stay_in_the_library(licence):
    image = make.image(**BY | {"licence": licence})

    assert captions(page_with(image).live_revision.html) == []


def test_what_a_figure_says_itself_is_always_told():
    guide = page_with(make.image(licence=Licence.OWN, credit="Ada"), credit="Ben")

    assert captions(guide.live_revision.html) == ['<span class="credit"> Picture: Ben </span>']


def test_a_licence_in_other_words_is_told_in_these_words():
    image = make.image(licence=Licence.OTHER, licence_text="Free Art License")

    assert captions(page_with(image).live_revision.html) == [
        '<span class="credit"> Picture, Free Art License </span>'
    ]


def test_the_main_picture_tells_it_too(client, dee):
    guide = make.draft(hero=make.image(**BY), owner=dee)
    publishing.publish(guide, by=None)
    check = fact_checking.ask(guide.live_revision, by=dee, asked_for="Dr. Who")

    for path in (guide.get_absolute_url(), fact_checking.path_of(check)):
        assert "Picture: Ada &lt;L&gt;" in captions(client.get(path).text)[0]


def test_a_correction_reaches_live_pages_and_moves_nothing_else(client, eve):
    image = make.image(**BY)
    guide = page_with(image)
    before = guide.live_revision
    client.force_login(eve)

    client.post(path_of(image), fill(client, path_of(image), credit="Grace"))
    delivery.deliver_due()

    guide.refresh_from_db()
    assert "Picture: Grace" in guide.live_revision.html
    assert (guide.live_revision.pk, guide.live_revision.sha256) == (before.pk, before.sha256)
    assert guide.revisions.count() == 1


def test_authors_change_no_credit_that_readers_have(client, dee):
    image = make.image(**BY)
    page_with(image)
    client.force_login(dee)
    page = client.get(path_of(image))

    client.post(path_of(image), fill(page, title="New", credit="Me", licence="own", source=""))

    image.refresh_from_db()
    assert "On live pages already: ask an editor to change it." in page.text
    assert (image.title, image.credit, image.licence) == ("New", "Ada <L>", "cc-by-4.0")
    assert image.source == BY["source"]


def test_authors_credit_what_no_reader_has_yet(client, dee):
    image = make.image()
    client.force_login(dee)

    client.post(path_of(image), fill(client, path_of(image), credit="Ada", licence="own"))

    image.refresh_from_db()
    assert (image.credit, image.licence) == ("Ada", "own")


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"licence": "cc-by-4.0"}, "credit", "This licence asks you to name who made the picture."),
        ({"licence": "other"}, "licence_text", "Write which licence it is."),
        ({"licence": "mine"}, "licence", "Select a valid choice."),
        ({"source": "javascript:alert(1)"}, "source", "Enter a valid URL."),
        ({"source": "ftp://example.org/a"}, "source", "Enter a valid URL."),
    ],
)
def test_the_form_says_what_is_missing(client, dee, told, field, sentence):
    client.force_login(dee)
    file = pictures.upload(pictures.saved(pictures.corners()))

    answer = client.post(ADD, {"file": file, "title": "Line"} | told)

    assert answer.status_code == 422
    errors = answer.context["adminform"].form.errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(sentence)
    assert not Image.objects.exists()


def test_the_form_of_a_guide_says_which_pictures_have_no_licence(client, dee):
    hero, figure = make.image("Hero"), make.image("Figure")
    guide = make.draft(owner=dee, hero=hero)
    make.block(guide, Kind.FIGURE, image=figure, alt="A line")
    make.block(guide, Kind.FIGURE, image=make.image("Ours", licence=Licence.OWN), alt="A line")
    client.force_login(dee)

    page = client.get(address(guide))
    looked = client.post(f"/admin/articles/guide/{guide.pk}/look/", fill(page))

    for answer in (page, looked):
        assert answer.text.count("it has no licence") == 2
        assert "<q>Hero</q>" in answer.text
        assert 'href="#id_hero"' in answer.text
        assert 'href="#id_blocks-1-image"' in answer.text
    assert page.context["look"]["report"].blocking == []


def test_a_number_that_no_picture_has_is_no_picture(client, dee):
    guide = make.draft(owner=dee)
    make.block(guide, Kind.FIGURE, alt="A line")
    client.force_login(dee)
    form = fill(client, address(guide))
    for number in ("9" * 5_000, "9" * 18, "-1", "x"):
        sent = form | posted("blocks-1", image=number) | {"hero": number}

        answer = client.post(f"/admin/articles/guide/{guide.pk}/look/", sent)

        assert answer.status_code == 200
        assert "no licence" not in answer.text


def test_the_library_is_narrowed_down_to_what_has_no_licence(client, eve):
    make.image("Ours", licence=Licence.OWN)
    make.image("Found")
    client.force_login(eve)

    page = client.get("/admin/articles/image/", {"missing": "licence"})

    assert [image.title for image in page.context["cl"].result_list] == ["Found"]

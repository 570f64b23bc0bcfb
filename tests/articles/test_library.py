"""The picture library: what its list shows, finds and narrows down to."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from articles import fact_checking, publishing, scheduling
from articles.admin.choosing import PICTURES_A_PAGE
from articles.models import Image, Kind, PictureUse
from tests import make
from tests.articles.filling import address, fill, posted

LIST = "/admin/articles/image/"


def used(image):
    return Image.objects.with_use().get(pk=image.pk).is_used


def titles(answer):
    return sorted(image.title for image in answer.context["cl"].result_list)


def rendered(image, width=480):
    """As if the worker had been there."""
    stem = image.file.name.rsplit(".", 1)[0]
    image.renditions = [
        {"format": kind, "width": width, "height": 300, "file": f"{stem}-{width}.{kind}"}
        for kind in ("avif", "webp", "jpg")
    ]
    image.save()
    return image


def test_a_picture_of_a_working_copy_is_in_use(db):
    hero, figure, lonely = (make.image(name) for name in ("Hero", "Figure", "Lonely"))
    guide = make.draft(hero=hero)
    make.block(guide, Kind.FIGURE, image=figure, alt="A line")

    assert [used(image) for image in (hero, figure, lonely)] == [True, True, False]


def test_a_picture_that_readers_ever_had_stays_in_use(db):
    image = make.image()
    guide = make.draft(hero=image)
    publishing.publish(guide, by=None)
    guide.hero = None
    guide.save()
    assert used(image)

    publishing.publish(guide, by=None)

    assert used(image)


def test_what_was_only_saved_once_holds_no_picture(db):
    image = make.image()
    guide = make.draft()
    block = make.block(guide, Kind.FIGURE, image=image, alt="A line")
    publishing.record(guide, by=None)
    block.delete()
    publishing.record(guide, by=None)

    assert PictureUse.objects.get().revision.number == 1
    assert not used(image)


def test_what_reviewers_were_shown_holds_a_picture(db, eve, cleo, dee):
    image = make.image()
    guide = make.draft(owner=dee)
    block = make.block(guide, Kind.FIGURE, image=image, alt="A line")
    revision = publishing.record(guide, by=dee)
    block.delete()
    assert not used(image)

    fact_checking.ask(revision, by=dee, asked_for="Dr. Who")

    assert used(image)


def test_what_goes_live_by_itself_holds_a_picture(db, eve):
    image = make.image()
    guide = make.draft()
    make.block(guide, Kind.FIGURE, image=image, alt="A line")
    make.approved(guide)
    scheduling.schedule(guide, at=timezone.now() + timedelta(days=1), by=eve)
    guide.blocks.filter(image=image).delete()
    publishing.record(guide, by=eve)

    assert used(image)
    scheduling.cancel(guide, by=eve)
    # The reviewers have approved this very picture.
    assert used(image)


def test_revisions_made_before_the_library_knew_are_looked_through_once(db):
    first, hero = make.image("Figure"), make.image("Hero")
    guide = make.draft(hero=hero)
    make.block(guide, Kind.FIGURE, image=first, alt="A line")
    publishing.publish(guide, by=None)
    noted = set(PictureUse.objects.values_list("revision", "image"))
    PictureUse.objects.all().delete()

    migration = import_module("articles.migrations.0013_earlier_revisions_tell_their_pictures")
    migration.note_uses(apps, None)
    migration.note_uses(apps, None)

    assert len(noted) == 2
    assert set(PictureUse.objects.values_list("revision", "image")) == noted


@pytest.mark.parametrize("count", [5, 500])
def test_the_library_costs_the_same_whatever_its_size(
    client, eve, count, django_assert_num_queries
):
    proto = rendered(make.image("Picture 0", uploaded_by=eve))
    Image.objects.bulk_create(
        Image(
            title=f"Picture {number}",
            file=proto.file.name,
            width=64,
            height=40,
            renditions=proto.renditions,
            uploaded_by=eve,
        )
        for number in range(1, count)
    )
    client.force_login(eve)
    client.get(LIST)

    for asked in ({}, {"use": "no"}, {"missing": "description"}, {"q": "Picture"}):
        with django_assert_num_queries(5):
            page = client.get(LIST, asked)
        assert page.text.count('class="thumbnail"') == min(count, 50)


def test_the_small_pictures_are_what_the_worker_made(client, eve):
    image = make.image("Calm")
    client.force_login(eve)
    before = client.get(LIST).text
    rendered(image)

    page = client.get(LIST).text

    assert "Being made" in before
    assert image.file.url not in before
    assert "Being made" not in page
    assert f"{image.file.url.removesuffix('.png')}-480.avif 480w" in page
    assert 'loading="lazy"' in page


def test_the_library_is_searched_by_all_that_people_know_of_a_picture(client, eve):
    name = "0123456789abcdef" * 2
    calm = make.image("Calm", alt="Two long waves", credit="Ada")
    Image.objects.filter(pk=calm.pk).update(file=f"guides/{name}.jpg")
    make.block(make.draft(), Kind.FIGURE, image=make.image("Steep"), alt="A steep line")
    client.force_login(eve)

    def found(words):
        return titles(client.get(LIST, {"q": words}))

    assert found("") == ["Calm", "Steep"]
    for words in ("calm", "long waves", "Ada", name, f"/media/guides/{name}-800.webp"):
        assert found(words) == ["Calm"], words
    assert found("steep line") == ["Steep"]
    assert found("nobody") == []


def test_the_library_is_narrowed_down_to_what_needs_somebody(client, eve):
    guide = make.draft(hero=make.image("Hero", alt="A hill"))
    make.block(guide, Kind.FIGURE, image=make.image("Told in its figure"), alt="A line")
    make.block(guide, Kind.FIGURE, image=make.image("Told nowhere"))
    make.image("Lonely", alt="A pond")
    client.force_login(eve)

    def left(**asked):
        return titles(client.get(LIST, asked))

    assert left(use="yes") == ["Hero", "Told in its figure", "Told nowhere"]
    assert left(use="no") == ["Lonely"]
    assert left(missing="description") == ["Told nowhere"]
    assert left(use="no", missing="description") == []
    assert len(left(use="perhaps")) == 4


def test_a_figure_without_words_takes_those_of_the_library(client, eve):
    guide = make.draft()
    told, untold = make.image("Told", alt="Two waves."), make.image("Untold")
    blocks = [make.block(guide, Kind.FIGURE) for _ in range(4)]
    client.force_login(eve)
    form = fill(client, address(guide))
    form |= posted("blocks-1", image=told.pk)
    form |= posted("blocks-2", image=told.pk, alt="My own words.")
    form |= posted("blocks-3", image=told.pk, decorative="on")
    form |= posted("blocks-4", image=untold.pk)

    assert client.post(address(guide), form | {"_save": "1"}).status_code == 302

    alts = [type(block).objects.get(pk=block.pk).alt for block in blocks]
    assert alts == ["Two waves.", "My own words.", "", ""]


# Choosing one in a form ---------------------------------------------------------------------------

OFFERED = "/admin/articles/image/offered/"


def test_pictures_are_offered_by_name_description_and_credit(client, dee, writes_nothing):
    hill = make.image("A hill", alt="Green grass", credit="Ann")
    make.image("A lake")
    client.force_login(dee)

    with writes_nothing():
        found = [client.get(OFFERED, {"q": word}).text for word in ("hill", "grass", "ann")]
        everything = client.get(f"{OFFERED}?chosen={hill.pk}").text

    assert {page.count("picture-offer") for page in found} == {1}
    assert everything.index("A hill") < everything.index("A lake")
    assert f'value="{hill.pk}" aria-current="true"' in everything
    assert "No picture is called" in client.get(OFFERED, {"q": "moon"}).text


def test_a_large_library_is_offered_in_pages(client, dee):
    for number in range(PICTURES_A_PAGE + 1):
        make.image(f"Picture {number:02}")
    client.force_login(dee)

    first, second = client.get(OFFERED).text, client.get(f"{OFFERED}?page=2").text

    assert (first.count("picture-name"), second.count("picture-name")) == (PICTURES_A_PAGE, 1)
    assert 'class="btn picture-more" value="2"' in first
    assert "picture-more" not in second
    assert client.get(f"{OFFERED}?page=x&chosen=9999999999999999999").status_code == 200


def test_pictures_are_offered_to_those_who_see_the_library(client, ada):
    assert client.get(OFFERED).status_code == 302
    client.force_login(make.member("stan", is_staff=True))
    assert client.get(OFFERED).status_code == 403


def test_the_form_shows_the_picture_that_is_chosen(client, dee):
    hero, figure = make.image("Hero"), make.image("Figure")
    guide = make.draft(hero=hero, owner=dee)
    make.block(guide, Kind.FIGURE, image=figure, alt="A line.")
    client.force_login(dee)

    page = client.get(address(guide)).text

    part = r'<div class="picture-chosen">(.*?)</div>\s*<div class="picture-tools"'
    chosen = re.findall(part, page, re.DOTALL)
    assert [bool(one.strip()) for one in chosen] == [True, False, True, False, False]

"""The sizes and formats of a picture, who makes them, and how pages offer them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError
from django.template import Context, Template
from django.utils import timezone
from PIL import Image as Pixels

from articles import publishing, renditions
from articles.models import Image, Kind
from outbox import delivery
from outbox.models import Errand
from pictures import images
from tests import make
from tests.articles import pictures

pytestmark = pytest.mark.django_db


def in_library(width=1_000, height=100, title="A calm line", **options):
    colours = Pixels.new(options.pop("mode", "RGB"), (width, height), options.pop("colour", "red"))
    upload = pictures.upload(pictures.saved(colours))
    return renditions.add(images.taken(upload), title=title)


def files():
    folder = default_storage.path("guides")
    return sorted(default_storage.listdir("guides")[1]) if default_storage.exists(folder) else []


def pixels_of(name):
    with default_storage.open(name) as file:
        picture = Pixels.open(BytesIO(file.read()))
        picture.load()
        return picture


def shown(image, arguments='"A line"', **context):
    template = Template(f"{{% load pictures %}}{{% picture image {arguments} %}}")
    return template.render(Context({"image": image, **context}))


def test_a_picture_of_the_library_is_stored_once_and_asks_for_its_renditions():
    image = in_library()

    assert (image.width, image.height) == (1_000, 100)
    assert files() == [image.file.name.removeprefix("guides/")]
    assert Errand.objects.get().payload == {"image": image.pk}


def test_the_worker_makes_every_width_in_every_format():
    image = in_library()

    assert delivery.deliver_due() == 1

    image.refresh_from_db()
    told = [(one["format"], one["width"], one["height"]) for one in image.renditions]
    assert told == [
        (kind, width, width // 10)
        for width in (480, 800, 1_000)
        for kind in ("avif", "webp", "jpg")
    ]
    for one in image.renditions:
        picture = pixels_of(one["file"])
        assert picture.size == (one["width"], one["height"])
        assert picture.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[one["format"]]
    assert Errand.objects.get().done_at is not None


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, {1}),
        (480, {480}),
        (481, {480, 481}),
        (1_279, {480, 800, 1_279}),
        (1_280, {480, 800, 1_280}),
        (2_560, {480, 800, 1_280}),
    ],
)
def test_no_picture_is_made_larger_than_it_is(width, widths):
    image = in_library(width, 2)
    renditions.make(image)

    assert {one["width"] for one in image.renditions} == widths


def test_what_shines_through_has_a_png_for_old_browsers():
    image = in_library(20, 20, mode="RGBA", colour=(255, 0, 0, 90))
    renditions.make(image)

    assert [one["format"] for one in image.renditions] == ["avif", "webp", "png"]
    for one in image.renditions:
        assert 80 < pixels_of(one["file"]).convert("RGBA").getpixel((9, 9))[3] < 100


def test_no_file_that_is_stored_tells_where_a_picture_was_taken():
    image = renditions.add(images.taken(pictures.upload(pictures.telling("JPEG"))), title="x")
    renditions.make(image)

    assert len(files()) == 4
    for name in files():
        with default_storage.open(f"guides/{name}") as file:
            data = file.read()
        assert pictures.SECRET not in data
        assert b"Exif" not in data
        assert b"ICC_PROFILE" not in data


def test_making_them_twice_changes_nothing():
    image = in_library()
    renditions.make(image)
    first, stored = image.renditions, files()
    times = [default_storage.get_modified_time(f"guides/{name}") for name in stored]

    renditions.make(Image.objects.get(pk=image.pk))

    image.refresh_from_db()
    assert (image.renditions, files()) == (first, stored)
    assert [default_storage.get_modified_time(f"guides/{name}") for name in stored] == times


def test_a_worker_that_died_half_way_leaves_nothing_double():
    image = in_library()
    renditions.make(image)
    stored = files()
    Image.objects.filter(pk=image.pk).update(renditions=[])

    renditions.make(Image.objects.get(pk=image.pk))

    assert files() == stored


def test_a_picture_changed_meanwhile_keeps_no_note_of_the_old_one():
    image = in_library()
    Image.objects.filter(pk=image.pk).update(file="guides/other.jpg")

    renditions.make(image)

    assert Image.objects.get(pk=image.pk).renditions == []


def test_an_errand_for_a_picture_that_is_gone_is_done():
    image = in_library()
    image.delete()

    delivery.deliver_due()

    assert Errand.objects.get().done_at is not None


def test_a_file_that_is_gone_is_tried_again_later():
    image = in_library()
    default_storage.delete(image.file.name)

    delivery.deliver_due()

    errand = Errand.objects.get()
    assert errand.done_at is None
    assert errand.next_try_at > timezone.now() + timedelta(seconds=5)


def test_when_the_row_cannot_be_written_no_file_is_left():
    with pytest.raises(DatabaseError):
        renditions.add(
            images.taken(pictures.upload(pictures.saved(pictures.corners()))), title=None
        )

    assert files() == []
    assert Errand.objects.count() == 0


def test_when_the_file_cannot_be_written_no_row_is_left(monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(OSError, match="No space"):
        in_library()

    assert (Image.objects.count(), Errand.objects.count()) == (0, 0)


def test_until_they_exist_a_page_shows_the_picture_as_it_was_kept():
    image = in_library()

    assert "".join(shown(image).split()) == "".join(
        f"""<picture><img src="{image.file.url}" width="1000" height="100" alt="A line"
        loading="lazy" decoding="async"></picture>""".split()
    )


def test_a_page_offers_all_of_them_the_best_first():
    image = in_library(1_400, 140)
    renditions.make(image)
    html = shown(image)
    stem = image.file.url.removesuffix(".jpg")

    offered = ", ".join(f"{stem}-{width}.avif {width}w" for width in (480, 800, 1_280))
    assert html.index(f'<source type="image/avif" srcset="{offered}"') < html.index("image/webp")
    assert f'<img src="{stem}-800.jpg" srcset="{stem}-480.jpg 480w' in html
    assert 'width="1400" height="140" alt="A line" loading="lazy" decoding="async"' in html
    assert html.count('sizes="(min-width: 42.5rem) 40rem, calc(100vw - 2.5rem)"') == 3


def test_a_small_picture_has_its_own_size_as_its_plain_file():
    image = in_library(60, 40)
    renditions.make(image)

    assert f'<img src="{image.file.url.removesuffix(".jpg")}-60.jpg"' in shown(image)


def test_a_picture_on_the_first_screen_is_not_waited_for_and_one_may_stand_in_a_card():
    html = shown(in_library(), 'place="card" eager=True')

    assert "loading" not in html
    assert 'alt=""' in html


def test_what_a_picture_shows_is_told_as_text():
    assert 'alt="&quot;&gt;&lt;b&gt;"' in shown(in_library(), "words", words='"><b>')


def test_a_live_guide_offers_them_as_soon_as_they_exist():
    image = in_library()
    guide = make.draft()
    make.block(guide, Kind.FIGURE, image=image, alt="A line")
    publishing.publish(guide, by=None)
    before = guide.live_revision.html
    number, fingerprint = guide.live_revision.number, guide.live_revision.sha256

    delivery.deliver_due()

    guide.refresh_from_db()
    assert "<source" not in before
    assert guide.live_revision.html.count("<source") == 2
    assert (guide.live_revision.number, guide.live_revision.sha256) == (number, fingerprint)

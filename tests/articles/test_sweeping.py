"""Files without a picture and pictures without a file: found, told, and cleaned up when asked."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import publishing, removing, renditions, replacing
from articles.models import Image, Kind, PictureUse
from outbox import delivery
from pictures import images
from tests import make
from tests.articles import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    made = renditions.add(
        images.taken(pictures.upload(pictures.saved(pictures.corners()))), title="Line"
    )
    delivery.deliver_due()
    made.refresh_from_db()
    return made


def swept(*arguments):
    out = StringIO()
    call_command("sweep_media", *arguments, stdout=out)
    return out.getvalue()


def left(name, *, hours=2):
    """A file that somebody left behind so long ago."""
    default_storage.save(name, ContentFile(b"x"))
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(default_storage.path(name), (then, then))


def files():
    return sorted(f"guides/{name}" for name in default_storage.listdir("guides")[1])


def shown(image):
    guide = make.draft()
    make.block(guide, Kind.FIGURE, image=image, alt="A line")
    publishing.publish(guide, by=None)
    return guide


def test_where_nothing_is_lost_nothing_is_told_or_changed(image):
    before = files()

    for told in (swept(), swept("--delete")):
        assert [line for line in told.splitlines() if line.startswith("  ")] == []
        assert "Files that no picture names: 0" in told
    assert files() == before == sorted(removing.files_of(image))


def test_without_any_picture_there_is_nothing_to_sweep():
    assert "Cleaned up." in swept("--delete")


def test_a_file_that_no_picture_names_is_told_and_goes_when_asked(image):
    left("guides/stray.jpg")
    left("guides/new.jpg", hours=0)
    left("letters/other.jpg")

    told = swept()
    assert "Files that no picture names: 1\n  guides/stray.jpg\n" in told
    assert "Left alone, because they are new: 1" in told
    assert "Nothing was changed. Add --delete to clean up." in told
    assert "guides/stray.jpg" in files()

    swept("--delete")
    assert files() == sorted([*removing.files_of(image), "guides/new.jpg"])
    assert default_storage.exists("letters/other.jpg")
    assert "Files that no picture names: 0" in swept()


def test_a_picture_without_its_file_goes_only_where_nothing_shows_it(
    image, django_capture_on_commit_callbacks
):
    other = make.image("Shown")
    shown(other)
    for lost in (image, other):
        default_storage.delete(lost.file.name)

    assert f"Pictures whose file is gone: 2\n  {image.pk} Line (" in swept()
    assert Image.objects.count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        told = swept("--delete")
    assert Image.objects.get() == other
    assert f"so replace it: 1\n  {other.pk} Shown (" in told
    assert files() == []


def test_sizes_that_are_gone_are_made_again(image):
    guide = shown(image)
    gone = image.renditions[0]["file"]
    default_storage.delete(gone)

    assert "Pictures with sizes that are gone: 1" in swept()
    assert not default_storage.exists(gone)

    swept("--delete")
    delivery.deliver_due()
    guide.refresh_from_db()
    assert default_storage.exists(gone)
    assert gone in guide.live_revision.html
    assert "Pictures with sizes that are gone: 0" in swept()


def test_a_replaced_file_goes_when_the_last_version_that_showed_it_is_gone(
    image, eve, django_capture_on_commit_callbacks
):
    guide = shown(image)
    upload = images.taken(pictures.upload(pictures.saved(pictures.corners(90, 90))))
    replacing.replace(image, upload, by=eve)
    delivery.deliver_due()
    assert "Replaced files that no guide shows: 0" in swept("--delete")
    assert Image.objects.count() == 2

    guide.live_revision = None
    guide.hero = None
    guide.save()
    guide.delete()
    assert not PictureUse.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        told = swept("--delete")

    assert "Replaced files that no guide shows: 1" in told
    assert files() == sorted(removing.files_of(Image.objects.get()))


def test_an_empty_store_is_taken_for_one_that_is_not_there(image):
    for name in removing.files_of(image):
        default_storage.delete(name)

    assert "Pictures whose file is gone: 1" in swept()
    with pytest.raises(CommandError, match="Is the store connected"):
        swept("--delete")
    assert Image.objects.count() == 1

"""Another file for the same picture: nothing that was published changes, nothing is lost."""

from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone
from PIL import Image as Pixels

from articles import (
    publishing,
    removing,
    renditions,
    replacing,
    restoring,
    reviewing,
    scheduling,
    uses,
)
from articles.history import changes_between
from articles.manuscripts import reading, taking
from articles.manuscripts.writing import manuscript_of
from articles.models import Image, Kind, Stage
from articles.uses import Place
from outbox import delivery
from pictures import images
from tests import make
from tests.articles import pictures
from tests.articles.filling import address, fill, posted

pytestmark = pytest.mark.django_db


def pixels(colour="blue", size=(60, 40)):
    return pictures.upload(pictures.saved(Pixels.new("RGB", size, colour)))


def path_of(image):
    return f"/admin/articles/image/{image.pk}/replace/"


def files():
    return default_storage.listdir("guides")[1] if default_storage.exists("guides") else []


def stem(file):
    return file.name.removeprefix("guides/").rsplit(".", 1)[0]


@pytest.fixture
def image():
    return renditions.add(images.taken(pixels("red")), title="Line", credit="Ada", licence="own")


def with_figure(image, title="Hot days", **fields):
    guide = make.draft(title, **fields)
    make.block(guide, Kind.FIGURE, image=image, alt="A line")
    return guide


def replace(image, by=None, **told):
    replacing.replace(image, images.taken(pixels(size=(90, 90))), by=by, **told)
    return Image.objects.get(pk=image.pk)


def test_it_stays_the_same_picture_with_other_pixels(image, eve):
    guide = with_figure(image, hero=image)
    make.block(guide, Kind.FIGURE, image=image, alt="Again")

    new = replace(image, eve, credit="Grace")

    assert (new.pk, new.title, new.credit, new.version) == (image.pk, "Line", "Grace", 2)
    assert (new.width, new.height) == (90, 90)
    assert new.file.name != image.file.name
    assert list(Image.objects.in_library()) == [new]
    assert guide.hero_id == new.pk
    assert {block.image_id for block in guide.blocks.filter(kind=Kind.FIGURE)} == {new.pk}


def test_the_worker_makes_the_sizes_of_both_files(image, eve):
    guide = with_figure(image)
    publishing.publish(guide, by=None)

    replace(image, eve)
    delivery.deliver_due()

    new, kept = Image.objects.get(version=2), Image.objects.get(version=1)
    assert {one["width"] for one in new.renditions} == {90}
    assert {one["width"] for one in kept.renditions} == {60}
    guide.refresh_from_db()
    assert f"{stem(kept.file)}-60.avif" in guide.live_revision.html


def test_what_readers_have_stays_as_it_was_until_it_is_published(client, image, eve):
    guide = with_figure(image, hero=image)
    make.draft("Other")
    publishing.publish(guide, by=None)
    old = guide.live_revision
    before = client.get(guide.get_absolute_url()).text
    shelf = client.get(guide.topic.get_absolute_url()).text

    new = replace(image, eve, credit="Grace", licence="cc-by-4.0", focus_x=0)
    publishing.rerender(old)

    guide.refresh_from_db()
    assert guide.live_revision == old
    assert client.get(guide.get_absolute_url()).text == before
    assert client.get(guide.topic.get_absolute_url()).text == shelf
    assert stem(image.file) in before
    with image.file.storage.open(image.file.name) as file:
        assert file.read()

    publishing.publish(guide, by=None)
    after = client.get(guide.get_absolute_url()).text
    assert after.count(stem(new.file)) == before.count(stem(image.file)) == 2
    assert stem(image.file) not in after
    assert after.count("Picture: Grace") == 2
    assert client.get(guide.topic.get_absolute_url()).text.count(stem(new.file)) == 1
    old.refresh_from_db()
    assert stem(image.file) in old.html


def test_an_approval_does_not_hold_for_another_picture(image, eve):
    guide = make.approved(with_figure(image))
    approved = guide.current_revision

    replace(image, eve)

    guide.refresh_from_db()
    assert guide.stage == Stage.DRAFT
    assert guide.current_revision.number == approved.number + 1
    assert guide.current_revision.note == "The picture “Line” has a new file."
    assert guide.current_revision.created_by == eve
    with pytest.raises(reviewing.Refused):
        reviewing.publish(guide, by=eve)


def test_what_is_scheduled_goes_live_as_it_was_approved(image, eve):
    guide = make.approved(with_figure(image, hero=image))
    made = scheduling.schedule(guide, at=timezone.now() + timedelta(days=1), by=eve)
    replace(image, eve)
    type(made).objects.update(publish_at=timezone.now())

    assert scheduling.publish_due() == 1

    guide.refresh_from_db()
    assert stem(image.file) in guide.live_revision.html
    assert guide.live_revision.hero.file.name == image.file.name
    assert uses.of([image])[0].is_earlier
    assert uses.of([image])[0].place == Place.LIVE


def test_a_file_that_nothing_shows_goes(image, eve, django_capture_on_commit_callbacks):
    renditions.make(image)
    with django_capture_on_commit_callbacks(execute=True):
        new = replace(image, eve)

    assert Image.objects.get() == new
    assert files() == [new.file.name.removeprefix("guides/")]


def test_each_version_shows_the_file_it_was_made_with(image, eve):
    guide = with_figure(image, hero=image)
    publishing.record(guide, by=eve)
    stems = [stem(image.file)]
    stems.extend(stem(replace(image, eve).file) for _ in range(2))

    revisions = list(guide.revisions.order_by("number"))

    assert len(revisions) == 3
    for revision, shown in zip(revisions, stems, strict=True):
        found = uses.shown_by(revision.data)[image.pk]
        assert stem(found.file) == stem(revision.hero.file) == shown
    assert "files" not in revisions[0].data


def test_saving_without_an_edit_still_makes_no_version(client, image, eve):
    guide = with_figure(image, hero=image)
    replace(image, eve)
    client.force_login(eve)

    client.post(address(guide), fill(client, address(guide)) | {"_save": "1"})

    assert guide.revisions.count() == 1


def test_a_form_that_was_open_meanwhile_shows_the_new_file(client, image, eve):
    guide = with_figure(image)
    publishing.record(guide, by=eve)
    client.force_login(eve)
    form = fill(client, address(guide)) | posted("blocks-0", heading="Warm")
    new = replace(image, eve)

    client.post(address(guide), form | {"_save": "1"})

    guide.refresh_from_db()
    assert guide.blocks.get(kind=Kind.FIGURE).image == new
    assert guide.current_revision.data["files"] == [new.file.name]


def test_a_file_that_was_replaced_cannot_be_chosen(client, image, eve):
    guide = with_figure(image)
    publishing.record(guide, by=eve)
    replace(image, eve)
    kept = Image.objects.get(version=1)
    client.force_login(eve)
    form = fill(client, address(guide)) | {"hero": kept.pk} | posted("blocks-1", image=kept.pk)

    page = client.post(address(guide), form | {"_save": "1"})

    assert page.context["adminform"].form.errors.keys() == {"hero"}
    assert f'<option value="{kept.pk}"' not in client.get(address(guide)).text
    assert client.get(path_of(kept)).status_code == 404


def test_the_history_tells_which_picture_has_a_new_file(image, eve):
    guide = with_figure(image)
    publishing.record(guide, by=eve)
    replace(image, eve)
    replace(image, eve)
    first, second, third = guide.revisions.order_by("number")

    changes = changes_between(second.data, third.data).others
    assert [(one.label, one.old, one.new) for change in changes for one in change.fields] == [
        ("Pictures with a new file", "Line, file 2", "Line, file 3")
    ]
    assert changes_between(first.data, third.data).others[0].fields[0].old == ""


def test_restoring_an_older_version_shows_the_newest_file_and_says_so(image, eve):
    guide = with_figure(image)
    first = publishing.record(guide, by=eve)
    new = replace(image, eve)
    guide.blocks.filter(kind=Kind.FIGURE).delete()
    publishing.record(guide, by=eve)

    restored = restoring.restore(first, by=eve)

    assert restored.lost == ["“Line” has a newer file by now. The guide shows that one."]
    assert restored.revision.data["files"] == [new.file.name]
    assert restoring.restore(restored.revision, by=eve).lost == []


def test_a_guide_as_markdown_goes_out_and_comes_in(image, eve):
    guide = with_figure(image, hero=image)
    publishing.record(guide, by=eve)
    old = manuscript_of(guide)
    new = replace(image, eve)
    told = reading.read(manuscript_of(guide))

    with pytest.raises(taking.Refused):
        taking.take_into(guide, told, by=eve, may_publish=True)
    taking.take_into(guide, reading.read(old.replace("A line", "A wave")), by=eve, may_publish=True)

    guide.refresh_from_db()
    assert guide.hero == new
    assert guide.current_revision.data["files"] == [new.file.name]


def test_a_picture_with_earlier_files_goes_whole_or_stays(
    image, eve, django_capture_on_commit_callbacks
):
    guide = with_figure(image, hero=image)
    publishing.record(guide, by=eve)
    new = replace(image, eve)
    publishing.publish(guide, by=None)
    old = guide.revisions.get(number=1)
    with pytest.raises(removing.InUse):
        removing.remove(new)
    assert Image.objects.with_use().get(pk=new.pk).is_used

    saved = with_figure(other := renditions.add(images.taken(pixels()), title="Other"), "Saved")
    publishing.record(saved, by=eve)
    replace(other, eve)
    saved.blocks.filter(image=other).delete()
    publishing.record(saved, by=eve)
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove(other)

    assert set(Image.objects.values_list("title", flat=True)) == {"Line"}
    assert len(files()) == 2
    assert old.hero.version == 1


def test_when_it_fails_everything_is_as_before(image, eve, monkeypatch):
    guide = with_figure(image)
    publishing.record(guide, by=eve)
    before = files()

    def fail(*_, **__):
        raise RuntimeError("No connection")

    monkeypatch.setattr(publishing, "record", fail)
    with pytest.raises(RuntimeError, match="No connection"):
        replace(image, eve)

    assert files() == before
    assert Image.objects.get().file.name == image.file.name


def test_when_the_file_cannot_be_written_everything_is_as_before(image, eve, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(OSError, match="No space"):
        replace(image, eve)

    assert Image.objects.get().version == 1


# The page at the desk ---------------------------------------------------------------------


def sent(client, image, **changes):
    page = client.get(path_of(image))
    return fill(page) | {"looked": "on", "file": pixels()} | changes


def test_an_editor_replaces_a_file_at_the_desk(client, image, eve):
    with_figure(image)
    client.force_login(eve)
    page = client.get(path_of(image))

    answer = client.post(path_of(image), sent(client, image, credit="Grace"), follow=True)

    assert "“A line”" in page.text
    assert "1 guide has a new version with it" in answer.text
    assert "This is its file number 2." in answer.text
    new = Image.objects.get(pk=image.pk)
    assert (new.version, new.credit, new.licence) == (2, "Grace", "own")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"looked": ""}, "looked", "Look at the descriptions first, then tick this box."),
        (
            {"file": pictures.upload(b"%PDF-1.7")},
            "file",
            "We cannot read this file as a picture. Please choose a JPEG, PNG, WebP or GIF.",
        ),
        ({"file": ""}, "file", "This field is required."),
        (
            {"licence": "cc-by-4.0", "credit": ""},
            "credit",
            "This licence asks you to name who made the picture.",
        ),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_replaced(
    client, image, eve, changes, field, sentence
):
    client.force_login(eve)

    answer = client.post(path_of(image), sent(client, image, **changes))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert sentence in answer.text
    assert Image.objects.get().version == 1


def test_authors_replace_what_only_their_own_guides_show(client, image, dee, eve):
    other = with_figure(image, "Not hers", owner=eve)
    client.force_login(dee)
    page = client.get(path_of(image))

    assert client.post(path_of(image), {"looked": "on", "file": pixels()}).status_code == 403
    assert "Guides that are not yours show this picture." in page.text
    assert "Not hers" in page.text
    assert 'type="file"' not in page.text
    assert Image.objects.get().version == 1

    other.owner = dee
    other.save()
    assert client.post(path_of(image), sent(client, image)).status_code == 302
    assert Image.objects.get(pk=image.pk).version == 2


def test_who_only_reads_replaces_nothing(client, image, cleo, mo):
    for member in (cleo, mo):
        client.force_login(member)
        assert client.post(path_of(image), {"looked": "on", "file": pixels()}).status_code == 403
    assert Image.objects.get().version == 1


def test_a_draft_whose_picture_was_removed_can_still_be_looked_at(client, image, eve):
    guide = with_figure(image, hero=image)
    publishing.record(guide, by=eve)
    guide.blocks.filter(image=image).delete()
    guide.hero = None
    guide.save()
    publishing.record(guide, by=eve)
    removing.remove(image)
    client.force_login(eve)

    page = client.get(f"/admin/articles/guide/{guide.pk}/revisions/1/preview/page/")

    assert page.status_code == 200
    assert "This picture was removed from the library." in page.text

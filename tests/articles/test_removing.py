"""A picture leaves the library when nothing shows it, and only then."""

import threading
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import fact_checking, publishing, removing, renditions, scheduling, uses
from articles.models import Guide, Image, Kind, PictureUse
from articles.uses import Place
from pictures import images
from tests import make
from tests.articles import pictures

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/image/"


def path_of(image, page="change"):
    return f"{LIST}{image.pk}/{page}/"


def files():
    return default_storage.listdir("guides")[1] if default_storage.exists("guides") else []


def stored(title="Line", **fields):
    """A picture with its files, as the worker leaves it."""
    upload = pictures.upload(pictures.saved(pictures.corners()))
    image = renditions.add(images.taken(upload), title=title, **fields)
    renditions.make(image)
    return image


def with_figure(image, title="Living with fatigue", **fields):
    guide = make.draft(title, **fields)
    make.block(guide, Kind.FIGURE, image=image, alt="A line")
    return guide


def taken_out(guide, image):
    """The working copy without the picture, saved."""
    guide.blocks.filter(image=image).delete()
    guide.hero = None
    guide.save()
    publishing.record(guide, by=None)


def in_the_working_copy(image, eve):
    with_figure(image)


def at_the_head(image, eve):
    make.draft(hero=image)


def live(image, eve):
    guide = with_figure(image)
    publishing.publish(guide, by=None)
    taken_out(guide, image)


def live_at_the_head(image, eve):
    guide = make.draft(hero=image)
    publishing.publish(guide, by=None)
    taken_out(guide, image)


def once_live(image, eve):
    live(image, eve)
    publishing.publish(Guide.objects.get(), by=None)


def scheduled(image, eve):
    guide = make.approved(with_figure(image))
    scheduling.schedule(guide, at=timezone.now() + timedelta(days=1), by=eve)
    taken_out(guide, image)


def shown_to_reviewers(image, eve):
    guide = with_figure(image)
    fact_checking.ask(publishing.record(guide, by=eve), by=eve, asked_for="Dr. Who")
    taken_out(guide, image)


HOLDING = {
    in_the_working_copy: Place.FIGURE,
    at_the_head: Place.HEAD,
    live: Place.LIVE,
    live_at_the_head: Place.LIVE,
    once_live: Place.WAS_LIVE,
    scheduled: Place.SCHEDULED,
    shown_to_reviewers: Place.SHOWN,
}


@pytest.mark.parametrize("use", HOLDING)
def test_what_somebody_shows_stays_with_its_files(
    client, eve, use, django_capture_on_commit_callbacks
):
    image = stored()
    use(image, eve)
    before = files()
    client.force_login(eve)
    bulk = {"action": "delete_selected", "_selected_action": [image.pk]}

    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.get(path_of(image, "delete")),
            client.post(path_of(image, "delete"), {"post": "yes"}),
            client.post(LIST, bulk),
            client.post(LIST, bulk | {"post": "yes"}),
        ]
        with pytest.raises(removing.InUse) as caught:
            removing.remove(image)

    assert [found.place for found in caught.value.uses] == [HOLDING[use]]
    for answer in answers:
        assert "These are in use, so nothing was removed." in answer.text
        assert str(HOLDING[use].label) in answer.text.lower()
        assert 'name="post"' not in answer.text
    assert Image.objects.get() == image
    assert files() == before
    assert len(before) == 4


def test_what_nobody_shows_goes_with_its_files_once_that_is_certain(
    client, eve, django_capture_on_commit_callbacks
):
    kept, image = stored("Kept"), stored("Gone")
    client.force_login(eve)
    page = client.get(path_of(image, "delete"))
    with django_capture_on_commit_callbacks() as later:
        client.post(path_of(image, "delete"), {"post": "yes"})

    assert "Remove “Gone”? No guide shows it." in page.text
    assert Image.objects.get() == kept
    assert len(files()) == 8
    for delete in later:
        delete()
    assert sorted(f"guides/{name}" for name in files()) == sorted(removing.files_of(kept))


def test_what_was_only_saved_loses_its_picture(db, dee):
    image = stored()
    guide = with_figure(image, hero=image)
    publishing.record(guide, by=dee)
    taken_out(guide, image)

    removing.remove(image)

    assert not Image.objects.exists()
    assert not PictureUse.objects.exists()
    assert guide.revisions.last().hero is None


def test_several_go_together_or_none_of_them(client, eve, django_capture_on_commit_callbacks):
    one, two, used = stored("One"), stored("Two"), stored("Used")
    with_figure(used)
    client.force_login(eve)
    bulk = {"action": "delete_selected", "post": "yes"}
    all_three = [one.pk, two.pk, used.pk]

    refused = client.post(LIST, bulk | {"_selected_action": all_three})
    assert Image.objects.count() == 3
    assert "<h2>Used</h2>" in refused.text
    assert "<h2>One</h2>" not in refused.text

    with django_capture_on_commit_callbacks(execute=True):
        client.post(LIST, bulk | {"_selected_action": all_three[:2]})
    assert Image.objects.get() == used
    assert len(files()) == 4


def test_what_is_used_while_somebody_decides_stays(client, eve, monkeypatch):
    one, two = make.image("One"), make.image("Two")
    with_figure(two)
    client.force_login(eve)
    # As if the figure had come between the question and the answer.
    told = lambda self, objs, request: ([], {}, set(), [])  # noqa: E731 -- short
    monkeypatch.setattr("articles.admin.removing.Removing.get_deleted_objects", told)
    bulk = {"action": "delete_selected", "post": "yes", "_selected_action": [one.pk, two.pk]}

    for path, sent in ((path_of(two, "delete"), {"post": "yes"}), (LIST, bulk)):
        answer = client.post(path, sent, follow=True)
        assert "“Two” is used since a moment ago, so nothing was removed." in answer.text
        assert Image.objects.count() == 2


def test_authors_take_out_what_they_put_in_and_nothing_else(client, dee, eve):
    own, other = make.image("Own", uploaded_by=dee), make.image("Other", uploaded_by=eve)
    client.force_login(dee)
    bulk = {"action": "delete_selected", "_selected_action": [own.pk, other.pk]}

    assert client.post(path_of(other, "delete"), {"post": "yes"}).status_code == 403
    assert "Ask an editor to remove them" in client.post(LIST, bulk).text
    assert client.post(LIST, bulk | {"post": "yes"}).status_code == 403
    assert Image.objects.count() == 2
    assert client.post(path_of(own, "delete"), {"post": "yes"}).status_code == 302
    assert Image.objects.get() == other


def test_who_only_reads_removes_nothing(client, cleo):
    image = make.image(uploaded_by=cleo)
    client.force_login(cleo)
    bulk = {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"}

    assert client.get(path_of(image)).status_code == 200
    assert client.post(path_of(image, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, bulk)
    assert Image.objects.get() == image


def test_the_form_lists_every_guide_that_shows_a_picture(client, eve, dee):
    image = make.image()
    guide = with_figure(image, "Cold days", owner=dee, hero=image)
    publishing.record(guide, by=dee)
    make.block(guide)
    publishing.publish(guide, by=None)
    make.block(guide)
    publishing.publish(guide, by=None)
    with_figure(image, "Hot days")
    client.force_login(eve)

    page = client.get(path_of(image)).text
    told = [(use.guide.title, use.place, use.number) for use in uses.of([image])]

    assert told == [
        ("Cold days", Place.LIVE, 3),
        ("Cold days", Place.HEAD, None),
        ("Cold days", Place.FIGURE, None),
        ("Cold days", Place.WAS_LIVE, 2),
        ("Cold days", Place.SAVED, 1),
        ("Hot days", Place.FIGURE, None),
    ]
    assert f'<a href="/admin/articles/guide/{guide.pk}/change/">Cold days</a>' in page
    for number in (1, 2, 3):
        assert f"/admin/articles/guide/{guide.pk}/revisions/{number}/preview/" in page
    assert "Figure of the working copy: “A line”" in page


def test_a_picture_that_nobody_uses_says_so(client, eve):
    image = make.image()
    client.force_login(eve)

    assert "No guide shows it." in client.get(path_of(image)).text


@pytest.mark.parametrize("count", [1, 20])
def test_asking_for_uses_costs_the_same_however_many_there_are(count, django_assert_num_queries):
    image = make.image()
    for number in range(count):
        publishing.publish(with_figure(image, f"Guide {number}", hero=image), by=None)

    with django_assert_num_queries(4):
        assert len(uses.of([image])) == count * 3


def test_a_file_that_cannot_be_deleted_is_left_for_the_sweep(
    monkeypatch, caplog, django_capture_on_commit_callbacks
):
    image = stored()

    def refuse(*_):
        raise OSError("Read-only file system")

    with django_capture_on_commit_callbacks(execute=True):
        removing.remove(image)
        monkeypatch.setattr(FileSystemStorage, "delete", refuse)

    assert not Image.objects.exists()
    assert "Could not delete guides/" in caplog.text


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_no_guide_is_left_with_a_picture_that_went_while_it_was_saved():
    image, guide = make.image(), make.draft()

    def remove():
        removing.remove(image)
        connection.close()

    def save_meanwhile():
        with transaction.atomic():
            make.block(guide, Kind.FIGURE, image=image, alt="A line")
            other = threading.Thread(target=remove)
            other.start()
            other.join()

    with pytest.raises(IntegrityError):
        save_meanwhile()

    assert not Image.objects.exists()
    assert not guide.blocks.filter(kind=Kind.FIGURE).exists()

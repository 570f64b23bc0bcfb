import pytest
from django.contrib import admin

from articles import publishing
from articles.models import Contribution, Guide, Image, Person, State
from outbox.models import Errand
from tests import make
from tests.articles import pictures
from tests.articles.filling import address, fill

LIST = "/admin/articles/guide/"


def test_the_list_tells_the_state_of_each_guide(client, eve):
    make.draft("A draft")
    make.guide("A live one")
    changed = make.guide("A changed one")
    make.block(changed)
    publishing.record(changed, by=eve)
    make.guide("A withdrawn one").withdraw(reason="Old.")
    client.force_login(eve)

    states = {guide.title: guide.state for guide in Guide.objects.with_state()}
    page = client.get(LIST).text
    filtered = client.get(LIST, {"state": "changed"}).text

    assert states == {
        "A draft": State.DRAFT,
        "A live one": State.LIVE,
        "A changed one": State.CHANGED,
        "A withdrawn one": State.WITHDRAWN,
    }
    assert "Live, changed since published" in page
    assert "A changed one" in filtered
    assert "A live one" not in filtered


def test_a_save_marks_a_live_guide_as_changed_and_a_save_back_as_live(client, eve):
    guide = make.guide()
    client.force_login(eve)

    client.post(address(guide), fill(client, address(guide), title="Other") | {"_save": "1"})
    other = Guide.objects.with_state().get().state
    form = fill(client, address(guide), title="Living with fatigue")
    client.post(address(guide), form | {"_save": "1"})

    assert other == State.CHANGED
    assert Guide.objects.with_state().get().state == State.LIVE


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, eve, count, django_assert_num_queries):
    for number in range(count):
        make.guide(f"Guide {number}", owner=make.author(f"author{number}"))
    make.topic("Vision")
    client.force_login(eve)
    client.get(LIST)

    with django_assert_num_queries(6):
        page = client.get(LIST)

    assert page.text.count('class="field-state"') == count


def test_revisions_are_read_and_never_changed(client, eve, fatigue):
    client.force_login(eve)
    path = f"/admin/articles/revision/{fatigue.live_revision_id}/"

    page = client.get(f"{path}change/")

    assert "Rest before you must." in page.text
    assert 'name="_save"' not in page.text
    assert client.post(f"{path}change/", {"note": "x"}).status_code == 403
    assert client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/articles/revision/add/").status_code == 403
    assert client.get("/admin/articles/revision/").status_code == 200


def test_people_on_published_pages_cannot_be_deleted(client, eve):
    person = Person.objects.create(name="Sam")
    Contribution.objects.create(guide=make.draft(), person=person)
    client.force_login(eve)
    path = f"/admin/articles/person/{person.pk}"

    assert client.get(f"{path}/change/").status_code == 200
    assert client.post(f"{path}/delete/", {"post": "yes"}).status_code == 403


def test_an_author_adds_a_picture_and_it_is_kept_as_pixels_only(client, dee):
    client.force_login(dee)
    photo = pictures.upload(
        pictures.saved(pictures.corners(), "JPEG", exif=pictures.telling_exif())
    )

    answer = client.post("/admin/articles/image/add/", {"file": photo, "title": "Four corners"})

    image = Image.objects.get()
    assert answer.status_code == 302
    assert (image.title, image.uploaded_by) == ("Four corners", dee)
    with image.file.open() as file:
        assert pictures.SECRET not in file.read()
    assert "Brighton" not in image.file.name
    assert Errand.objects.filter(kind="make_renditions").count() == 1


@pytest.mark.parametrize("data", [b"", b"<html>not a picture</html>", b"\xff\xd8\xff\xe0truncated"])
def test_a_file_that_is_no_picture_is_refused_beside_its_field(client, dee, settings, data):
    client.force_login(dee)

    answer = client.post(
        "/admin/articles/image/add/", {"file": pictures.upload(data), "title": "Typed title"}
    )

    row = answer.text.split("field-file")[1].split("field-title")[0]
    assert answer.status_code == 422
    assert 'class="errorlist"' in row
    assert 'value="Typed title"' in answer.text
    assert not Image.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*"))


def test_a_person_cannot_have_said_something_on_a_day_to_come(client, eve):
    client.force_login(eve)
    sent = {"name": "Sam", "credentials": "nurse", "interests": ""}

    refused = client.post("/admin/articles/person/add/", sent | {"declared_on": "2099-01-01"})
    client.post("/admin/articles/person/add/", sent | {"declared_on": "2026-05-03"})

    assert "This day is still to come." in refused.text
    assert [str(person.declared_on) for person in Person.objects.all()] == ["2026-05-03"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["topic", "revision", "image", "person"])
def test_the_other_lists_cost_the_same_whatever_their_length(
    client, eve, count, name, django_assert_num_queries
):
    for number in range(count):
        make.guide(f"Guide {number}", topic=make.topic(f"Topic {number}"))
        make.image(f"Picture {number}", uploaded_by=make.author(f"author{number}"))
        Person.objects.create(name=f"Person {number}")
    client.force_login(eve)
    client.get(f"/admin/articles/{name}/")

    with django_assert_num_queries(5):
        page = client.get(f"/admin/articles/{name}/")

    assert page.text.count("<tr>") == count + 1


def test_a_picture_in_the_library_keeps_its_file(client, eve):
    image = make.image()
    client.force_login(eve)
    path = f"/admin/articles/image/{image.pk}/change/"
    other = pictures.upload(pictures.saved(pictures.corners()))

    client.post(path, {"file": other, "title": "New name", "credit": "Ada"})

    kept = Image.objects.get()
    assert (kept.file.name, kept.title, kept.credit) == (image.file.name, "New name", "Ada")


def test_no_list_is_a_form_without_a_button(client, db):
    """It would be announced as a form, and lead nowhere."""
    client.force_login(make.member("root", is_staff=True, is_superuser=True))
    forms = 0

    for model in admin.site._registry:
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        page = client.get(f"/admin/{name}/").text
        _before, found, form = page.partition('<form id="changelist-form"')
        if found:
            forms += 1
            assert 'type="submit"' in form.partition("</form>")[0], name
    assert forms

"""The history of a guide at the desk: kept, compared, restored."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import publishing, removing, restoring
from articles.models import Contribution, Guide, Immutable, Kind, Person, Revision
from tests import make
from tests.articles.filling import address, fill


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    publishing.record(made, by=dee, note="First words")
    return made


def at(name, *args, **query):
    query = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"admin:articles_guide_{name}", args=args) + (f"?{query}" if query else "")


def change(draft, words, by):
    draft.blocks.filter(kind=Kind.TEXT).update(html=f"<p>{words}</p>")
    return publishing.record(draft, by=by)


def test_a_save_with_a_note_stands_in_the_history(client, dee, draft):
    client.force_login(dee)
    form = fill(client, address(draft), title="Tiredness", note="A shorter title")
    client.post(address(draft), form | {"_continue": "Save"})

    page = client.get(at("revisions", draft.pk)).text

    assert draft.revisions.first().note == "A shorter title"
    assert page.index("A shorter title") < page.index("First words")
    assert "Being written" in page
    assert "Live now" not in page


def test_a_note_to_a_save_that_changed_nothing_comes_back(client, dee, draft):
    client.force_login(dee)
    publishing.record(draft, by=dee)
    form = fill(client, address(draft), note="Asked Sam about heat")

    answer = client.post(address(draft), form | {"_continue": "Save"}, follow=True)

    assert "so your note is not in its history: “Asked Sam about heat”" in answer.text
    assert draft.revisions.count() == 1


def test_saving_without_an_edit_changes_nothing(client, dee, draft):
    client.force_login(dee)
    client.post(address(draft), fill(client, address(draft)) | {"_continue": "Save"})
    before = Guide.objects.values().get(), list(draft.blocks.values()), LogEntry.objects.count()

    answer = client.post(address(draft), fill(client, address(draft)) | {"_continue": "Save"})

    after = Guide.objects.values().get(), list(draft.blocks.values()), LogEntry.objects.count()
    assert answer.status_code == 302
    assert after == before
    assert draft.revisions.count() == 1


def test_how_a_browser_ends_lines_is_no_edit(client, dee, draft):
    make.block(draft, Kind.DO_LIST, heading="Do", items="rest\nsleep")
    draft.lay_terms = "heat\nsun"
    draft.save()
    publishing.record(draft, by=dee)
    client.force_login(dee)
    client.post(address(draft), fill(client, address(draft)) | {"_continue": "Save"})
    before = draft.revisions.count()

    form = fill(client, address(draft))
    form = {name: value.replace("\n", "\r\n") for name, value in form.items()}
    client.post(address(draft), form | {"_continue": "Save"})

    assert draft.revisions.count() == before


@pytest.mark.parametrize("count", [1, 40])
def test_the_history_costs_the_same_whatever_its_length(
    client, dee, draft, count, django_assert_num_queries
):
    for number in range(count):
        change(draft, f"Words {number}.", dee)
    client.force_login(dee)

    with django_assert_num_queries(6):
        page = client.get(at("revisions", draft.pk)).text

    assert page.count("<li value=") == min(count + 1, 25)


def test_the_history_has_pages(client, dee, draft, writes_nothing):
    for number in range(30):
        change(draft, f"Words {number}.", dee)
    client.force_login(dee)

    with writes_nothing():
        second = client.get(at("revisions", draft.pk, page=2)).text

    assert "First words" in second
    assert "Page 2 of 2" in second


def test_any_two_revisions_are_compared_word_by_word(client, dee, draft, writes_nothing):
    change(draft, "Rest before you can.", dee)
    client.force_login(dee)

    with writes_nothing():
        page = client.get(at("compare", draft.pk, old=1, new=2)).text

    assert "Rest before you <del>must.</del><ins>can.</ins>" in page
    assert "What changed" in page
    assert "Look at these first" not in page


def test_what_is_live_is_compared_with_what_is_newest_unless_asked(client, dee, eve, draft):
    publishing.publish(draft, by=eve)
    change(draft, "Take 10 mg.", dee)
    change(draft, "Take 100 mg.", dee)
    client.force_login(dee)

    asked = client.get(at("compare", draft.pk)).text
    last = client.get(at("compare", draft.pk, old="before", new=3)).text
    live = client.get(at("compare", draft.pk, old=3, new="live")).text

    assert "<del>Rest before you must.</del><ins>Take 100 mg.</ins>" in asked
    assert "Take <del>10 </del><ins>100 </ins>mg." in last
    assert "Look at these first" in last
    assert "<del>Take 100 mg.</del><ins>Rest before you must.</ins>" in live


@pytest.mark.parametrize("asked", ["7", "x", "9" * 30, "-1", "1 or 1"])
def test_a_revision_that_is_not_there_is_not_found(client, dee, draft, asked):
    client.force_login(dee)

    assert client.get(at("compare", draft.pk, old=asked, new=1)).status_code == 404


def test_a_guide_without_revisions_says_so(client, dee):
    bare = make.draft("Bare", owner=dee)
    client.force_login(dee)

    assert "Nothing was saved yet." in client.get(at("revisions", bare.pk)).text
    assert "Nothing was saved yet." in client.get(at("compare", bare.pk)).text


@pytest.mark.parametrize("page", ["revisions", "compare"])
def test_members_do_not_read_the_history_of_the_desk(client, ada, mo, draft, page):
    assert client.get(at(page, draft.pk)).status_code == 302
    client.force_login(ada)
    assert client.get(at(page, draft.pk)).status_code == 302
    client.force_login(mo)
    assert client.get(at(page, draft.pk)).status_code == 403


def test_restoring_asks_first_and_makes_a_new_revision(client, dee, draft, writes_nothing):
    block = draft.blocks.get()
    make.block(draft, Kind.DO_LIST, heading="Do", items="rest\nsleep")
    publishing.record(draft, by=dee)
    block.delete()
    draft.title = "Other"
    draft.save()
    publishing.record(draft, by=dee)
    client.force_login(dee)

    with writes_nothing():
        asked = client.get(at("restore", draft.pk, 1)).text
    answer = client.post(at("restore", draft.pk, 1), {"seen_version": "1"})

    draft.refresh_from_db()
    back = draft.blocks.get()
    assert "What would change" in asked
    assert answer.status_code == 302
    assert (draft.title, back.html, back.uuid) == ("Living with fatigue", block.html, block.uuid)
    assert [revision.number for revision in draft.revisions.all()] == [4, 3, 2, 1]
    assert draft.revisions.first().note == "Restored from revision 1"
    assert draft.revisions.first().data == Revision.objects.get(number=1).data
    assert draft.version == 2


def test_what_was_not_kept_yet_is_kept_before_restoring(dee, draft):
    draft.blocks.update(html="<p>Never recorded.</p>")

    restoring.restore(draft.revisions.get(number=1), by=dee)

    kept = draft.revisions.get(number=2)
    assert kept.data["blocks"][0]["html"] == "<p>Never recorded.</p>"
    assert draft.blocks.get().html == "<p>Rest before you must.</p>"


def test_restoring_leaves_what_readers_have(dee, eve, draft):
    live = publishing.publish(draft, by=eve)
    first = draft.revisions.get(number=1)
    change(draft, "Newer.", dee)

    restoring.restore(first, by=dee)

    draft.refresh_from_db()
    assert draft.live_revision == live


def test_restoring_after_somebody_saved_asks_again(client, dee, draft):
    change(draft, "Newer.", dee)
    client.force_login(dee)

    page = client.post(at("restore", draft.pk, 1), {"seen_version": "0"})

    assert page.status_code == 409
    assert "Somebody has saved this guide meanwhile." in page.text
    assert draft.revisions.count() == 2


def test_pictures_and_people_that_are_gone_are_told(client, dee, draft):
    picture, hero = make.image("Line"), make.image("Hill")
    ann, bob = Person.objects.create(name="Ann"), Person.objects.create(name="Bob")
    for person in (ann, bob):
        Contribution.objects.create(guide=draft, person=person)
    make.block(draft, Kind.FIGURE, image=picture, alt="A line")
    Guide.objects.update(hero=hero)
    draft.refresh_from_db()
    full = publishing.record(draft, by=dee)
    Guide.objects.update(hero=None)
    draft.blocks.filter(kind=Kind.FIGURE).delete()
    draft.contributions.all().delete()
    removing.remove(picture)
    removing.remove(hero)
    bob.delete()
    client.force_login(dee)

    page = client.post(at("restore", draft.pk, full.number), {"seen_version": "1"}, follow=True)

    assert "The main picture was deleted from the library." in page.text
    assert "“A line”: its picture was deleted." in page.text
    assert "Bob is no longer known here." in page.text
    assert [one.person for one in draft.contributions.all()] == [ann]
    assert draft.blocks.get(kind=Kind.FIGURE).alt == "A line"


def test_only_who_may_edit_may_restore(client, mo, draft):
    other = make.author("zoe")
    for member, status in ((other, 403), (mo, 403)):
        client.force_login(member)
        answer = client.post(at("restore", draft.pk, 1), {"seen_version": "1"})
        assert answer.status_code == status
    assert draft.revisions.count() == 1


def test_what_was_published_is_not_rewritten_in_bulk_either(eve, draft):
    published = publishing.publish(draft, by=eve)

    with pytest.raises(Immutable):
        Revision.objects.filter(pk=published.pk).update(data={})
    with pytest.raises(Immutable):
        Revision.objects.filter(pk=published.pk).delete()
    publishing.rerender(published)
    draft.live_revision = None
    draft.save()
    draft.delete()
    assert not Revision.objects.exists()

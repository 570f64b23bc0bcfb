import pytest
from django.utils import timezone

from articles import reviewing
from articles.models import Guide, Kind, Revision
from tests import make
from tests.articles.filling import address, fill, posted

LIST = "/admin/articles/guide/"


@pytest.fixture
def draft(dee):
    return make.draft(owner=dee)


def test_an_editor_publishes_what_both_reviewers_approved(client, eve, draft):
    Guide.objects.filter(pk=draft.pk).update(title="Better title")
    make.approved(draft)
    client.force_login(eve)
    form = fill(client, address(draft), change_note="New advice.")

    answer = client.post(address(draft), form | {"_publish": "Publish"}, follow=True)

    draft.refresh_from_db()
    revision = draft.live_revision
    assert "Published. Readers now see version 1." in answer.text
    assert (revision.title, revision.published_by) == ("Better title", eve)
    assert (revision.change_note, revision.significance) == ("New advice.", "major")
    assert "View live page" in answer.text
    assert "Version 1" in answer.text
    assert draft.discussion is not None


def test_what_was_typed_since_the_approval_is_kept_and_not_published(client, eve, draft):
    make.approved(draft)
    client.force_login(eve)
    form = fill(client, address(draft), title="Typed since")

    answer = client.post(address(draft), form | {"_publish": "Publish"}, follow=True)

    draft.refresh_from_db()
    assert "Your words are saved. An editor and a clinician have to approve" in answer.text
    assert (draft.title, draft.live_revision, draft.stage) == ("Typed since", None, "draft")
    assert 'name="_publish"' not in answer.text


def test_a_new_guide_is_not_published_by_its_form(client, eve):
    client.force_login(eve)
    topic = make.topic()
    form = fill(client, f"{LIST}add/", topic=topic.pk, title="Hot days", summary="What helps.")
    form |= posted("blocks-0", kind="text", html="<p>Heat.</p>")

    client.post(f"{LIST}add/", form | {"_publish": "Publish"})

    assert Guide.objects.get().live_revision is None
    assert client.get("/guides/fatigue-and-energy/hot-days/").status_code == 404


def test_a_new_guide_can_be_submitted_at_once(client, dee):
    client.force_login(dee)
    topic = make.topic()
    form = fill(client, f"{LIST}add/", topic=topic.pk, title="Hot days", summary="What helps.")
    form |= posted("blocks-0", kind="text", html="<p>Heat.</p>")

    answer = client.post(f"{LIST}add/", form | {"_submit": "1"}, follow=True)

    assert "Submitted. The reviewers are told." in answer.text
    assert Guide.objects.get().stage == "submitted"
    assert 'name="_take_back"' in answer.text


def test_what_cannot_be_submitted_is_saved_and_told(client, dee, draft):
    client.force_login(dee)
    words = "<p>About 8 in 10 people tire.</p><p>For 3 in 10 it is new.</p>"
    form = fill(client, address(draft), **{"blocks-0-html": words})

    answer = client.post(address(draft), form | {"_submit": "1"}, follow=True)

    draft.refresh_from_db()
    (told,) = (str(message) for message in answer.context["messages"])
    assert told.startswith("Your words are saved. Some things have to be mended first.")
    assert told.count("Who counted this?") == 1
    assert answer.text.count("Who counted this?") == 3
    assert draft.stage == "draft"
    assert "8 in 10" in draft.blocks.get().html


def test_an_author_takes_back_what_waits(client, dee, draft):
    reviewing.submit(draft, by=dee)
    client.force_login(dee)
    form = fill(client, address(draft))

    answer = client.post(address(draft), form | {"_take_back": "1"}, follow=True)

    draft.refresh_from_db()
    assert "Taken back. Nobody reviews it now." in answer.text
    assert draft.stage == "draft"


def test_publishing_the_same_words_again_only_notes_the_review(client, eve):
    guide = make.approved(make.guide())
    client.force_login(eve)

    answer = client.post(
        address(guide), fill(client, address(guide)) | {"_publish": "Publish"}, follow=True
    )

    guide.refresh_from_db()
    assert "Nothing has changed since version 1, so that stays live." in answer.text
    assert Revision.objects.count() == 1
    assert guide.reviewed_on == timezone.localdate()


def test_publishing_without_review_is_for_few_and_wants_a_reason(client, eve, draft):
    client.force_login(eve)
    form = fill(client, address(draft), title="Typed")
    assert "_override" not in client.get(address(draft)).text
    forged = client.post(address(draft), form | {"_override": "1", "override_reason": "Mine."})
    assert forged.status_code == 403
    draft.refresh_from_db()
    assert draft.title == "Living with fatigue"

    client.force_login(make.member("boss", is_staff=True, is_superuser=True))
    form = fill(client, address(draft), title="Typed")
    empty = client.post(address(draft), form | {"_override": "1"})
    assert "Write why it goes live without review." in empty.text
    told = client.post(
        address(draft),
        form | {"_override": "1", "override_reason": "A wrong telephone number."},
        follow=True,
    )

    draft.refresh_from_db()
    assert "Published without review. Readers now see version 1." in told.text
    assert draft.live_revision.title == "Typed"
    assert draft.reviewed_on is None
    client.force_login(eve)
    assert "A wrong telephone number." in client.get("/admin/articles/override/").text


def test_a_guide_with_problems_is_not_published_and_each_is_named_at_its_block(client, eve, draft):
    make.block(draft, Kind.CARE_CARD, level="urgent", heading="Call us", items="it hurts")
    make.block(draft, Kind.FIGURE)
    make.block(draft, Kind.KEY_POINTS, items="One")
    make.block(draft, Kind.KEY_POINTS, items="Two")
    client.force_login(eve)
    form = fill(client, address(draft), title="Typed title")

    answer = client.post(address(draft), form | {"_publish": "Publish"})
    mistakes = answer.text.split('class="mistakes"')[1].split("</ul>")[0]
    blocks = answer.text.split('class="inline-related')

    assert answer.status_code == 422
    assert mistakes.count("<li>") == 4
    assert '<a href="#blocks-1">Call us, Heading: End the heading with “if:”.' in mistakes
    assert "End the heading with “if:”." in blocks[2]
    assert "Choose a picture, or delete this block." in blocks[3]
    assert "Say what the picture shows" in blocks[3]
    assert "Put all key points into one block." in blocks[5]
    assert 'value="Typed title"' in answer.text
    draft.refresh_from_db()
    assert (draft.title, draft.live_revision) == ("Living with fatigue", None)


def test_a_guide_without_blocks_is_not_published(client, eve, draft):
    client.force_login(eve)
    form = fill(client, address(draft), **{"blocks-0-DELETE": "on"})

    answer = client.post(address(draft), form | {"_publish": "Publish"})

    assert "Add a block first: there is nothing to read yet." in answer.text


def test_hints_are_told_after_publishing(client, eve, draft):
    make.block(draft, Kind.KEY_POINTS, items="One")
    make.approved(draft)
    client.force_login(eve)

    answer = client.post(
        address(draft), fill(client, address(draft)) | {"_publish": "Publish"}, follow=True
    )

    assert "Three to five key points are easiest to remember." in answer.text


def test_an_author_sees_who_can_publish_instead_of_the_button(client, dee, eve, draft):
    client.force_login(dee)

    page = client.get(address(draft)).text

    assert 'name="_publish"' not in page
    assert "An editor publishes the guide: eve." in page
    assert "What changed, for readers" not in page


def test_without_editors_nobody_is_named(client, dee, draft):
    client.force_login(dee)

    assert "An editor publishes the guide.<" in client.get(address(draft)).text

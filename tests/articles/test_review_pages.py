"""The review page and the queue, and what forged posts to them do: nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing, reviewing
from articles.models import Approval, Contribution, FactCheck, Guide, Person, Stage
from articles.self_score import QUESTIONS
from tests import make

QUEUE = "/admin/articles/guide/review/"


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    publishing.record(made, by=dee)
    return made


@pytest.fixture
def submitted(draft, dee):
    reviewing.submit(draft, by=dee)
    return draft


def page_of(guide, verb=""):
    return reverse(f"admin:articles_guide_{verb or 'review'}", args=[guide.pk])


def about(guide, **fields):
    return {"revision": guide.current_revision.pk, **fields}


def clinical(guide, **fields):
    due = (timezone.localdate() + timedelta(days=400)).isoformat()
    answers = {f"approve-{name}": "yes" for name in QUESTIONS}
    answers |= {"approve-review_due_on": due, "approve-note": ""}
    return about(guide, **answers | fields)


def test_an_editor_then_a_clinician_approve_on_the_page(client, submitted, eve, cleo):
    client.force_login(eve)
    page = client.get(page_of(submitted))
    assert "Approve version 1" in page.text
    assert "No reader has had this guide before." in page.text
    assert "preview/page/" in page.text
    client.post(page_of(submitted, "approve"), about(submitted, **{"approve-note": "Clear."}))

    client.force_login(cleo)
    assert "Is it clear at once what the guide is for?" in client.get(page_of(submitted)).text
    told = client.post(page_of(submitted, "approve"), clinical(submitted), follow=True)

    submitted.refresh_from_db()
    assert submitted.stage == Stage.CHECKED
    assert "Easy to understand: 100 %." in told.text
    assert "Clear." in told.text


def test_the_page_tells_reviewers_what_the_byline_lacks(client, draft, dee, eve):
    person = Person.objects.create(name="Sam")
    Contribution.objects.create(guide=draft, person=person)
    publishing.record(draft, by=dee)
    client.force_login(eve)
    lacking = client.get(page_of(draft)).text
    Contribution.objects.update(role=Contribution.Role.CLINICAL)
    Person.objects.update(credentials="nurse", declared_on=timezone.localdate())
    publishing.record(draft, by=dee)
    whole = client.get(page_of(draft)).text

    for told in (
        "no credentials",
        "no statement about conflicts of interest",
        "No clinical reviewer is named.",
    ):
        assert told in lacking
        assert told not in whole


def test_a_clinician_says_until_when_and_answers_every_question(client, submitted, eve, cleo):
    reviewing.approve_editorial(submitted.current_revision, by=eve)
    client.force_login(cleo)
    late = clinical(submitted, **{"approve-note": "Typed."})
    late["approve-review_due_on"] = "2099-01-01"
    del late["approve-purpose"]

    answer = client.post(page_of(submitted, "approve"), late)

    assert answer.status_code == 422
    assert "Choose a day after today, and not after" in answer.text
    assert "Answer yes, no, or that it does not apply." in answer.text
    assert "Typed." in answer.text
    submitted.refresh_from_db()
    assert submitted.stage == Stage.EDITED
    unclear = clinical(submitted) | {"approve-review_due_on": "March 2028"}
    told = client.post(page_of(submitted, "approve"), unclear).text
    assert "Write a day, such as 2028-03-01." in told
    assert 'value="March 2028"' in told


def test_sending_back_tells_the_author_why_on_the_form(client, submitted, dee, eve):
    client.force_login(eve)
    empty = client.post(page_of(submitted, "reject"), about(submitted, **{"reject-reason": " "}))
    assert empty.status_code == 422
    assert "Write why. The author is told." in empty.text

    client.post(
        page_of(submitted, "reject"), about(submitted, **{"reject-reason": "Name the source."})
    )

    client.force_login(dee)
    form = client.get(reverse("admin:articles_guide_change", args=[submitted.pk])).text
    assert "Name the source." in form
    assert "eve sent back version 1:" in form


def test_a_stale_approval_is_refused_and_what_was_typed_stays(client, submitted, dee, eve):
    client.force_login(eve)
    sent = about(submitted, **{"approve-note": "I read it."})
    submitted.blocks.update(html="<p>Changed meanwhile.</p>")
    publishing.record(submitted, by=dee)
    reviewing.submit(submitted, by=dee)

    answer = client.post(page_of(submitted, "approve"), sent)

    assert answer.status_code == 409
    assert "The guide was changed since you opened this page." in answer.text
    assert "I read it." in answer.text
    assert not Approval.objects.exists()


def test_one_person_with_both_rights_gives_one_approval(client, submitted, cleo, eve):
    both = make.editor("both")
    both.groups.add(*cleo.groups.all())
    client.force_login(both)
    client.post(page_of(submitted, "approve"), about(submitted, **{"approve-note": ""}))

    page = client.get(page_of(submitted)).text
    forged = client.post(page_of(submitted, "approve"), clinical(submitted))

    submitted.refresh_from_db()
    assert submitted.stage == Stage.EDITED
    assert "You gave the other approval of these words" in page
    assert "Approve version 1" not in page
    assert "Send back version 1" in page
    assert forged.status_code == 403
    assert Approval.objects.count() == 1
    assert "Living with fatigue" not in client.get(QUEUE).text
    client.force_login(cleo)
    assert "Living with fatigue" in client.get(QUEUE).text


def test_whoever_saved_last_does_not_approve_even_by_hand(client, draft, eve):
    draft.blocks.update(html="<p>Eve wrote this.</p>")
    publishing.record(draft, by=eve)
    reviewing.submit(draft, by=eve)
    client.force_login(eve)

    page = client.get(page_of(draft)).text
    answer = client.post(page_of(draft, "approve"), about(draft, **{"approve-note": ""}))

    assert "somebody else has to approve them" in page
    assert "Approve version" not in page
    assert answer.status_code == 403
    assert not Approval.objects.exists()


@pytest.mark.parametrize("who", ["dee", "cleo", "mo"])
@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_forged_decisions_change_nothing(client, submitted, who, verb, request):
    client.force_login(request.getfixturevalue(who))
    sent = clinical(submitted) | {"reject-reason": "Mine."}

    answer = client.post(page_of(submitted, verb), sent)

    assert answer.status_code == 403
    submitted.refresh_from_db()
    assert (submitted.stage, Approval.objects.count()) == (Stage.SUBMITTED, 0)


def test_a_revision_of_another_guide_is_none(client, submitted, eve, dee):
    other = make.draft("Another", owner=dee)
    publishing.record(other, by=dee)
    client.force_login(eve)
    for wrong in (other.current_revision.pk, "x", "9" * 40, ""):
        answer = client.post(page_of(submitted, "approve"), {"revision": wrong, "approve-note": ""})
        assert answer.status_code == 404
    assert client.get(page_of(submitted, "approve")).status_code == 405


@pytest.mark.parametrize("name", ["reviewed_on", "review_due_on", "stage", "approvals"])
def test_what_a_review_sets_is_never_set_by_the_form(client, draft, dee, name):
    client.force_login(dee)
    address = reverse("admin:articles_guide_change", args=[draft.pk])

    assert client.post(address, {"title": "Mine", name: "2030-01-01"}).status_code == 403
    draft.refresh_from_db()
    assert (draft.title, draft.reviewed_on) == ("Living with fatigue", None)


def test_an_author_submits_nothing_of_another(client, dee, eve):
    foreign = make.draft(owner=eve)
    client.force_login(dee)

    address = reverse("admin:articles_guide_change", args=[foreign.pk])
    assert client.post(address, {"_submit": "1"}).status_code == 403
    assert client.post(page_of(foreign, "ask"), {"ask-asked_for": "x"}).status_code == 403
    foreign.refresh_from_db()
    assert (foreign.stage, FactCheck.objects.count()) == (Stage.DRAFT, 0)


def test_what_changed_since_the_live_version_is_told(client, dee, eve):
    guide = make.guide(owner=dee)
    guide.blocks.update(html="<p>Rest for 20 minutes.</p>")
    publishing.record(guide, by=dee)
    client.force_login(eve)

    page = client.get(page_of(guide)).text

    assert "Look at these first" in page
    assert f"{reverse('admin:articles_guide_compare', args=[guide.pk])}?new=2" in page


def test_members_and_moderators_do_not_read_reviews(client, submitted, ada, mo):
    client.force_login(mo)
    assert client.get(page_of(submitted)).status_code == 403
    assert client.get(QUEUE).status_code == 403
    client.force_login(ada)
    assert client.get(page_of(submitted)).status_code == 302


def test_the_queue_shows_each_reviewer_what_waits_for_them_the_oldest_first(client, dee, eve, cleo):
    guides = [make.draft(title, owner=dee) for title in ("First", "Second", "Own", "Checked")]
    for guide in guides:
        publishing.record(guide, by=eve if guide.title == "Own" else dee)
        reviewing.submit(guide, by=dee)
    reviewing.approve_editorial(guides[3].current_revision, by=eve)
    now = timezone.now()
    Guide.objects.filter(title="Second").update(waiting_since=now - timedelta(days=3))

    def titles(person):
        client.force_login(person)
        return [guide.title for guide in client.get(QUEUE).context["guides"]]

    assert titles(eve) == ["Second", "First"]
    assert titles(cleo) == ["Checked"]
    client.force_login(dee)
    assert client.get(QUEUE).status_code == 403
    client.force_login(eve)
    assert "2 guides wait for you" in client.get("/admin/").text


@pytest.mark.parametrize("address", [QUEUE, "/admin/", "review"])
def test_these_pages_cost_the_same_however_much_there_is(client, dee, eve, address):
    asked = []
    for count in (1, 5):
        for number in range(count):
            guide = make.draft(f"Guide {count} {number}", owner=dee)
            for _block in range(count):
                make.block(guide)
            publishing.record(guide, by=dee)
            reviewing.submit(guide, by=dee)
        client.force_login(eve)
        wanted = page_of(guide) if address == "review" else address
        client.get(wanted)
        with CaptureQueriesContext(connection) as seen:
            client.get(wanted)
        asked.append(len(seen))

    assert asked[0] == asked[1]

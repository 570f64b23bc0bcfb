"""Forms made by hand, sent to every address of a guide at the desk by everybody who has no right
to it: nothing changes, whatever pages there are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core import serializers
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles import fact_checking, publishing, reviewing, scheduling
from articles.models import Approval, Guide, GuideDraft, Revision, Schedule, Stage
from tests import make
from tests.articles.filling import address, fill

# Pages that answer without keeping anything: what is typed is looked at and drawn.
ONLY_LOOKS = {
    *("articles_guide_look", "articles_guide_look_new", "articles_guide_preview"),
    *("articles_guide_compare", "articles_guide_history", "articles_guide_changelist"),
}
# An author begins a guide of their own there.
OWN = {"articles_guide_add", "articles_guide_upload_new"}


def addresses(guide, number, draft, check):
    """Every address of the desk of guides, by its name."""
    known = {"pk": guide.pk, "object_id": guide.pk, "number": number}
    known |= {"draft": draft.pk, "check": check.pk, "verb": "approve"}
    found = {}
    for pattern in admin.site.get_model_admin(Guide).get_urls():
        if pattern.name is None:
            continue
        wanted = {name: known[name] for name in pattern.pattern.converters if name in known}
        try:
            found[pattern.name] = reverse(f"admin:{pattern.name}", kwargs=wanted)
        except NoReverseMatch:
            found[pattern.name] = reverse(f"admin:{pattern.name}", args=list(wanted.values()))
    return found


def everything():
    """All rows of the app and the log of the admin, in words."""
    models = list(apps.get_app_config("articles").get_models())
    rows = [row for model in [*models, LogEntry] for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


@pytest.fixture
def theirs(dee, eve):
    """A live guide whose newer words wait for an editor."""
    guide = make.guide(owner=dee)
    guide.blocks.update(html="<p>Newer words.</p>")
    publishing.record(guide, by=dee)
    reviewing.submit(guide, by=dee)
    return guide


@pytest.fixture
def everywhere(theirs, dee):
    draft = GuideDraft.objects.create(
        author=dee, guide=theirs, opening=uuid4(), form="title=Unsaved"
    )
    check = fact_checking.ask(theirs.current_revision, by=dee, asked_for="Dr. Who")
    return addresses(theirs, 1, draft, check)


@pytest.fixture
def forged(client, theirs, eve):
    """What an editor's form holds, with every button pressed and every question answered."""
    client.force_login(eve)
    form = fill(client, address(theirs), title="Taken")
    # Signed by us, it proves whose form this is: words typed in it are kept for her.
    del form["opening"]
    client.logout()
    tomorrow = timezone.localdate() + timedelta(days=1)
    due = tomorrow + timedelta(days=100)
    buttons = ("_save", "_publish", "_submit", "_take_back", "_schedule", "_unschedule")
    return (
        form
        | dict.fromkeys(buttons, "1")
        | {
            "publish_at": f"{tomorrow} 08:30",
            "revision": theirs.current_revision.pk,
            "approve-note": "Mine.",
            "approve-review_due_on": str(due),
            "reject-reason": "Mine.",
            "reason": "Mine.",
            "into": make.guide("Pacing a day").pk,
            "topic": theirs.topic_id,
            "slug": "mine",
            "post": "yes",
            "action": "delete_selected",
            "_selected_action": str(theirs.pk),
            "ask-asked_for": "A friend",
        }
    )


def test_all_addresses_are_found(everywhere):
    assert {"articles_guide_change", "articles_guide_approve", "articles_guide_merge"} <= (
        everywhere.keys()
    )
    assert len(everywhere) > 25


@pytest.mark.parametrize("who", ["nobody", "member", "moderator", "clinician", "author"])
def test_nobody_changes_the_guide_of_another(client, everywhere, forged, who):
    if who != "nobody":
        client.force_login(getattr(make, who)("stranger"))
    before = everything()

    answers = {
        name: client.post(path, forged).status_code
        for name, path in everywhere.items()
        if not (who == "author" and name in OWN)
    }

    assert everything() == before
    taken = {name for name, status in answers.items() if status not in {302, 403, 404, 405}}
    assert taken - ONLY_LOOKS == set()


@pytest.mark.parametrize(
    "forgery",
    [
        {"_publish": "1"},
        {"_schedule": "1", "publish_at": "2031-03-01 08:30"},
        {"_override": "1", "override_reason": "Mine."},
        {"_save": "1", "reviewed_on": "2030-01-01"},
        {"_save": "1", "review_due_on": "2030-01-01"},
        {"_save": "1", "approvals": "1"},
        {"_save": "1", "approvals-0-verdict": "approved", "approvals-TOTAL_FORMS": "1"},
        {"_save": "1", "owner": "1"},
        {"_save": "1", "is_demo": "on"},
        {"_save": "1", "live_revision": "1"},
        {"_save": "1", "merged_into": "1"},
        {"_save": "1", "version": "99", "sha256": "0" * 64, "source_key": "x"},
    ],
)
def test_an_author_forges_nothing_in_their_own_form(client, dee, eve, forgery):
    guide = make.draft(owner=dee)
    publishing.record(guide, by=dee)
    client.force_login(dee)
    form = fill(client, address(guide))
    if "owner" in forgery:
        forgery["owner"] = str(eve.pk)
    before = Guide.objects.values().get()

    answer = client.post(address(guide), form | forgery)

    after = Guide.objects.values().get()
    assert answer.status_code in {302, 403}
    assert after == before
    assert not Approval.objects.exists()
    assert not Schedule.objects.exists()
    assert not Revision.objects.published().exists()
    assert guide.stage == Stage.DRAFT


@pytest.mark.parametrize("model", ["approval", "override", "revision", "schedule", "factcheck"])
@pytest.mark.parametrize("who", ["author", "editor", "clinician"])
def test_records_of_the_review_are_added_by_no_form(client, theirs, model, who):
    client.force_login(getattr(make, who)("stranger"))
    before = everything()

    revision = theirs.current_revision.pk
    sent = {"revision": revision, "step": "clinical", "verdict": "approved", "reason": "Mine."}
    for path in ("add/", f"{revision}/change/", f"{revision}/delete/"):
        answer = client.post(f"/admin/articles/{model}/{path}", sent | {"post": "yes"})
        assert answer.status_code in {302, 403, 404}

    assert everything() == before


def test_an_approval_for_other_words_lets_nothing_go_live(client, eve, dee):
    """Moved by hand to the words that were written later, it still names those it was given to."""
    guide = make.approved(make.draft(owner=dee))
    guide.blocks.update(html="<p>Not read by anybody.</p>")
    later = publishing.record(guide, by=dee)
    Approval.objects.update(revision=later)

    with pytest.raises(reviewing.Refused):
        reviewing.publish(guide, by=eve)
    with pytest.raises(reviewing.Refused):
        scheduling.schedule(guide, at=timezone.now() + timedelta(hours=2), by=eve)
    assert not Revision.objects.published().exists()


@pytest.mark.parametrize("name", ["withdraw", "merge", "move", "approve", "ask", "change"])
def test_the_same_forms_work_for_whom_they_are_meant(client, everywhere, forged, eve, name):
    client.force_login(eve)
    form = {key: value for key, value in forged.items() if not key.startswith("_")}
    before = everything()

    client.post(everywhere[f"articles_guide_{name}"], form | {"_save": "1"})

    assert everything() != before

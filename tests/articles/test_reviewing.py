"""From a draft to the public: who may do what with which words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import publishing, reviewing, waiting
from articles.models import Approval, Guide, Override, Stage, Step, Verdict
from articles.reviewing import NotTheirs, Refused, Stale
from articles.signals import guide_approved, guide_rejected, guide_submitted
from tests import make

CLAIM = "<p>About 8 in 10 people tire.</p>"


def due(days=365):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def draft(dee):
    made = make.draft(owner=dee)
    publishing.record(made, by=dee)
    return made


@pytest.fixture
def heard():
    """What is announced, in order."""
    said = []

    def listen(signal, **kwargs):
        said.append(signal)

    for signal in (guide_submitted, guide_approved, guide_rejected):
        signal.connect(listen)
    yield said
    for signal in (guide_submitted, guide_approved, guide_rejected):
        signal.disconnect(listen)


def approve(revision, eve, cleo, **fields):
    reviewing.approve_editorial(revision, by=eve)
    told = {"review_due_on": due(), "answers": {"purpose": "yes"}} | fields
    return reviewing.approve_clinical(revision, by=cleo, **told)


def test_a_guide_goes_from_its_author_over_two_reviewers_to_the_public(
    draft, dee, eve, cleo, heard
):
    revision = reviewing.submit(draft, by=dee)
    assert (draft.stage, draft.live_revision) == (Stage.SUBMITTED, None)
    reviewing.approve_editorial(revision, by=eve, note="Clear.")
    draft.refresh_from_db()
    assert draft.stage == Stage.EDITED
    said = reviewing.approve_clinical(
        revision, by=cleo, review_due_on=due(700), answers={"purpose": "yes", "words": "no"}
    )
    draft.refresh_from_db()
    assert (draft.stage, draft.reviewed_on) == (Stage.CHECKED, None)

    live = reviewing.publish(draft, by=eve)

    draft.refresh_from_db()
    assert live == revision == draft.live_revision
    assert draft.stage == Stage.DRAFT
    assert (draft.reviewed_on, draft.review_due_on) == (timezone.localdate(said.at), due(700))
    assert (said.sha256, said.understandable, said.actionable) == (revision.sha256, 50, None)
    assert heard == [guide_submitted, guide_approved, guide_approved]


def test_what_has_to_be_mended_is_not_submitted(draft, dee):
    draft.blocks.update(html=CLAIM)

    with pytest.raises(Refused) as refused:
        reviewing.submit(draft, by=dee)

    assert [finding.quote for finding in refused.value.findings] == ["About 8 in 10 people tire."]
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_an_empty_guide_is_not_submitted(draft, dee):
    draft.blocks.all().delete()

    with pytest.raises(Refused, match="Add a block first"):
        reviewing.submit(draft, by=dee)


def test_a_guide_is_submitted_once(draft, dee, heard):
    reviewing.submit(draft, by=dee)

    with pytest.raises(Refused, match="submitted already"):
        reviewing.submit(draft, by=dee)

    assert heard == [guide_submitted]


def test_nothing_goes_live_without_both_approvals(draft, dee, eve, cleo):
    with pytest.raises(Refused, match="have to approve"):
        reviewing.publish(draft, by=eve)
    revision = reviewing.submit(draft, by=dee)
    reviewing.approve_editorial(revision, by=eve)
    with pytest.raises(Refused, match="have to approve"):
        reviewing.publish(draft, by=eve)

    draft.refresh_from_db()
    assert draft.live_revision is None


def test_a_change_after_the_approval_needs_a_new_one(draft, dee, eve, cleo):
    approve(reviewing.submit(draft, by=dee), eve, cleo)
    draft.blocks.update(html="<p>Something else.</p>")
    with pytest.raises(Refused, match="changed after it was approved"):
        reviewing.publish(draft, by=eve)
    publishing.record(draft, by=dee)
    assert draft.stage == Stage.DRAFT
    with pytest.raises(Refused, match="have to approve"):
        reviewing.publish(draft, by=eve)

    assert reviewing.submit(draft, by=dee).number == 2
    assert draft.stage == Stage.SUBMITTED


def test_an_approval_with_another_fingerprint_counts_for_nothing(draft, dee, eve, cleo):
    approve(reviewing.submit(draft, by=dee), eve, cleo)
    Approval.objects.filter(step=Step.CLINICAL).update(sha256="0" * 64)

    with pytest.raises(Refused, match="have to approve"):
        reviewing.publish(draft, by=eve)


def test_what_must_be_mended_stops_publishing_at_the_verb_too(draft, dee, eve, cleo):
    draft.blocks.update(html="<p>Baclofen helps.</p>")
    publishing.record(draft, by=dee)
    revision = draft.current_revision
    for step in Step:
        Approval.objects.create(
            revision=revision,
            step=step,
            verdict=Verdict.APPROVED,
            sha256=revision.sha256,
            review_due_on=due(),
        )

    with pytest.raises(Refused) as refused:
        reviewing.publish(draft, by=eve)

    assert refused.value.findings


def test_who_saved_the_words_last_does_not_approve_them(draft, eve, cleo):
    draft.blocks.update(html="<p>Eve wrote this.</p>")
    publishing.record(draft, by=eve)
    revision = reviewing.submit(draft, by=eve)

    with pytest.raises(NotTheirs):
        reviewing.approve_editorial(revision, by=eve)

    assert not Approval.objects.exists()


def test_both_approvals_of_the_same_words_take_two_people(draft, dee, eve, cleo):
    eve.groups.add(*cleo.groups.all())
    revision = reviewing.submit(draft, by=dee)
    reviewing.approve_editorial(revision, by=eve)

    assert waiting.reviewers_of(Stage.EDITED, revision).get() == cleo
    with pytest.raises(NotTheirs):
        reviewing.approve_clinical(revision, by=eve, review_due_on=due(), answers={})
    reviewing.approve_clinical(revision, by=cleo, review_due_on=due(), answers={})

    assert {said.by for said in Approval.objects.all()} == {eve, cleo}


def test_whoever_gave_one_approval_may_give_the_other_to_new_words(draft, dee, eve, cleo):
    eve.groups.add(*cleo.groups.all())
    reviewing.approve_editorial(reviewing.submit(draft, by=dee), by=eve)
    draft.blocks.update(html="<p>Other words.</p>")
    publishing.record(draft, by=dee)
    revision = reviewing.submit(draft, by=dee)
    reviewing.approve_editorial(revision, by=make.editor("ed"))

    assert draft in waiting.waiting_for(eve)
    said = reviewing.approve_clinical(revision, by=eve, review_due_on=due(), answers={})

    assert said.by == eve


def test_approving_needs_the_right_for_the_step(draft, dee, eve, cleo, ada):
    revision = reviewing.submit(draft, by=dee)
    for person in (dee, cleo, ada):
        with pytest.raises(PermissionDenied):
            reviewing.approve_editorial(revision, by=person)
    reviewing.approve_editorial(revision, by=eve)
    for person in (dee, eve, ada):
        with pytest.raises(PermissionDenied):
            reviewing.approve_clinical(revision, by=person, review_due_on=due(), answers={})
    for verb in (reviewing.publish, reviewing.override):
        with pytest.raises(PermissionDenied):
            verb(draft, by=dee, **({"reason": "x"} if verb is reviewing.override else {}))


def test_the_clinician_comes_after_the_editor(draft, dee, cleo):
    revision = reviewing.submit(draft, by=dee)

    with pytest.raises(Refused, match="does not wait for your approval"):
        reviewing.approve_clinical(revision, by=cleo, review_due_on=due(), answers={})


def test_what_was_read_must_be_what_stands_there(draft, dee, eve):
    old = reviewing.submit(draft, by=dee)
    draft.blocks.update(html="<p>Changed meanwhile.</p>")
    publishing.record(draft, by=dee)
    reviewing.submit(draft, by=dee)

    for verb in (reviewing.approve_editorial, reviewing.reject):
        with pytest.raises(Stale):
            verb(old, by=eve, **({"reason": "x"} if verb is reviewing.reject else {}))

    assert not Approval.objects.exists()


def test_sending_back_needs_a_reason_and_takes_the_approvals_away(draft, dee, eve, cleo, heard):
    revision = reviewing.submit(draft, by=dee)
    reviewing.approve_editorial(revision, by=eve)
    with pytest.raises(Refused, match="Write why"):
        reviewing.reject(revision, by=cleo, reason="  ")

    said = reviewing.reject(revision, by=cleo, reason="The dose is wrong.")

    draft.refresh_from_db()
    assert (said.verdict, said.note, draft.stage) == ("rejected", "The dose is wrong.", "draft")
    reviewing.submit(draft, by=dee)
    assert draft.stage == Stage.SUBMITTED
    assert heard == [guide_submitted, guide_approved, guide_rejected, guide_submitted]


def test_an_approval_outlives_taking_back_and_submitting_the_same_words(draft, dee, eve):
    reviewing.approve_editorial(reviewing.submit(draft, by=dee), by=eve)

    reviewing.take_back(draft, by=dee)
    assert (draft.stage, draft.waiting_since) == (Stage.DRAFT, None)
    reviewing.submit(draft, by=dee)

    assert draft.stage == Stage.EDITED
    with pytest.raises(Refused, match="nothing to take back"):
        reviewing.take_back(make.draft("Another", owner=dee), by=dee)


@pytest.mark.parametrize("days", [-1, 0, 36 * 31 + 2])
def test_a_review_is_due_within_36_months(draft, dee, eve, cleo, days):
    revision = reviewing.submit(draft, by=dee)
    reviewing.approve_editorial(revision, by=eve)

    with pytest.raises(Refused, match="36 months"):
        reviewing.approve_clinical(revision, by=cleo, review_due_on=due(days), answers={})


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 24), 36, date(2029, 11, 24)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_the_calendar_says(day, months, later):
    assert reviewing.months_after(day, months) == later


def test_a_minor_change_moves_no_date_of_review(draft, dee, eve, cleo):
    approve(reviewing.submit(draft, by=dee), eve, cleo, review_due_on=due(100))
    reviewing.publish(draft, by=eve)
    draft.blocks.update(html="<p>Rest before you must!</p>")
    publishing.record(draft, by=dee)
    approve(reviewing.submit(draft, by=dee), eve, cleo, review_due_on=due(900))

    reviewing.publish(draft, by=eve, significance="minor")

    draft.refresh_from_db()
    assert draft.review_due_on == due(100)


def test_an_unchanged_guide_is_reviewed_again_with_new_approvals(draft, dee, eve, cleo):
    approve(reviewing.submit(draft, by=dee), eve, cleo, review_due_on=due(30))
    first = reviewing.publish(draft, by=eve)
    reviewing.submit(draft, by=dee)
    assert draft.stage == Stage.SUBMITTED
    approve(first, eve, cleo, review_due_on=due(800))

    again = reviewing.publish(draft, by=eve)

    draft.refresh_from_db()
    assert again == first
    assert (draft.review_due_on, draft.stage) == (due(800), Stage.DRAFT)
    reviewing.submit(draft, by=dee)
    assert draft.stage == Stage.SUBMITTED


def test_publishing_without_review_needs_a_reason_and_sets_no_date(draft, eve):
    boss = make.member("boss", is_staff=True, is_superuser=True)
    with pytest.raises(PermissionDenied):
        reviewing.override(draft, by=eve, reason="Because.")
    with pytest.raises(Refused, match="Write why"):
        reviewing.override(draft, by=boss, reason=" ")

    done = reviewing.override(draft, by=boss, reason="A wrong telephone number.")

    draft.refresh_from_db()
    assert draft.live_revision == done.revision
    assert (draft.reviewed_on, draft.review_due_on) == (None, None)
    assert Override.objects.get().reason == "A wrong telephone number."
    with pytest.raises(Refused, match="exactly this already"):
        reviewing.override(draft, by=boss, reason="Again.")


def test_what_must_be_mended_is_not_published_without_review_either(draft):
    boss = make.member("boss", is_staff=True, is_superuser=True)
    draft.blocks.update(html=CLAIM)

    with pytest.raises(Refused):
        reviewing.override(draft, by=boss, reason="Because.")

    assert Guide.objects.get().live_revision is None

"""Letters of the authors' desk: once to each, and without a word about health."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles import publishing, reviewing
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make


@pytest.fixture
def guide(dee):
    made = make.draft("Living with bladder trouble", owner=dee)
    publishing.record(made, by=dee)
    return made


def told():
    """What went out since the last question: who, and under which words."""
    deliver_due()
    deliver_due()
    assert not Errand.objects.exclude(error="").exists()
    letters = Errand.objects.filter(kind="send_letter").order_by("pk")
    found = [(one.key.partition(":")[0], int(one.key.rpartition(":")[2])) for one in letters]
    letters.delete()
    return found


def test_each_step_is_told_to_whom_it_concerns(guide, dee, eve, cleo):
    revision = reviewing.submit(guide, by=dee)
    assert told() == [("waiting", eve.pk)]
    reviewing.approve_editorial(revision, by=eve)
    assert sorted(told()) == sorted([("approval", dee.pk), ("waiting", cleo.pk)])
    due = timezone.localdate() + timedelta(days=9)
    reviewing.approve_clinical(revision, by=cleo, review_due_on=due, answers={})
    assert sorted(told()) == sorted([("approval", dee.pk), ("waiting", eve.pk)])


def test_sending_back_tells_the_author_and_submitting_again_is_news(guide, dee, eve):
    revision = reviewing.submit(guide, by=dee)
    told()
    reviewing.reject(revision, by=eve, reason="The bladder part is wrong.")
    assert told() == [("approval", dee.pk)]
    reviewing.submit(guide, by=dee)
    assert told() == [("waiting", eve.pk)]


def test_taking_back_and_submitting_the_same_again_is_told_once(guide, dee, eve):
    reviewing.submit(guide, by=dee)
    reviewing.take_back(guide, by=dee)
    reviewing.submit(guide, by=dee)

    assert told() == [("waiting", eve.pk)]


def test_what_was_taken_back_before_the_worker_came_is_not_told(guide, dee, eve):
    reviewing.submit(guide, by=dee)
    reviewing.take_back(guide, by=dee)

    assert told() == []


def test_the_letters_name_no_guide_and_no_reason(guide, dee, eve):
    revision = reviewing.submit(guide, by=dee)
    deliver_due()
    reviewing.reject(revision, by=eve, reason="The bladder part is wrong.")
    deliver_due()
    deliver_due()
    bodies = [letter.subject + letter.body for letter in mail.outbox]

    assert len(bodies) == 2
    assert all("bladder" not in body.lower() for body in bodies)
    assert all(f"/admin/articles/guide/{guide.pk}/review/" in body for body in bodies)

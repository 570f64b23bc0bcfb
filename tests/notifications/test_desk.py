"""What the authors' desk tells: once to each, in the inbox and by letter; letters without a word
about health."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.html import strip_tags

from articles import publishing, reminding, reviewing
from articles.models import Guide
from notifications.models import Kind, Notice
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


def test_a_turn_that_somebody_took_before_the_worker_came_is_not_told(guide, dee, eve, cleo):
    revision = reviewing.submit(guide, by=dee)
    reviewing.approve_editorial(revision, by=eve)

    assert sorted(told()) == sorted([("approval", dee.pk), ("waiting", cleo.pk)])


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


def inbox(client, member):
    """What the member reads there, newest first, as plain words."""
    client.force_login(member)
    page = client.get("/inbox/").text
    told = page.partition('<ol class="told"')[2].partition("</ol>")[0]
    return [" ".join(strip_tags(one).split()) for one in told.split("<li>")[1:]]


def test_reviewers_read_in_the_inbox_that_it_is_their_turn(client, guide, dee, eve):
    reviewing.submit(guide, by=dee)
    told()

    (notice,) = inbox(client, eve)
    assert "“Living with bladder trouble” waits for you to read it." in notice
    assert notice.endswith("Go to the review of “Living with bladder trouble”")
    assert f"/admin/articles/guide/{guide.pk}/review/" in client.get("/inbox/").text
    reviewing.take_back(guide, by=dee)
    assert "It does not any more." in inbox(client, eve)[0]


def test_authors_read_in_the_inbox_what_a_reviewer_said_and_why(client, guide, dee, eve, cleo):
    revision = reviewing.submit(guide, by=dee)
    reviewing.approve_editorial(revision, by=eve)
    told()
    reviewing.reject(revision, by=cleo, reason="The bladder part is <wrong>.")
    told()
    told()

    sent_back, approved = inbox(client, dee)
    assert "An editor approved “Living with bladder trouble”." in approved
    assert "“Living with bladder trouble” came back to you." in sent_back
    assert "The reviewer writes: The bladder part is &lt;wrong&gt;." in sent_back
    assert Notice.objects.filter(recipient=dee).count() == 2


def test_a_review_that_is_due_stands_in_the_inbox_until_it_is_settled(client, guide, dee):
    day = timezone.localdate() + timedelta(days=10)
    publishing.publish(guide, by=None)
    Guide.objects.filter(pk=guide.pk).update(review_due_on=day)
    guide.refresh_from_db()
    reminding.remember(guide)
    Errand.objects.update(next_try_at=timezone.now())
    told()

    found = inbox(client, dee)
    assert {"has to be reviewed again by" in one for one in found} == {True}
    assert Notice.objects.filter(recipient=dee, kind=Kind.REVIEW_DUE).count() == len(found) > 0
    Guide.objects.filter(pk=guide.pk).update(review_due_on=day + timedelta(days=400))
    assert "That is settled." in inbox(client, dee)[0]


def test_who_works_here_no_more_is_told_no_title(client, guide, dee, eve):
    reviewing.submit(guide, by=dee)
    told()
    eve.groups.clear()

    (notice,) = inbox(client, eve)
    assert "bladder" not in notice
    assert "You do not work on guides here now." in notice
    guide.delete()
    assert "a guide that is no longer here" in inbox(client, eve)[0]


@pytest.mark.parametrize("count", [1, 5])
def test_notices_of_the_desk_cost_no_query_each(
    client, guide, eve, count, django_assert_max_num_queries
):
    for number in range(count):
        key = f"waiting:{number}:draft:0"
        Notice.objects.create(recipient=eve, kind=Kind.TURN, guide=guide, event_key=key)
    client.force_login(eve)
    with django_assert_max_num_queries(6):
        client.get("/inbox/")

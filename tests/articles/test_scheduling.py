"""Going live at a chosen moment: on time, once, and exactly what was approved."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import publishing, reviewing, scheduling
from articles.models import Guide, Revision, Schedule, Stage
from articles.reviewing import Refused
from articles.signals import guide_published
from outbox.delivery import deliver_due
from tests import make
from tests.articles.filling import address, fill


def soon(**ahead):
    return timezone.now() + timedelta(**(ahead or {"hours": 2}))


@pytest.fixture
def approved(dee):
    guide = make.draft(owner=dee)
    make.approved(guide)
    return guide


def test_it_goes_live_at_its_moment_and_not_before(approved, eve):
    moment = soon()
    made = scheduling.schedule(approved, at=moment, by=eve, change_note="New.")
    assert approved.stage == Stage.SCHEDULED

    with time_machine.travel(moment - timedelta(seconds=5)):
        deliver_due()
    approved.refresh_from_db()
    assert approved.live_revision is None

    with time_machine.travel(moment + timedelta(seconds=5)):
        deliver_due()
        deliver_due()
    approved.refresh_from_db()
    made.refresh_from_db()
    assert approved.live_revision == made.revision
    assert (made.revision.published_by, approved.live_revision.change_note) == (eve, "New.")
    assert approved.reviewed_on == timezone.localdate()
    assert (approved.stage, made.is_open) == (Stage.DRAFT, False)


def test_what_is_changed_meanwhile_is_not_part_of_it(approved, eve, dee):
    made = scheduling.schedule(approved, at=soon(), by=eve)
    approved.blocks.update(html="<p>Not approved.</p>")
    newest = publishing.record(approved, by=dee)

    with time_machine.travel(soon(hours=3)):
        assert scheduling.publish_due() == 1

    approved.refresh_from_db()
    assert approved.live_revision == made.revision
    assert "Not approved" not in approved.live_revision.html
    assert approved.current_revision == newest


def test_twice_is_once(approved, eve):
    heard = []

    def listen(signal, **kwargs):
        heard.append(kwargs["revision"])

    made = scheduling.schedule(approved, at=soon(), by=eve)
    guide_published.connect(listen)
    with time_machine.travel(soon(hours=3)):
        done = [scheduling.publish_scheduled(made.pk) for _ in range(3)]
        call_command("publish_due")
        deliver_due()
    guide_published.disconnect(listen)

    assert done == [True, False, False]
    assert heard == [made.revision]


def test_cancelled_is_not_done_and_the_approvals_still_hold(approved, eve):
    made = scheduling.schedule(approved, at=soon(), by=eve)

    scheduling.cancel(approved, by=eve)

    assert approved.stage == Stage.CHECKED
    with time_machine.travel(soon(hours=3)):
        assert not scheduling.publish_scheduled(made.pk)
    assert reviewing.publish(approved, by=eve) == made.revision


def test_a_newer_version_that_went_live_meanwhile_stays(approved, eve, dee):
    made = scheduling.schedule(approved, at=soon(), by=eve)
    approved.blocks.update(html="<p>Urgent words.</p>")
    urgent = publishing.publish(approved, by=eve)

    with time_machine.travel(soon(hours=3)):
        assert not scheduling.publish_scheduled(made.pk)

    approved.refresh_from_db()
    made.refresh_from_db()
    assert approved.live_revision == urgent
    assert made.cancelled_at is not None


def test_what_could_not_be_published_cannot_be_scheduled(dee, eve, approved):
    with pytest.raises(Refused, match="have to approve exactly these words"):
        scheduling.schedule(make.draft("Hot days", owner=dee), at=soon(), by=eve)
    with pytest.raises(Refused, match="still to come"):
        scheduling.schedule(approved, at=soon(hours=-1), by=eve)
    with pytest.raises(PermissionDenied):
        scheduling.schedule(approved, at=soon(), by=dee)
    scheduling.schedule(approved, at=soon(), by=eve)
    with pytest.raises(Refused, match="scheduled already"):
        scheduling.schedule(approved, at=soon(), by=eve)
    with pytest.raises(PermissionDenied):
        scheduling.cancel(approved, by=dee)
    assert Schedule.objects.count() == 1


def test_nothing_scheduled_is_nothing_to_cancel(approved, eve):
    with pytest.raises(Refused, match="nothing to cancel"):
        scheduling.cancel(approved, by=eve)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_publish_once(eve, dee):
    guide = make.draft(owner=dee)
    make.approved(guide)
    made = scheduling.schedule(guide, at=soon(), by=eve)
    Schedule.objects.update(publish_at=soon(hours=-1))
    start, done = Barrier(2), []

    def work():
        start.wait()
        try:
            done.append(scheduling.publish_scheduled(made.pk))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(done) == [False, True]
    assert Revision.objects.published().count() == 1


# The form -------------------------------------------------------------------------------------


def pressed(client, guide, button, **fields):
    form = fill(client, address(guide), **fields)
    return client.post(address(guide), form | {button: "1"}, follow=True)


def test_an_editor_schedules_and_cancels_in_the_form(client, approved, eve):
    client.force_login(eve)

    answer = pressed(client, approved, "_schedule", publish_at="2031-03-01T08:30")

    assert "goes live on 1 March 2031, 08:30" in answer.text
    assert "goes live on 1 March 2031, 08:30 by itself" in answer.text
    assert Schedule.objects.get().publish_at == timezone.make_aware(datetime(2031, 3, 1, 8, 30))  # noqa: DTZ001 -- made aware

    answer = pressed(client, approved, "_unschedule")

    assert "The schedule is cancelled." in answer.text
    assert not Schedule.objects.open().exists()


@pytest.mark.parametrize(
    "moment", ["", "2001-01-01T08:00", "soon", "2031-13-45T99:99", "2031-02-29T08:00"]
)
def test_a_moment_that_cannot_be_is_refused_at_its_field(client, approved, eve, moment):
    client.force_login(eve)

    answer = pressed(client, approved, "_schedule", publish_at=moment, summary="Typed.")

    assert "publish_at" in answer.context["adminform"].form.errors
    assert 'value="Typed."' in answer.text or "Typed." in answer.text
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("moment", ["2031-03-30T02:30", "2031-10-26T02:30"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(client, approved, eve, settings, moment):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(eve)

    with timezone.override("Europe/Berlin"):
        answer = pressed(client, approved, "_schedule", publish_at=moment)

    assert "publish_at" in answer.context["adminform"].form.errors
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31", "2028-02-29"])
def test_clock_changes_and_leap_days_move_no_moment(approved, eve, day):
    across = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with time_machine.travel(across - timedelta(hours=6)):
        made = scheduling.schedule(approved, at=across + timedelta(hours=12), by=eve)
    with time_machine.travel(across + timedelta(hours=11, minutes=59)):
        assert not scheduling.publish_scheduled(made.pk)
    with time_machine.travel(across + timedelta(hours=12, seconds=1)):
        assert scheduling.publish_scheduled(made.pk)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2031-03-30 01:59", "2031-03-30 00:59"),
        ("2031-03-30 03:00", "2031-03-30 01:00"),
        ("2031-10-26 01:59", "2031-10-25 23:59"),
        ("2031-10-26 03:00", "2031-10-26 02:00"),
        ("2032-02-29 00:30", "2032-02-28 23:30"),
    ],
)
def test_what_is_typed_is_the_clock_on_the_wall(client, approved, eve, settings, typed, meant):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(eve)

    answer = pressed(client, approved, "_schedule", publish_at=typed)

    made = Schedule.objects.get()
    assert typed[-5:] in answer.text.split("goes live on")[1][:40]
    assert made.publish_at == datetime.fromisoformat(meant).replace(tzinfo=UTC)
    with time_machine.travel(made.publish_at - timedelta(seconds=1)):
        assert scheduling.publish_due() == 0
    with time_machine.travel(made.publish_at):
        assert (scheduling.publish_due(), scheduling.publish_due()) == (1, 0)
    approved.refresh_from_db()
    assert str(approved.changed_on) == typed[:10]


def test_an_hour_that_comes_twice_publishes_once(approved, eve, settings):
    """At half past two the worker looks; an hour later it is half past two again."""
    settings.TIME_ZONE = "Europe/Berlin"
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    with time_machine.travel(first - timedelta(hours=6)):
        made = scheduling.schedule(approved, at=first, by=eve)

    for passed in (0, 1, 2):
        with time_machine.travel(first + timedelta(hours=passed)):
            call_command("publish_due")
            deliver_due()

    assert Revision.objects.published().get() == made.revision
    assert made.revision.approvals.filter(used_at=None).count() == 0


@pytest.mark.parametrize("button", ["_schedule", "_unschedule"])
def test_an_author_cannot_press_buttons_their_form_does_not_have(client, approved, dee, button):
    client.force_login(dee)
    form = fill(client, address(approved))

    answer = client.post(address(approved), form | {button: "1", "publish_at": "2031-03-01T08:30"})

    assert answer.status_code == 403
    assert not Schedule.objects.exists()
    assert Guide.objects.get().stage == Stage.CHECKED

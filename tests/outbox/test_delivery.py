"""What must happen later happens: once, or again and again until it does."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from outbox import clockwork, errands, put
from outbox.delivery import deliver_due
from outbox.models import LEASE, LONGEST_PAUSE, TRIES, Errand, pause_after

pytestmark = pytest.mark.django_db
HERE = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def done(monkeypatch):
    """What was done, by a kind that does what it is told: note, or fail."""
    monkeypatch.setattr(errands, "_handlers", {})
    monkeypatch.setattr(clockwork, "_daily", {})
    done = []

    @errands.handles("note")
    def note(text):
        if text == "fail":
            raise ValueError("it cannot be done")
        done.append(text)

    return done


def is_due_now(errand):
    Errand.objects.filter(pk=errand.pk).update(next_try_at=timezone.now(), leased_until=None)


def test_an_errand_is_done_once_and_what_it_carried_is_forgotten(done):
    put("note", text="hello")

    assert (deliver_due(), deliver_due()) == (1, 0)

    errand = Errand.objects.get()
    assert done == ["hello"]
    assert errand.done_at
    assert errand.payload == {}
    assert str(errand) == f"note {errand.key}"


def test_the_same_cause_twice_is_one_errand(done):
    put("note", key="comment-1", text="first")
    put("note", key="comment-1", text="second")
    deliver_due()
    put("note", key="comment-1", text="third")
    deliver_due()

    assert done == ["first"]


def test_without_a_key_each_call_is_an_errand(done):
    put("note", text="a")
    put("note", text="a")

    assert deliver_due() == 2


def test_a_kind_that_nobody_does_is_refused_at_once(done):
    with pytest.raises(LookupError):
        put("unheard_of")


def test_two_functions_cannot_do_one_kind(done):
    with pytest.raises(RuntimeError, match="Two functions"):
        errands.handles("note")(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_an_errand_whose_cause_was_rolled_back_never_was(done):
    class Regret(Exception):
        pass

    with suppress(Regret), transaction.atomic():
        put("note", text="hello")
        raise Regret

    assert deliver_due() == 0


def test_what_fails_is_noted_and_tried_again_after_a_pause(done):
    put("note", text="fail")

    assert (deliver_due(), deliver_due()) == (1, 0)

    errand = Errand.objects.get()
    assert errand.error == "ValueError: it cannot be done"
    assert errand.leased_until is None
    assert errand.payload == {"text": "fail"}
    assert timedelta(0) < errand.next_try_at - timezone.now() < timedelta(seconds=13)


def test_a_failing_errand_does_not_stop_the_next(done):
    put("note", text="fail")
    put("note", text="hello")

    deliver_due()

    assert done == ["hello"]


def test_what_a_failing_errand_wrote_is_taken_back(done):
    @errands.handles("half")
    def half():
        put("note", text="half")
        raise ValueError("no further")

    put("half")
    deliver_due()

    assert not Errand.objects.filter(kind="note").exists()


def test_an_errand_that_fails_for_days_waits_for_a_person(done):
    put("note", text="fail")
    errand = Errand.objects.get()

    for _ in range(TRIES):
        is_due_now(errand)
        assert deliver_due() == 1

    is_due_now(errand)
    assert deliver_due() == 0
    assert list(Errand.objects.given_up()) == [errand]

    Errand.objects.update(payload={"text": "hello"})
    Errand.objects.get().try_again()
    assert deliver_due() == 1
    assert done == ["hello"]


def test_pauses_grow_to_six_hours_and_never_fall_together():
    assert timedelta(seconds=8) <= pause_after(1) <= timedelta(seconds=12)
    assert timedelta(seconds=16) <= pause_after(2) <= timedelta(seconds=24)
    assert LONGEST_PAUSE * 0.8 <= pause_after(TRIES) <= LONGEST_PAUSE * 1.2
    assert len({pause_after(5) for _ in range(10)}) > 1


def test_what_one_worker_holds_no_other_takes(done):
    put("note", text="hello")
    mine, yours = Errand.objects.get(), Errand.objects.get()

    assert (mine.take(), yours.take()) == (True, False)
    assert deliver_due() == 0


def test_what_a_dead_worker_held_is_done_by_another(done, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    put("note", text="hello")
    Errand.objects.get().take()

    time_machine.shift(LEASE - timedelta(seconds=5))
    assert deliver_due() == 0
    time_machine.shift(10)
    assert deliver_due() == 1
    assert done == ["hello"]


def test_an_errand_that_ends_every_worker_is_given_up(done, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    put("note", text="hello")

    for _ in range(TRIES):
        Errand.objects.due().get().take()
        time_machine.shift(LEASE + timedelta(seconds=1))

    assert deliver_due() == 1
    assert done == []
    assert Errand.objects.given_up().get().error == "Each time a worker ended while it did this."


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_work_loses_nothing(done, tmp_path):
    put("note", text="hello")
    script = """if True:
        import sys, time, django
        django.setup()
        from django.conf import settings
        settings.DATABASES["default"]["NAME"] = sys.argv[1]
        from outbox import errands
        from outbox.delivery import deliver_due
        def hang(text):
            print("at work", flush=True)
            time.sleep(60)
        errands._handlers["note"] = hang
        deliver_due()
    """
    name = str(connection.settings_dict["NAME"])
    worker = subprocess.Popen(
        [sys.executable, "-c", script, name],
        cwd=HERE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "msforum.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout.readline() == "at work\n"

    worker.send_signal(signal.SIGKILL)
    worker.communicate()

    errand = Errand.objects.get()
    assert (errand.attempts, errand.done_at) == (1, None)
    assert deliver_due() == 0
    is_due_now(errand)
    assert deliver_due() == 1
    assert done == ["hello"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_is_due_and_ends_when_asked_to_do_it_once(done):
    put("note", text="a")
    put("note", text="b")

    call_command("worker", "--once")

    assert done == ["a", "b"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_outlives_a_database_that_is_away(done, monkeypatch, capsys):
    monkeypatch.setattr(
        "outbox.management.commands.worker.deliver_due", fails_with(OperationalError("away"))
    )

    call_command("worker", "--once")

    assert "The database does not answer: away" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_worker_stops_when_it_is_told_to(done, monkeypatch, number):
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    looks = []

    def look():
        looks.append(1)
        if len(looks) == 3:
            os.kill(os.getpid(), number)
        return len(looks) % 2

    monkeypatch.setattr("outbox.management.commands.worker.deliver_due", look)
    try:
        call_command("worker", "--interval", "0.01")
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)

    assert len(looks) >= 3


def fails_with(error):
    def fail(*args, **kwargs):
        raise error

    return fail

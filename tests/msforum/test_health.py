"""What machines ask: is the process up, can it serve people?"""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from msforum import health
from outbox.models import LEASE, Errand


def late(minutes, **fields):
    due = timezone.now() - timedelta(minutes=minutes)
    return Errand.objects.create(kind="test", key="1", next_try_at=due, **fields)


def test_a_living_process_says_so_and_asks_the_database_nothing(client, django_assert_num_queries):
    response = client.get("/livez")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_site_with_all_it_needs_is_ready(client):
    before = Errand.objects.count()

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]
    assert Errand.objects.count() == before


@pytest.mark.django_db
def test_an_errand_that_nobody_does_for_ten_minutes_means_not_ready(client):
    late(9)
    assert client.get("/readyz").status_code == 200

    Errand.objects.update(next_try_at=timezone.now() - timedelta(minutes=11))

    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: outbox\n")


@pytest.mark.django_db
def test_what_a_worker_holds_or_has_done_is_not_late(client):
    now = timezone.now()
    errand = late(11, leased_until=now + LEASE)
    assert client.get("/readyz").status_code == 200

    Errand.objects.filter(pk=errand.pk).update(leased_until=None, done_at=now)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_full_disk_means_not_ready(client, monkeypatch):
    disk = SimpleNamespace(total=100_000_000_000, free=900_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: disk)

    assert client.get("/readyz").text == "not ready: disk\n"


@pytest.mark.django_db
def test_a_cache_that_forgets_means_not_ready(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert client.get("/readyz").text == "not ready: cache\n"


@pytest.mark.django_db
def test_a_pending_migration_means_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox'")

    assert client.get("/readyz").text == "not ready: migrations\n"


@pytest.mark.django_db
def test_a_database_that_cannot_be_reached_means_not_ready(client, monkeypatch):
    def away():
        raise OperationalError("connection to server at 10.0.0.1 failed: secret details")

    monkeypatch.setitem(health.PROBES, "database", away)

    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: database\n")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite locks all of it")
def test_a_locked_database_means_not_ready_and_does_not_keep_the_prober_waiting(client, settings):
    from threading import Event, Thread

    locked, enough = Event(), Event()

    def hold_the_lock():
        with transaction.atomic():
            Errand.objects.create(kind="test", key="lock")
            locked.set()
            enough.wait(15)
        connection.close()

    holder = Thread(target=hold_the_lock)
    holder.start()
    locked.wait(15)
    began = timezone.now()
    response = client.get("/readyz")
    took = timezone.now() - began
    enough.set()
    holder.join()

    assert response.status_code == 503
    assert "database" in response.text
    assert took < timedelta(seconds=8)
    assert client.get("/readyz").status_code == 200

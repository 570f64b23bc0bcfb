"""What was deleted stands in no byte of SQLite's files, not even where no query would find it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.leaving import going, rewriting
from accounts.models import Leaving, Member
from comments.models import Comment
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

CANARY, NAME = "wombatfeather", "Zobbelwick"

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL tidies up by itself."
)


def bytes_with(*words):
    """How often the words stand in the files of the database, and in which."""
    file = Path(connection.settings_dict["NAME"])
    found = {}
    for path in (file, Path(f"{file}-wal")):
        content = path.read_bytes().lower() if path.exists() else b""
        count = sum(content.count(word.lower().encode()) for word in words)
        if count:
            found[path.name] = count
    return found


@pytest.fixture
def zob(transactional_db, settings, fatigue, mo):
    """Somebody with words in many rows, which SQLite had to move about."""
    settings.COMMENTS_HELD_FIRST = 0
    zob = Member.objects.create_user(f"{CANARY}@example.org", NAME)
    for count in range(20):
        make.comment(fatigue, zob, f"{CANARY} " * (count + 1))
    keys = sorted(range(10_000, 12_000), key=lambda key: key * 7919 % 2003)  # all over the place
    about = {"user": mo, "object_repr": f"of {NAME}", "action_flag": CHANGE}
    for start in range(0, len(keys), 100):
        LogEntry.objects.bulk_create(
            LogEntry(pk=key, change_message=CANARY * (key % 20), **about)
            for key in keys[start : start + 100]
        )
    return zob


def test_every_connection_fills_what_it_deletes_with_zeros(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_who_was_erased_stands_in_no_byte_of_the_files(zob):
    assert sum(bytes_with(CANARY, NAME).values()) > 2_000
    going.leave(zob, keeps_words=False, at_once=True)
    deliver_due()
    assert not Leaving.objects.exists()
    assert Errand.objects.get(kind=rewriting.ERRAND).done_at is None

    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        deliver_due()

    assert not Errand.objects.exclude(error="").exists()
    assert bytes_with(CANARY, NAME) == {}
    assert Comment.objects.count() == 20


def test_a_large_file_is_left_to_the_operator_but_not_its_log(zob, monkeypatch, caplog):
    monkeypatch.setattr(rewriting, "LARGEST", 1)
    going.leave(zob, keeps_words=False, at_once=True)
    deliver_due()

    rewriting.rewrite()

    assert "docs/operations.md" in caplog.text
    assert [name for name in bytes_with(CANARY, NAME) if name.endswith("-wal")] == []


def test_two_who_leave_at_once_have_the_file_written_anew_once(db):
    with time_machine.travel(timezone.now(), tick=False):
        rewriting.soon()
        rewriting.soon()

    assert Errand.objects.filter(kind=rewriting.ERRAND).count() == 1


def test_the_night_leaves_nothing_in_the_files_either(transactional_db, fatigue, ada):
    make.comment(fatigue, ada, CANARY, status="withdrawn")
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        call_command("purge", stdout=StringIO())
        assert Errand.objects.filter(kind=rewriting.ERRAND).exists()

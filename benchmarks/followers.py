"""What do many followers cost? The author who posts, and the worker who tells them.

    .venv/bin/python benchmarks/followers.py [followers]

Makes two guides in a database of its own, one that nobody follows and one that 50,000 members do,
or as many as one says: 5,000 is enough to look. Posts under both by turns, lets a worker tell the
followers, kills one in the middle of it and lets another one go on, and does it all a second time.
With DATABASE_URL=postgres://... the database is made beside that one and dropped at the end.

Targets: the author's answer takes no longer (1.1 times, by the processor's time), the worker at
most 60 seconds on PostgreSQL, its memory stays flat, and everybody has one notice at the end.
"""

# ruff: noqa: E402 -- the settings are read before the models
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
FOLLOWERS, POSTS, BATCH = 50_000, 30, 5_000
FOLDER = tempfile.TemporaryDirectory()
URL = os.environ.get("DATABASE_URL", "")
SERVER = URL.rpartition("/")[0] if URL.startswith("postgres") else ""
NAME = os.environ.setdefault("BENCH_DATABASE", f"msforum_followers_{os.getpid()}")
OWN = f"{SERVER}/{NAME}" if SERVER else f"sqlite:///{FOLDER.name}/{NAME}.sqlite3"
if "--work" not in sys.argv:
    os.environ |= {"DATABASE_URL": OWN, "DATA_DIR": FOLDER.name, "COMMENTS_HELD_FIRST": "0"}
os.environ |= {"DJANGO_SETTINGS_MODULE": "msforum.settings", "DEBUG": "1", "LOG_LEVEL": "ERROR"}

import django
import psycopg

django.setup()

from django.conf import settings
from django.core.management import call_command

from accounts.models import Member
from comments import posting
from comments.models import Follow
from notifications.errands import FOLLOWED
from notifications.models import Notice
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests import make

settings.DEBUG = False  # which would keep the words of each query


def fill(followers):
    """A guide that nobody follows, and one that they all do."""
    quiet, followed = make.guide("Heat"), make.guide("Sleep")
    author = make.member("ada")
    for begin in range(0, followers, BATCH):
        numbers = range(begin, min(begin + BATCH, followers))
        members = Member.objects.bulk_create(
            Member(email=f"{number}@example.org", name=f"Reader {number}", password="!")  # noqa: S106 -- nobody can log in with it
            for number in numbers
        )
        Follow.objects.bulk_create(
            Follow(member=member, discussion=followed.discussion) for member in members
        )
    return author, quiet.discussion, followed.discussion


def post(discussion, author):
    """Seconds of the processor that this process needs for it."""
    began = time.process_time()
    posting.post(discussion, author, posting.Words("Rest before you must."))
    return time.process_time() - began


def worker(*, killed_after=0.0):
    """Seconds and megabytes of a worker of its own; it can be killed on its way."""
    began, before = time.monotonic(), Notice.objects.count()
    process = subprocess.Popen([sys.executable, __file__, "--work"], stdout=subprocess.PIPE)
    if killed_after:
        while Notice.objects.count() - before < killed_after:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        Errand.objects.update(leased_until=None)  # as it is five minutes later
        return None
    seconds, used, most = process.communicate()[0].split()
    return time.monotonic() - began, float(seconds), float(used), float(most)


def work():
    """What a worker does. Prints seconds by the clock, of the processor, and megabytes."""
    began = time.monotonic()
    while deliver_due():
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.monotonic() - began, time.process_time(), most)


def administer(sql):
    if SERVER:
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
            server.execute(sql)


def told(what, found):
    _all, seconds, used, most = found
    count = Notice.objects.count()
    print(f"{what:34} {seconds:6.1f} s ({used:.1f} s here), {most:4.0f} MB, {count:,} notices")


def measure(followers):
    author, quiet, followed = fill(followers)
    times = [(post(quiet, author), post(followed, author)) for _ in range(POSTS)]
    few, many = (min(column) * 1000 for column in zip(*times, strict=True))
    print(f"posting, nobody follows / they do   {few:.1f} ms, {many:.1f} ms: {many / few:.2f}")
    one = Errand.objects.filter(kind=FOLLOWED).order_by("pk").first()
    Errand.objects.exclude(pk=one.pk).delete()
    told(f"telling {followers:,}", worker())
    Errand.objects.update(done_at=None, payload={"decision": Notice.objects.first().decision_id})
    told("the same errand again", worker())
    Notice.objects.mark_read()
    post(followed, author)
    worker(killed_after=followers / 3)
    print(f"a worker killed on its way          {Notice.objects.count() - followers:,} were told")
    told("another one goes on", worker())
    if Notice.objects.count() != 2 * followers:
        sys.exit("Somebody was left out, or told twice.")


def main():
    followers = int(sys.argv[1]) if len(sys.argv) > 1 else FOLLOWERS
    print("on PostgreSQL" if SERVER else "on SQLite")
    administer(f'CREATE DATABASE "{NAME}"')
    try:
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        measure(followers)
    finally:
        django.db.connections.close_all()
        administer(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')


if __name__ == "__main__":
    work() if "--work" in sys.argv else main()

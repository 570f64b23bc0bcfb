"""How long does it take to erase a member who wrote very much, and does the site answer meanwhile?

    .venv/bin/python benchmarks/erasing.py [COMMENTS]      # 100,000 unless told otherwise

Fills a database of its own (DATABASE_URL names another one, which has to be empty), gives most of
it to one member with words and a name that stand nowhere else, lets them leave, and does the
worker's turns one after the other, as the worker does. Another thread reads the discussion and
writes into it all the while. At the end every row of every table and every file is looked through
for the member's words, name and address, and so is a dump of the whole database (pg_dump has to be
there for PostgreSQL). Prints seconds, seconds of the processor, the slowest answers, and what was
found: nothing, or the benchmark fails.
"""

# ruff: noqa: E402 -- the settings are read before the models
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

# Of the system's sqlite3, before pysqlite3, which has none, takes its place.
from sqlite3.dump import _iterdump

FOLDER = tempfile.TemporaryDirectory()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from _production import PRODUCTION

os.environ |= PRODUCTION | {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "msforum.settings"}

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client

from accounts.leaving import going, rewriting
from accounts.models import Leaving, Member
from comments import posting
from comments.models import Comment, CommentRevision, Discussion, Report
from tests.traces import traces_of

CANARY, NAME = "quokkafeather", "Zibbelwock"
COMMENTS = 100_000
# Of ten comments nine are theirs; the rest answers them.
SHARE = 0.9


def prepare(count):
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("populate", members=200, guides=5, comments=int(count / SHARE), verbosity=0)
    one = Member.objects.create_user(f"{CANARY}@example.org", NAME)
    theirs = Comment.objects.order_by("pk").values("pk")[:count]
    pks = [row["pk"] for row in theirs]
    for start in range(0, count, 5_000):
        some = pks[start : start + 5_000]
        added = Value(f"<p>{CANARY}</p>")
        Comment.objects.filter(pk__in=some).update(author=one, html=Concat(F("html"), added))
        CommentRevision.objects.filter(comment__in=some).update(
            source=Concat(F("source"), Value(f"\n\n{CANARY}")), html=Concat(F("html"), added)
        )
    # What was reported stays for the team a while, as it should.
    Report.objects.filter(comment__author=one).delete()
    return one


class Visitor(threading.Thread):
    """Reads and writes while somebody is erased, and notes the slowest answers."""

    def __init__(self):
        super().__init__(daemon=True)
        self.stopping = threading.Event()
        self.reads, self.writes = [], []
        self.ben = Member.objects.create_user("ben@example.org", "Ben")
        self.place = Discussion.objects.with_title().order_by("-published_count").first()
        self.address = self.place.page_url

    def run(self):
        client = Client(headers={"host": "forum.example.org"})
        while not self.stopping.wait(0.3):
            self.reads.append(timed(lambda: client.get(self.address, secure=True)))
            words = posting.Words(f"Still here at {time.monotonic()}.")
            self.writes.append(timed(lambda said=words: posting.post(self.place, self.ben, said)))
        connection.close()


def timed(do):
    began = time.monotonic()
    do()
    return time.monotonic() - began


def erase(one):
    """The worker's turns; returns seconds and seconds of the processor."""
    began, busy, turns = time.monotonic(), time.thread_time(), 0
    leaving = going.leave(one, keeps_words=False, at_once=True)
    while not going.erase(Leaving.objects.select_related("member").get(pk=leaving.pk)):
        turns += 1
        if turns % 20 == 0:
            left = Comment.objects.filter(author=one).count()
            print(f"  {time.monotonic() - began:6.0f} s  {left:7} comments left", flush=True)
    return time.monotonic() - began, time.thread_time() - busy


def dump():
    """The whole database as its own tool writes it down, a line at a time."""
    if connection.vendor == "sqlite":
        yield from _iterdump(connection.connection)
        return
    told = settings.DATABASES["default"]
    where = {"PGHOST": told["HOST"], "PGPORT": str(told["PORT"] or 5432), "PGUSER": told["USER"]}
    env = os.environ | where | {"PGPASSWORD": told["PASSWORD"], "PGDATABASE": told["NAME"]}
    with subprocess.Popen(["pg_dump"], env=env, stdout=subprocess.PIPE, text=True) as running:
        yield from running.stdout
    if running.returncode:
        sys.exit("pg_dump did not work.")


def words_in_the_dump():
    """Which of the words that must be gone still stand in it."""
    words, found, lines = (CANARY.lower(), NAME.lower()), set(), 0
    for line in dump():
        lines += 1
        found |= {word for word in words if word in line.lower()}
    print(f"{lines} lines of a dump were looked through")
    return sorted(found)


def words_in_the_files():
    """Which of them stand in the bytes of SQLite's files, where no query would find them: in
    pages that are free, in gaps between rows, in its log."""
    if connection.vendor != "sqlite":
        return []
    before, seconds = rewriting.size(), timed(rewriting.rewrite)
    print(f"{before / 2**20:.0f} MiB written anew in {seconds:.1f} s")
    found = []
    for path in sorted(Path(FOLDER.name).rglob("*.sqlite3*")):
        content = path.read_bytes().lower()
        counts = {word: content.count(word.lower().encode()) for word in (CANARY, NAME)}
        print(f"{path.name}: {len(content) / 2**20:.0f} MiB, {counts}")
        found += [f"{path.name}: {word}" for word, count in counts.items() if count]
    return found


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COMMENTS
    one = prepare(count)
    print(f"{connection.vendor}, {count} comments; {len(traces_of(CANARY))} tables know them")
    Discussion.objects.update(hold="nobody", slow_mode=0)
    visitor = Visitor()
    visitor.start()
    seconds, busy = erase(one)
    visitor.stopping.set()
    visitor.join()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"erased in {seconds:.0f} s, {busy:.0f} s of the processor; {memory:.0f} MB at most")
    for name, answers in (("pages", visitor.reads), ("comments", visitor.writes)):
        answers.sort()
        middle, slow = answers[len(answers) // 2], answers[-1]
        print(
            f"{len(answers)} {name} meanwhile: half within {middle:.2f} s, all within {slow:.2f} s"
        )
    found = traces_of(CANARY, NAME) + [f"the dump: {word}" for word in words_in_the_dump()]
    found += words_in_the_files()
    print(f"traces left: {found or 'none'}")
    sys.exit(bool(found) or Member.objects.filter(pk=one.pk).exists())


if __name__ == "__main__":
    main()

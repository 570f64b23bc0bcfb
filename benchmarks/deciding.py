"""Is a decision answered within the time of an ordinary page? One site, asked by turns.

    .venv/bin/python benchmarks/deciding.py [rounds]

With DATABASE_URL=postgres://... it makes a database beside that one and drops it at the end, else
it is an SQLite file in a folder that is thrown away. A moderator's press (publish, take down with a
reason, keep) goes through the whole site: session, rights, version, verb, sealed log, outbox, the
next case in hand. Beside it stand ordinary pages of the same site: a guide as a visitor and as the
moderator gets it, the first page of the admin, the queue, an open case.

What is told is the processor time of the site and of the database, where that runs on this
machine, so that a busy machine counts little: the middle and the fewest of all rounds. Target: a
decision costs at most as much as the guide's page for a member; it fails beyond a tenth more, which
is what runs differ by.
"""

# ruff: noqa: E402 -- the settings are read before the models
# ruff: noqa: E402 -- the settings are read before the models
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.environ |= {"DJANGO_SETTINGS_MODULE": "msforum.settings", "DEBUG": "1"}

import django
import psycopg
from _production import PRODUCTION

django.setup()

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from comments import deciding, posting
from comments.admin.verdict import Seen
from comments.models import Case, Cause, Comment, Discussion
from comments.models.discussion import Hold

ROUNDS, WAITING = 60, 400
PRESSES = ("publish", "hide", "keep")
NOISE = 1.1


# One site ----------------------------------------------------------------------------------------


def measure(rounds):
    settings.ALLOWED_HOSTS += ["testserver"]
    settings.DEBUG = False  # which would keep the words of each query
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    site = Site()
    took = {}
    for number in range(rounds + 3):
        for what, ask in site.questions(number):
            seconds = site.seconds(ask)
            if number > 2:  # noqa: PLR2004 -- the first rounds load and draw what is kept
                took.setdefault(what, []).append(seconds)
    tell(took)


def tell(took):
    compared = statistics.median(took["guide, member"])
    print(f"{'':24}  middle  fewest   to a member's guide")
    for what, all_of in took.items():
        middle, fewest = statistics.median(all_of) * 1000, min(all_of) * 1000
        print(f"{what:24} {middle:7.1f} {fewest:7.1f} {middle / 1000 / compared:10.2f}")
    slow = [w for w in PRESSES if statistics.median(took[f"press: {w}"]) > NOISE * compared]
    sys.exit(f"slower than the page: {slow}" if slow else 0)


class Site:
    """Presses and pages, with the seconds of the processor that each takes."""

    def __init__(self):
        guides = Discussion.objects.filter(guide__isnull=False)
        self.discussion = guides.order_by("-last_number").first()
        self.path = self.discussion.guide.get_absolute_url()
        self.mo = Member.objects.create_user("mo@example.org", "mo", is_staff=True)
        self.mo.groups.add(Group.objects.get(name="Moderators"))
        self.visitor, self.member = Client(), Client()
        self.member.force_login(self.mo)
        self.database = self.where_the_database_runs()
        self.fill()

    def where_the_database_runs(self):
        if connection.vendor != "postgresql":
            return None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def fill(self):
        """Comments that wait, in other discussions than the one that is read."""
        others = Discussion.objects.filter(guide__isnull=False).exclude(pk=self.discussion.pk)
        others.update(hold=Hold.EVERYONE)
        places, people = list(others[:10]), list(Member.objects.exclude(pk=self.mo.pk)[:50])
        for number in range(WAITING):
            words = posting.Words(f"Rest helps me, for the {number}th time.")
            who = people[number % len(people)]
            posting.post(places[number % len(places)], who, words)

    def questions(self, number):
        """All of one round. What is pressed is prepared before anything is measured."""
        yield "guide, visitor", lambda: self.visitor.get(f"{self.path}?round={number}")
        yield "guide, member", lambda: self.member.get(self.path)
        yield "first page of the admin", lambda: self.member.get("/admin/")
        yield "queue", lambda: self.member.get("/admin/moderation/")
        case = self.waiting()
        yield "open case", lambda: self.member.get(f"/admin/moderation/{case.pk}/")
        for verb in PRESSES:
            yield f"press: {verb}", self.press(verb)

    def waiting(self):
        return Case.objects.filter(closed_at=None).order_by("?").first()

    def press(self, verb):
        """A press with what its page would say. To take down or keep, it is published first."""
        case = self.waiting()
        comment = Comment.objects.get(pk=case.comment_id)
        if verb != "publish":
            deciding.publish(comment, deciding.Why(rule="benchmark"))
            comment.refresh_from_db()
            now = timezone.now()
            case = Case.objects.open_for(comment, Cause.REPORTED, at=now, source="unkind")
        seen = Seen.of(comment, case)
        sent = {"verb": verb, "reason": "unkind", "note": "Please stay kind."}
        sent |= {name: getattr(seen, name) for name in ("version", "revision", "decision")}
        return lambda: self.member.post(f"/admin/moderation/{case.pk}/", sent)

    def seconds(self, ask):
        before = time.process_time() + self.of_the_database()
        answer = ask()
        took = time.process_time() + self.of_the_database() - before
        if answer.status_code not in {200, 302}:
            sys.exit(f"answered with {answer.status_code}")
        return took

    def of_the_database(self):
        return int(self.database.read_text().split()[0]) / 1e9 if self.database else 0


# The databases ------------------------------------------------------------------------------------


def main():
    rounds = sys.argv[1:2] or [str(ROUNDS)]
    url = os.environ.get("DATABASE_URL", "")
    server = url.rpartition("/")[0] if url.startswith("postgres") else ""
    name = f"msforum_bench_deciding_{os.getpid()}"
    print("on PostgreSQL" if server else "on SQLite", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        own = f"{server}/{name}" if server else f"sqlite:///{folder}/site.sqlite3"
        env = os.environ | {"DATABASE_URL": own, "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        if server:
            administer(server, f'CREATE DATABASE "{name}"')
        try:
            prepare(env)
            command = [sys.executable, __file__, "--measure", *rounds]
            status = subprocess.run(command, cwd=HERE, env=env | {"DEBUG": "1"}, check=False)
        finally:
            if server:
                administer(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    sys.exit(status.returncode)


def administer(server, sql):
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql)


def prepare(env):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for command in (
        ["migrate", "-v0"],
        ["populate", "--members", "100", "--guides", "20", "--comments", "2000"],
    ):
        python = [sys.executable, "manage.py", *command]
        subprocess.run(python, cwd=HERE, env=env | PRODUCTION, check=True, **quiet)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(int(sys.argv[2]))
    else:
        main()

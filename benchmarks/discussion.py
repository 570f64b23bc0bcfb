"""Does a discussion stay quick when it grows? One page and one reply, at 1,000 and at 1,000,000.

    .venv/bin/python benchmarks/discussion.py [comments]

Fills two databases by `manage.py populate --one-discussion`, a small one and a large one, then
asks both for the same things by turns, so that whatever else the machine does hits both alike.
What counts is the ratio. With DATABASE_URL=postgres://... both are made beside that database and
dropped at the end; else they are SQLite files in a folder that is thrown away.

Targets: ratio of a page and of a reply at most 1.1; filling 1,000,000 comments within 120 seconds
on SQLite and 300 on PostgreSQL. A busy machine needs more time, and its ratios wander.
"""

# ruff: noqa: E402 -- the settings are read before the models
import json
import os
import resource
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
from django.test import Client

from accounts.models import Member
from comments import posting, reading
from comments.models import Comment, Discussion
from comments.visibility import Reader

SMALL, LARGE = 1_000, 1_000_000
ROUNDS, TIMES = 12, 10
OK, THREADS = 200, 20


# The side that is measured: one process for each database ------------------------------------


class Site:
    """Answers questions about one database with the seconds that they took."""

    def __init__(self):
        settings.ALLOWED_HOSTS += ["testserver"]
        self.discussion = Discussion.objects.order_by("-last_number").first()
        self.path = self.discussion.guide.get_absolute_url()
        self.comments = Comment.objects.filter(discussion=self.discussion, public=True, root=None)
        self.member = Member.objects.order_by("pk").first()
        self.anyone, self.signed_in = Client(), Client()
        self.signed_in.force_login(self.member)
        self.replies = 0

    def do(self, what):
        """Seconds, and how many comments were shown for them."""
        kind, order = what.split()
        if kind == "post":
            return self.reply()
        if kind in {"threads", "middle"}:
            return self.threads(order, self.middle(order) if kind == "middle" else "")
        client = self.signed_in if kind == "member" else self.anyone
        began = time.perf_counter()
        answer = client.get(self.path, {"order": order})
        took = time.perf_counter() - began
        if answer.status_code != OK or answer.content.count(b'data-depth="0"') < THREADS:
            sys.exit(f"{what}: {answer.status_code}, not a full page")
        return took, answer.content.count(b'id="comment-')

    def threads(self, order, after):
        """One page of conversations without the page around it."""
        began = time.perf_counter()
        page = reading.page_of(self.discussion, Reader(), order=order, after=after)
        took = time.perf_counter() - began
        if len(page.threads) < THREADS:
            sys.exit(f"{order} from {after!r}: not a full page")
        return took, sum(1 + node.shown_replies for node in page.threads)

    def middle(self, order):
        """A place half way down."""
        half = self.discussion.last_number // 2
        middle = self.comments.filter(number__gte=half).order_by("number")
        # Most have no score, so half way down is among those.
        middle = (middle.filter(score=0) if order == "helpful" else middle).first()
        return reading.place_of(middle, order)

    def reply(self):
        # Another parent each time, from all over the discussion.
        self.replies += 1
        spot = self.replies * 7_919 % self.discussion.last_number
        found = self.comments.filter(status="published", number__gte=spot).order_by("number")
        parent = found.first() or self.comments.filter(status="published").first()
        words = posting.Words(f"Thank you. I will try it for {self.replies} days.")
        began = time.perf_counter()
        posting.post(self.discussion, self.member, words, parent=parent)
        return time.perf_counter() - began, 1


def answer_questions():
    site = Site()
    for line in sys.stdin:
        what = line.strip()
        times = [site.do(what) for _ in range(TIMES)]
        print(json.dumps(min(times)), flush=True)


# The side that asks ----------------------------------------------------------------------------


class Measured:
    """One database and the process that answers for it."""

    def __init__(self, folder, comments, server):
        self.folder, self.comments, self.server = folder, comments, server
        self.name = f"msforum_bench_{os.getpid()}_{comments}"
        url = f"{server}/{self.name}" if server else f"sqlite:///{folder}/{self.name}.sqlite3"
        own = {"DATABASE_URL": url, "DATA_DIR": folder, "COMMENTS_HELD_FIRST": "0", "DEBUG": "1"}
        self.env = os.environ | own | {"LOG_LEVEL": "ERROR"}
        self.process = None

    def fill(self):
        if self.server:
            self.administer(f'CREATE DATABASE "{self.name}"')
        self.manage("migrate", "-v0")
        self.manage("createcachetable")
        began = time.monotonic()
        count = ("--comments", str(self.comments), "--members", "500")
        self.manage("populate", "--one-discussion", *count)
        took = time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"filling {self.comments:9,}: {took:6.1f} s, at most {most:.0f} MB", flush=True)

    def manage(self, *command):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        python = [sys.executable, "manage.py", *command]
        subprocess.run(python, cwd=HERE, env=self.env | PRODUCTION, check=True, **quiet)

    def administer(self, sql):
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(sql)

    def ask(self, what):
        if self.process is None:
            command = [sys.executable, __file__, "--answer"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self.process = subprocess.Popen(command, cwd=HERE, env=self.env, **pipes)
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else sys.exit(f"{what}: no answer")

    def end(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
        if self.server:
            self.administer(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


QUESTIONS = (
    *("page oldest", "page newest", "member oldest"),
    *("threads oldest", "threads newest", "threads helpful"),
    *("middle oldest", "middle newest", "middle helpful"),
    "post reply",
)


def compare(small, large):
    """Ask both by turns, and print what it took and how much more the large one needs."""
    print(" " * 18 + "milliseconds     ratio   comments    ratio for each comment")
    for what in QUESTIONS:
        answers = [(small.ask(what), large.ask(what)) for _ in range(ROUNDS)]
        # The quickest of many rounds is what the work takes; the rest is what else was going on.
        few, many = (min(column) for column in zip(*answers, strict=True))
        ratio, each = many[0] / few[0], (many[0] / many[1]) / (few[0] / few[1])
        times = f"{few[0] * 1000:6.1f} -> {many[0] * 1000:6.1f}"
        print(f"{what:16} {times}   {ratio:5.2f}   {few[1]:3} -> {many[1]:3}    {each:5.2f}")


def main():
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    url = os.environ.get("DATABASE_URL", "")
    server = url.rpartition("/")[0] if url.startswith("postgres") else ""
    print("on PostgreSQL" if server else "on SQLite")
    with tempfile.TemporaryDirectory() as folder:
        sides = [Measured(folder, comments, server) for comments in (SMALL, large)]
        try:
            for side in sides:
                side.fill()
            compare(*sides)
        finally:
            for side in sides:
                side.end()


if __name__ == "__main__":
    answer_questions() if sys.argv[1:] == ["--answer"] else main()

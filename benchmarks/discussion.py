"""Does a discussion stay quick when it grows? Pages and replies among 1,000 and 1,000,000 comments.

    .venv/bin/python benchmarks/discussion.py [comments] [--wide] [--in FOLDER] [--rounds N]

Fills two databases by `manage.py populate --one-discussion`, a small one and a large one, then
asks both for the same things by turns. `--wide` fills them with conversations that nobody answers;
in each, a chain of 200 answers is added. With DATABASE_URL=postgres://... both are made beside that
database and dropped at the end, else they are SQLite files in a folder that is thrown away; with
`--in FOLDER` they are kept and used again, so that only the first run takes long. `100000` is a
size for a coffee break.

What is told is the fewest milliseconds of the processor that the work took, the database's
included where it runs on this machine, so that a busy machine counts little. "bare" is a page of
40 kB that is always the same, through Django's usual middleware; "kept" is a page that a visitor
before had made, while nothing was written (`msforum/page_cache.py`), "page" one that is not kept.

Targets: large to small at most 1.1, for pages and for a reply; a member's page at most twice a bare
one; a reply within 8 ms; filling 1,000,000 comments within 120 seconds on SQLite and 300 on
PostgreSQL, on a quiet machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from _production import PRODUCTION

HERE = Path(__file__).resolve().parent.parent
SITE = Path("benchmarks/_site.py")
SMALL, LARGE = 1_000, 1_000_000
ROUNDS = 20


class Measured:
    """One database and the process that answers for it."""

    def __init__(self, folder, comments, server, asked, home=HERE):
        self.comments, self.server, self.asked, self.home = comments, server, asked, home
        shape = "wide" if asked.wide else "natural"
        self.name = f"msforum_bench_{shape}_{comments}"
        url = f"{server}/{self.name}" if server else f"sqlite:///{folder}/{self.name}.sqlite3"
        own = {"DATABASE_URL": url, "DATA_DIR": str(folder), "COMMENTS_HELD_FIRST": "0"}
        own["CONN_MAX_AGE"] = "86400"  # one connection, whose process is watched
        self.env = os.environ | own | {"LOG_LEVEL": "CRITICAL", "DEBUG": "1"}
        self.file, self.process = Path(folder) / f"{self.name}.sqlite3", None

    def is_there(self):
        if not self.server:
            return self.file.exists()
        with psycopg.connect(f"{self.server}/postgres") as server:
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            return server.execute(asked, [self.name]).fetchone() is not None

    def fill(self):
        if self.is_there():
            return
        if self.server:
            self.administer(f'CREATE DATABASE "{self.name}"')
        began = time.monotonic()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        wide = ["--wide"] if self.asked.wide else []
        command = [sys.executable, self.home / SITE, str(self.comments), *wide]
        # As a site that serves people: while it develops, Django keeps the words of each query.
        env = {**os.environ, **self.env, **PRODUCTION}
        subprocess.run(command, cwd=self.home, env=env, check=True, **quiet)
        took = time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"filling {self.comments:9,}: {took:6.1f} s, at most {most:.0f} MB", flush=True)

    def administer(self, sql):
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as server:
            server.execute(sql)

    def ask(self, what):
        if self.process is None:
            command = [sys.executable, self.home / SITE]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self.process = subprocess.Popen(command, cwd=self.home, env=self.env, **pipes)
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else sys.exit(f"{what}: no answer")

    def end(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
        if self.server and not self.asked.folder:
            self.administer(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


QUESTIONS = (
    *("page bare", "member bare", "member opened"),
    *("kept oldest", "page oldest", "page newest", "page helpful"),
    *("member oldest", "member newest", "member helpful"),
    *("page chain", "member chain"),
    *("threads oldest", "threads newest", "threads helpful"),
    *("middle oldest", "middle newest", "middle helpful"),
    *("post reply", "post chain"),
)


def compare(small, large, rounds):
    """Ask both by turns, and print what it took and how much more the large one needs."""
    print(" " * 18 + "milliseconds     ratio   comments    ratio for each comment   to bare")
    bare = {}
    for what in QUESTIONS:
        answers = [(small.ask(what), large.ask(what)) for _ in range(rounds)]
        # The quickest of many rounds is what the work takes; the rest is what else was going on.
        few, many = (min(column) for column in zip(*answers, strict=True))
        who = what.split()[0]
        who = "page" if who == "kept" else who
        bare.setdefault(who, many[0])
        ratio, each = many[0] / few[0], (many[0] / many[1]) / (few[0] / few[1])
        times = f"{few[0] * 1000:6.1f} -> {many[0] * 1000:6.1f}"
        shown = f"{few[1]:3} -> {many[1]:3}    {each:5.2f}"
        beside = f"{many[0] / bare[who]:18.1f}" if who in {"page", "member"} else ""
        print(f"{what:16} {times}   {ratio:5.2f}   {shown}{beside}", flush=True)


def arguments():
    reader = argparse.ArgumentParser()
    reader.add_argument("comments", type=int, nargs="?", default=LARGE)
    reader.add_argument("--wide", action="store_true")
    reader.add_argument("--in", dest="folder")
    reader.add_argument("--rounds", type=int, default=ROUNDS)
    return reader.parse_args()


def main():
    asked = arguments()
    url = os.environ.get("DATABASE_URL", "")
    server = url.rpartition("/")[0] if url.startswith("postgres") else ""
    print("on PostgreSQL" if server else "on SQLite", "wide" if asked.wide else "natural")
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = asked.folder or thrown_away
        sides = [Measured(folder, comments, server, asked) for comments in (SMALL, asked.comments)]
        try:
            for side in sides:
                side.fill()
            compare(*sides, asked.rounds)
        finally:
            for side in sides:
                side.end()


if __name__ == "__main__":
    main()

"""Does the desk hand out every case once? 10,000 cases, worked through by 8 moderators at once.

    DATABASE_URL=postgres://... .venv/bin/python benchmarks/desk.py [cases] [moderators]

Makes a database beside that one, fills it, and drops it at the end. Every moderator is a process
with a connection of its own: it takes the next case, reads it, and decides by the verbs of the
desk. One case in ten it skips, and one in ten it decides about a case that somebody else may have
in hand, so that they collide. What counts: no case decided twice, none lost, none stuck.
"""

# ruff: noqa: E402 -- the settings are read before the models
# ruff: noqa: S311 -- dice, no secrets
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
os.environ |= {"DJANGO_SETTINGS_MODULE": "msforum.settings", "DEBUG": "1"}

import django
import psycopg
from _production import PRODUCTION

django.setup()

from django.contrib.auth.models import Group
from django.db.models import Count
from django.utils import timezone

from accounts.models import Member
from comments.admin.verdict import Seen, Stale, decide
from comments.deciding import CannotDecide, Why
from comments.desk.claiming import claim_next, release
from comments.models import Case, Comment, Decision, Discussion, Status
from comments.planting import Seed, plant

CASES, MODERATORS, GUIDES = 10_000, 8, 20
SECOND = timedelta(seconds=1)
SKIPS, COLLIDES, PUBLISHED = 0.1, 0.2, 0.7


# One moderator ---------------------------------------------------------------------------------


def work(name):
    """Take, decide, go on, until nothing is left. Tells what happened as one line of JSON."""
    me, dice = Member.objects.get(name=name), random.Random(name)
    told, took, case = Counter(), [], None
    while Case.objects.open().exists():
        began = time.perf_counter()
        case = claim_next(Case.objects.to_work_on(me), me, after=case)
        if case is None:
            time.sleep(0.05)  # the others have the last ones in hand
            continue
        chance = dice.random()
        if chance < COLLIDES:
            release(case, me)
        if chance < SKIPS:
            told["skipped"] += 1
            continue
        if chance < COLLIDES:
            first = list(Case.objects.open().order_by("id")[: 2 * MODERATORS])
            case = dice.choice(first) if first else case
        told[one(case, me, dice, slowly=chance < COLLIDES)] += 1
        took.append(time.perf_counter() - began)
    took.sort()
    middle, slow = took[len(took) // 2], took[int(len(took) * 0.99)]
    sys.stdout.write(json.dumps({"told": told, "median": middle, "p99": slow}) + "\n")


def one(case, me, dice, *, slowly):
    """Read one case and decide it; what came of it, in words."""
    comment = Comment.objects.get(pk=case.comment_id)
    seen = Seen.of(comment, case)
    if slowly:
        time.sleep(0.02)  # reads, while somebody else may decide
    verb = "publish" if dice.random() < PUBLISHED else "reject"
    try:
        made = decide(verb, comment, Why(by=me, reason="unkind"), seen)
    except Stale:
        return "too late, and told so"
    except CannotDecide:
        return "did not fit, and told so"
    return "decided" if made else "decided so already"


# What they work on -----------------------------------------------------------------------------


def fill(cases, moderators):
    group = Group.objects.get(name="Moderators")
    for number in range(moderators):
        who = Member.objects.create_user(f"mo{number}@example.org", f"mo{number}", is_staff=True)
        who.groups.add(group)
    # Neighbours in the queue belong to different discussions, which take one decision at a time.
    old = timezone.now() - timedelta(days=1)
    discussions = list(Discussion.objects.filter(guide__isnull=False).order_by("pk")[:GUIDES])
    for place, discussion in enumerate(discussions):
        mine = range(place, cases, len(discussions))
        seeds = [
            Seed(f"b{n}", "", "Rest.", f"<p>Rest {n}.</p>", "Guest", old + n * SECOND, False)
            for n in mine
        ]
        plant(discussion, seeds, rule="benchmark")


def check(cases):
    """What must hold when all is done."""
    waited = Comment.objects.filter(source_key__startswith="b")
    by_people = Decision.objects.filter(by__isnull=False, verb__in=["publish", "reject"])
    twice = by_people.values("case").annotate(n=Count("pk")).filter(n__gt=1).count()
    lost = cases - by_people.filter(comment__in=waited).values("comment").distinct().count()
    stuck = Case.objects.filter(closed_at=None).count()
    stuck += Case.objects.filter(claimed_by__isnull=False, closed_at__isnull=False).count()
    waiting = waited.filter(status=Status.WAITING).count()
    print(f"decided twice {twice}, lost {lost}, stuck {stuck}, still waiting {waiting}")
    sys.exit(0 if twice == lost == stuck == waiting == 0 else 1)


def run(env, *part, out=subprocess.DEVNULL):
    command = [sys.executable, __file__, *part]
    return subprocess.Popen(command, cwd=HERE, env=env, stdout=out, text=True)


def main():
    asked = [int(number) for number in sys.argv[1:]]
    cases, moderators = asked + [CASES, MODERATORS][len(asked) :]
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        # SQLite takes one writer at a time anyway; `make bench` goes on.
        print("Moderators at once need PostgreSQL: set DATABASE_URL=postgres://...")
        return
    server, name = url.rpartition("/")[0], f"msforum_bench_desk_{os.getpid()}"
    own = {"DATABASE_URL": f"{server}/{name}", "DJANGO_SETTINGS_MODULE": "msforum.settings"}
    env = os.environ | own | {"DEBUG": "1", "LOG_LEVEL": "ERROR"}
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        prepare(env, cases, moderators)
        work_through(env, cases, moderators)
        sys.exit(run(env, "--check", str(cases), out=None).wait())
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def prepare(env, cases, moderators):
    for command in (
        ["migrate", "-v0"],
        ["populate", "--members", "20", "--guides", str(GUIDES), "--comments", "1"],
    ):
        python = [sys.executable, "manage.py", *command]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(python, cwd=HERE, env=env | PRODUCTION, check=True, **quiet)
    run(env, "--fill", str(cases), str(moderators)).wait()


def work_through(env, cases, moderators):
    began = time.monotonic()
    people = [run(env, "--work", f"mo{n}", out=subprocess.PIPE) for n in range(moderators)]
    answers = [json.loads(one.communicate()[0]) for one in people]
    took = time.monotonic() - began
    told = sum((Counter(answer["told"]) for answer in answers), Counter())
    print(f"{cases} cases, {moderators} moderators: {took:.0f} s, {dict(told)}")
    medians = [f"{answer['median'] * 1000:.0f}" for answer in answers]
    slowest = max(answer["p99"] for answer in answers)
    print(f"one case, median of each: {', '.join(medians)} ms; slowest 99 %: {slowest:.2f} s")


if __name__ == "__main__":
    doing = sys.argv[1:2]
    if doing == ["--work"]:
        work(sys.argv[2])
    elif doing == ["--fill"]:
        fill(int(sys.argv[2]), int(sys.argv[3]))
    elif doing == ["--check"]:
        check(int(sys.argv[2]))
    else:
        main()

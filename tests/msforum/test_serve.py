"""One command prepares and runs the site, and nothing is left when it ends."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from articles.models import Topic
from msforum import preparing
from msforum.management.commands import serve
from msforum.processes import Family
from tests import make

HERE = Path(__file__).resolve().parent.parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """The site as a process of its own, on SQLite, in its own folder."""

    def __init__(self, folder, **environment):
        self.port = free_port()
        own = {"DATA_DIR": str(folder), "DEBUG": "1", "PORT": str(self.port), "CACHE_URL": ""}
        own |= {"DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=HERE,
            env=os.environ | own | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def read_until(self, words):
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"It ended after: {self.said}"
            self.said += line

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def family(self):
        """All processes that it started, and those that these started."""
        pairs = subprocess.run(
            ["ps", "-e", "-o", "ppid=,pid="], check=True, capture_output=True, text=True
        ).stdout.split()
        children = {}
        for parent, child in zip(map(int, pairs[::2]), map(int, pairs[1::2]), strict=True):
            children.setdefault(parent, []).append(child)
        found, left = [], [self.process.pid]
        while left:
            young = children.get(left.pop(), [])
            found += young
            left += young
        return found

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


def alive(pids):
    """Those of the processes that still run; a moment is given to those that were ended."""
    for _ in range(50):
        told = subprocess.run(
            ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, pids))],
            check=False,
            capture_output=True,
            text=True,
        ).stdout.split()
        running = [pid for pid, state in zip(told[::2], told[1::2], strict=True) if state[0] != "Z"]
        if not running:
            return []
        time.sleep(0.1)
    return running


@pytest.fixture(scope="module")
def folder():
    """Prepared once by the first test that starts the site, then used by the others."""
    path = settings.DATA_DIR / f"serve-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    yield path
    shutil.rmtree(path)


@pytest.fixture
def start(folder):
    sites = []

    def start(**environment):
        site = Site(folder, **environment)
        sites.append(site)
        return site

    yield start
    for site in sites:
        if site.process.poll() is None:
            site.end()
        site.process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_site_starts_with_its_demo_and_its_worker_and_ends_without_a_trace(start, number):
    site = start()
    site.read_until("/letters/")
    home = site.get("/")
    family = site.family()

    assert f"is at http://localhost:{site.port} (Ctrl-C stops it)" in site.said
    people = ["member", "moderator", "author", "editor", "clinician"]
    assert re.findall(r"(\w+)@demo\.example", site.said) == people
    assert re.search(r"/static/css/site\.[0-9a-f]{12}\.css", home)
    assert "Muscle twitching" in site.get("/guides/spasticity-and-stiffness/")
    assert len(family) >= 4  # the web server and its two workers, and ours
    assert site.end(number) == 0
    assert site.said.endswith("Stopped.\n")
    assert alive(family) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["worker", "web server"])
def test_a_program_that_dies_ends_everything_with_a_clear_line(start, name):
    site = start()
    site.read_until("/letters/")
    family = site.family()
    word = {"worker": "manage.py\0worker", "web server": "granian"}[name]
    victims = [pid for pid in family if word in Path(f"/proc/{pid}/cmdline").read_text()]

    os.kill(min(victims), signal.SIGKILL)

    said = site.process.communicate(timeout=60)[0]
    assert site.process.returncode == 1
    assert f"The {name} ended by itself (status -9), so all stopped." in said
    assert alive(family) == []


def test_a_port_that_is_taken_is_told_in_one_line(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        site = start(PORT=str(other.getsockname()[1]))
        said = site.process.communicate(timeout=60)[0]

    assert site.process.returncode == 1
    assert re.fullmatch(r"msforum cannot start: port \d+ is taken\. .*PORT\.\n", said)


@pytest.mark.parametrize(
    "url", ["postgres://u:hidden@127.0.0.1:1/n", "sqlite:////nowhere/at/all/db.sqlite3"]
)
def test_a_database_that_does_not_answer_is_told_in_one_line(start, url):
    site = start(DATABASE_URL=url)
    said = site.process.communicate(timeout=60)[0]

    assert site.process.returncode == 1
    assert said.startswith("msforum cannot start: the database does not answer (")
    assert said.count("\n") == 1
    assert "hidden" not in said


def test_a_host_that_is_not_ours_is_told_in_one_line(settings):
    settings.HOST = "203.0.113.1"

    with pytest.raises(SystemExit, match=r"cannot start: 203\.0\.113\.1:8000 cannot be used"):
        serve.refuse_a_taken_port()


@pytest.mark.django_db
def test_ctrl_c_while_preparing_ends_it_quietly(settings, monkeypatch):
    def interrupted(say):
        raise KeyboardInterrupt

    settings.PORT = free_port()
    monkeypatch.setattr(serve, "prepare", interrupted)

    with pytest.raises(SystemExit, match=r"^Stopped\.$"):
        call_command("serve")


@pytest.mark.django_db
def test_a_greeting_names_only_people_who_are_there(settings):
    assert "demo.example" not in serve.greeting()
    settings.DEBUG = True
    assert "demo.example" not in serve.greeting()

    make.member("x").__class__.objects.update(email="moderator@demo.example")

    assert "moderator@demo.example" in serve.greeting()
    assert "author@demo.example" not in serve.greeting()


@pytest.fixture
def quick(settings, tmp_path):
    """Static files that are collected in no time."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("p { color: red }")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return source / "a.css"


@pytest.mark.django_db
def test_production_never_gets_the_demo_and_collects_only_what_changed(settings, quick):
    said = []

    preparing.prepare(said.append)
    assert said == ["Collecting the static files"]
    assert not Topic.objects.exists()

    preparing.prepare(said.append)
    assert len(said) == 1

    quick.write_text("p { color: green }")
    later = time.time() + 2  # collecting compares whole seconds
    os.utime(quick, (later, later))
    preparing.prepare(said.append)
    assert len(said) == 2
    assert (settings.STATIC_ROOT / "a.css").read_text() == "p { color: green }"


@pytest.mark.django_db
def test_the_demo_is_not_loaded_into_a_site_that_somebody_uses(settings, quick, fatigue):
    settings.DEBUG = True
    said = []

    preparing.prepare(said.append)

    assert said == ["Collecting the static files"]
    assert Topic.objects.get() == fatigue.topic


@pytest.mark.django_db
def test_what_the_database_says_is_cut_to_its_first_line(monkeypatch):
    def away():
        raise OperationalError("connection failed.\nIs the server running?\n")

    monkeypatch.setattr(connection, "ensure_connection", away)

    with pytest.raises(SystemExit, match=r"answer \(connection failed\)\. Look at DATABASE_URL\.$"):
        preparing.reach_the_database()


def test_a_program_that_does_not_listen_is_ended_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr("msforum.processes.PATIENCE", 0.5)
    deaf = "import pathlib, signal, sys, time; signal.signal(15, signal.SIG_IGN); "
    deaf += "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"
    is_deaf = tmp_path / "deaf"
    family = Family(os.environ)
    family.start("deaf", [sys.executable, "-c", deaf, str(is_deaf)])
    for _ in range(600):
        if is_deaf.exists():
            break
        time.sleep(0.1)

    family.stop()

    assert family.programs["deaf"].returncode == -signal.SIGKILL


def test_waiting_ends_when_a_program_ends():
    family = Family(os.environ)
    family.start("short", [sys.executable, "-c", "raise SystemExit(3)"])

    assert family.wait_until(lambda: False) is False
    assert family.wait() == "short"
    family.stop()
    assert family.programs["short"].returncode == 3

"""A wrong setting stops the start with one line that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent.parent
LONG = "a-key-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"
PRODUCTION = {
    "SECRET_KEY": LONG,
    "SITE_URL": "https://forum.example.org",
    "MAIL_URL": "smtp://name:word@mail.example.org:587",
}
OURS = {
    *("DEBUG", "SECRET_KEY", "SITE_URL", "MAIL_URL", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL"),
    *("PORT", "PROXY_COUNT", "COVERAGE_PROCESS_CONFIG"),
}


def start(tmp_path, code="import django; django.setup()", **environment):
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "msforum.settings"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=HERE,
        env=clean | own | environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "SECRET_KEY_FILE points at /nowhere/key"),
        ({"SITE_URL": ""}, "SITE_URL is missing"),
        ({"SITE_URL": "forum.example.org"}, "SITE_URL is missing"),
        ({"MAIL_URL": ""}, "MAIL_URL is missing"),
        ({"MAIL_URL": "http://mail.example.org"}, "MAIL_URL is not understood"),
        ({"MAIL_URL": "smtp://"}, "MAIL_URL is not understood"),
        ({"MAIL_URL": "smtp://mail.example.org:many"}, "MAIL_URL is not understood"),
        ({"DATABASE_URL": "mysql://u:secret@h/n"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "postgres://u:secret@h:port/n"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "postgres://u:secret@h"}, "DATABASE_URL names no database"),
        ({"CACHE_URL": "memcached://h"}, "CACHE_URL is not understood"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not be *"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'"),
        ({"TIME_ZONE": "Mars/Crater"}, "TIME_ZONE is 'Mars/Crater'"),
        ({"TIME_ZONE": "../etc/passwd"}, "TIME_ZONE is '../etc/passwd'"),
        ({"PORT": "eighty"}, "PORT is 'eighty'"),
        ({"PORT": "0"}, "PORT is '0'"),
        ({"PROXY_COUNT": "-1"}, "PROXY_COUNT is '-1'"),
        ({"STAFF_SECOND_FACTOR": "0"}, "STAFF_SECOND_FACTOR=0 is for DEBUG=1 only"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path, wrong, said):
    ended = start(tmp_path, **(PRODUCTION | wrong))

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"msforum cannot start: {said}")
    assert ended.stderr.count("\n") == 1
    assert "secret" not in ended.stderr.replace("secrets", "")
    assert ended.stdout == ""


@pytest.mark.parametrize("name", ["psycopg", "redis"])
def test_a_missing_driver_stops_the_start_with_one_line(tmp_path, name):
    hidden = (
        "import importlib.util as u; find = u.find_spec;"
        f"u.find_spec = lambda n, *a: None if n == {name!r} else find(n, *a);"
        "import django; django.setup()"
    )

    ended = start(
        tmp_path,
        hidden,
        **PRODUCTION,
        DATABASE_URL="postgres://u@h/n" if name == "psycopg" else "",
        CACHE_URL="redis://h" if name == "redis" else "",
    )

    assert ended.returncode == 1
    assert "requirements-scale.txt" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_production_starts_with_nothing_but_secrets_and_addresses(tmp_path):
    ended = start(tmp_path, **PRODUCTION)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_secret_can_come_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{LONG}\n")

    ended = start(tmp_path, **(PRODUCTION | {"SECRET_KEY": "", "SECRET_KEY_FILE": str(file)}))

    assert (ended.returncode, ended.stderr) == (0, "")


def test_production_is_https_only_and_its_cookies_are_bound_to_the_host(tmp_path):
    ended = start(
        tmp_path,
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.DEBUG,"
        "s.ALLOWED_HOSTS, s.SECURE_HSTS_SECONDS > 31536000, s.CSRF_TRUSTED_ORIGINS)",
        **PRODUCTION,
    )

    assert ended.stdout.strip() == (
        "True __Host-sessionid __Host-csrftoken False ['forum.example.org'] True "
        "['https://forum.example.org']"
    )


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", False, False)),
        ("smtp://me%40x:w@mail.example.org:25", ("mail.example.org", 25, "me@x", False, True)),
        ("smtps://me:w@mail.example.org", ("mail.example.org", 465, "me", True, False)),
    ],
)
def test_a_mail_url_says_all_about_the_server(url, options):
    from msforum.env import smtp_mailer

    said = smtp_mailer("MAIL_URL", url)["OPTIONS"]

    names = ("host", "port", "username", "use_ssl", "use_tls")
    assert tuple(said[name] for name in names) == options


def test_letters_of_a_development_site_can_go_to_a_server_too(monkeypatch, tmp_path):
    from msforum.env import env_mailer

    monkeypatch.setenv("A_MAIL_URL", "smtp://localhost:1025")

    assert env_mailer("A_MAIL_URL", tmp_path, debug=True)["OPTIONS"]["port"] == 1025


def test_a_redis_is_told_by_its_url(monkeypatch):
    from msforum.env import env_cache

    monkeypatch.setenv("A_CACHE_URL", "redis://localhost:6379/3")

    assert env_cache("A_CACHE_URL")["LOCATION"] == "redis://localhost:6379/3"
    assert env_cache("NO_CACHE_URL")["BACKEND"].endswith("DatabaseCache")


@pytest.mark.parametrize(("said", "meant"), [("a, b,,c ", ["a", "b", "c"]), ("", [])])
def test_a_list_has_commas_between(monkeypatch, said, meant):
    from msforum.env import env_list

    monkeypatch.setenv("A_LIST", said)

    assert env_list("A_LIST") == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("YES", True), ("off", False), ("", False)]
)
def test_yes_and_no_can_be_said_in_several_ways(monkeypatch, said, meant):
    from msforum.env import env_bool

    monkeypatch.setenv("A_SWITCH", said)

    assert env_bool("A_SWITCH") is meant

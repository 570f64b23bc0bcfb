"""The cast. `ada` and `ben` are members, `mo` moderates, `dee` writes guides, `eve` edits them,
`cleo` checks them as a clinician."""

import gc
import re
import sys
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.leaving import going
from articles.models import Guide
from comments.duty import hours
from comments.rules import ruleset
from tests import make
from tests.migrated import django_db_modify_db_settings  # noqa: F401
from tests.pristine import django_db_setup  # noqa: F401

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


def pytest_collection_finish():
    """Thousands of tests stay in memory: nobody need look through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """No test leaves a file behind, and none waits for a slow hash."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}},
    }
    settings.DEBUG = False


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Each test has a cache of its own, and a Redis that others use too is never emptied."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}


@pytest.fixture(autouse=True)
def no_rules_of_another_test():
    """A process keeps some rows for some seconds; no test shall meet those of the last one."""
    ruleset.forget()
    hours.forget()


@pytest.fixture(autouse=True)
def nobody_to_rest_for(monkeypatch):
    """Who is erased goes in many steps, with a rest after each for those who write meanwhile."""
    monkeypatch.setattr(going, "rest", lambda seconds: None)


@pytest.fixture
def untraced():
    """Without the measuring of coverage, which can cost more than the work that is bounded."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.fixture
def writes_nothing(db):
    """`with writes_nothing(): client.get(...)` fails when a row is written. No GET may do so."""

    @contextmanager
    def watch():
        with CaptureQueriesContext(connection) as seen:
            yield
        written = [query["sql"] for query in seen if WRITES.match(query["sql"])]
        assert written == []

    return watch


@pytest.fixture
def ada(db):
    return make.member("ada")


@pytest.fixture
def ben(db):
    return make.member("ben")


@pytest.fixture
def mo(db):
    return make.moderator("mo")


@pytest.fixture
def dee(db):
    return make.author("dee")


@pytest.fixture
def eve(db):
    return make.editor("eve")


@pytest.fixture
def cleo(db):
    return make.clinician("cleo")


@pytest.fixture
def fatigue(db) -> Guide:
    return make.guide("Living with fatigue")

"""What every start asks before the site may serve people."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from msforum import checks


@pytest.mark.parametrize(
    ("found", "good"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True)],
)
def test_a_sqlite_that_can_lose_comments_is_refused(found, good):
    refused = [problem.id for problem in checks.sqlite_problems(found)]

    assert refused == ([] if good else ["msforum.E001"])


def test_the_database_in_use_is_asked(db, monkeypatch):
    monkeypatch.setattr(checks, "OLDEST", (99, 0, 0))

    refused = {problem.id for problem in run_checks(databases=["default"])}

    assert ("msforum.E001" in refused) is (connection.vendor == "sqlite")


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_that_processes_do_not_share_is_refused(settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}

    assert [problem.id for problem in checks.the_cache_is_shared()] == ["msforum.E002"]


def test_the_cache_of_the_site_is_shared():
    assert checks.the_cache_is_shared() == []

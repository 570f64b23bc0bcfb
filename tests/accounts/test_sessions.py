"""Sessions are kept as Django keeps them, in fewer words."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun():
    session = SessionStore()
    session["words"] = "kept “so”"
    session.save()
    return session.session_key


def test_what_is_kept_is_there_again_and_changes_in_one_statement(begun):
    session = SessionStore(begun)
    assert session["words"] == "kept “so”"
    session["more"] = 1
    until = Session.objects.get(pk=begun).expire_date

    with CaptureQueriesContext(connection) as asked:
        session.save()

    # Within the transaction of a test it is a part of it.
    assert [query["sql"].split()[0] for query in asked] == ["SAVEPOINT", "UPDATE", "RELEASE"]
    assert dict(SessionStore(begun).items()) == {"words": "kept “so”", "more": 1}
    assert Session.objects.get(pk=begun).expire_date > until


@pytest.mark.django_db(transaction=True)
def test_it_takes_no_transaction_of_its_own(begun):
    session = SessionStore(begun)
    session["more"] = 1
    with CaptureQueriesContext(connection) as asked:
        session.save()
    assert [query["sql"].split()[0] for query in asked] == ["UPDATE"]


def test_a_session_that_is_over_is_empty_and_gets_another_key(begun):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    session = SessionStore(begun)

    assert dict(session.items()) == {}
    assert session.session_key is None


@pytest.mark.parametrize("key", ["x" * 32, "", "%s", "' OR 1=1 --", "short", "x" * 5_000])
def test_a_key_that_was_never_given_opens_nothing(begun, key):
    assert dict(SessionStore(key).items()) == {}


def test_a_session_that_was_ended_meanwhile_stays_ended(begun):
    session = SessionStore(begun)
    session["more"] = 1
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_somebody_who_was_closed_out_is_nobody(ada, client):
    client.force_login(ada)
    assert client.get("/settings/").status_code == 200
    ada.is_active = False
    ada.save()
    assert client.get("/settings/").status_code == 302


def test_somebody_whose_row_is_gone_is_nobody(ada, client):
    client.force_login(ada)
    type(ada).objects.filter(pk=ada.pk).delete()
    assert client.get("/settings/").status_code == 302

"""Whether an errand runs in a transaction is the errand's own affair."""

import pytest
from django.db import connection

from outbox import errands


@pytest.fixture
def seen(monkeypatch):
    """Two handlers that note whether they run in a transaction of their own."""
    monkeypatch.setattr(errands, "_handlers", {})
    monkeypatch.setattr(errands, "_atomic", set())
    found = {}

    @errands.handles("inside")
    def inside():
        found["inside"] = connection.in_atomic_block

    @errands.handles("outside", atomic=False)
    def outside():
        found["outside"] = connection.in_atomic_block

    return found


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_another_machine(seen):
    errands.do("inside")
    errands.do("outside")

    assert seen == {"inside": True, "outside": False}

"""What an operator sees of the outbox."""

import pytest
from django.utils import timezone

from accounts.models import Member
from outbox.models import Errand

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    person = Member.objects.create_superuser("op@example.org", "op")
    client.force_login(person)
    return client


@pytest.fixture
def stuck():
    return Errand.objects.create(
        kind="send_letter",
        key="k-123",
        payload={"to": "ada@example.org"},
        gave_up_at=timezone.now(),
        attempts=16,
        error="refused",
    )


def test_an_operator_sees_what_is_stuck_but_not_what_it_carries(operator, stuck):
    pages = [
        operator.get("/admin/outbox/errand/").text,
        operator.get(f"/admin/outbox/errand/{stuck.pk}/change/").text,
    ]

    assert "send_letter" in pages[0]
    assert "refused" in pages[1]
    assert not [page for page in pages if "ada@example.org" in page]


def test_what_is_stuck_can_be_tried_again(operator, stuck):
    operator.post("/admin/outbox/errand/", {"action": "try_again", "_selected_action": [stuck.pk]})

    stuck.refresh_from_db()
    assert (stuck.gave_up_at, stuck.attempts) == (None, 0)
    assert list(Errand.objects.due()) == [stuck]


def test_nobody_makes_or_changes_an_errand_by_hand(operator, stuck):
    assert operator.get("/admin/outbox/errand/add/").status_code == 403
    operator.post(f"/admin/outbox/errand/{stuck.pk}/change/", {"kind": "other"})

    stuck.refresh_from_db()
    assert stuck.kind == "send_letter"

"""A link for a clinician without an account: one revision to read, once to be answered.

The signed token in the address is the whole authority, so the page needs no cookie. The signature
keeps guessed addresses away from the database; the row says whether the link still holds.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Member
from articles.models import FactCheck, Revision

HOLDS_FOR = timedelta(days=30)
_signer = Signer(salt="articles.fact_checking")


class Closed(Exception):
    """Sent already, taken back or too old: nothing can be answered any more."""


def ask(revision: Revision, *, by: Member, asked_for: str) -> FactCheck:
    """Make the link. Whoever has it can read this revision and answer once."""
    return FactCheck.objects.create(
        revision=revision,
        made_by=by,
        asked_for=asked_for,
        expires_at=timezone.now() + HOLDS_FOR,
    )


def revoke(check: FactCheck) -> None:
    """The link leads nowhere from now on. What was sent stays."""
    unsent = FactCheck.objects.filter(pk=check.pk, sent_at=None, revoked_at=None)
    unsent.update(revoked_at=timezone.now())


def answer(
    check: FactCheck,
    *,
    name: str,
    profession: str,
    answers: Sequence[dict[str, Any]],
    remarks: str = "",
) -> None:
    """Keep what was said, once and for good. Raises Closed a second time."""
    with transaction.atomic():
        now = FactCheck.objects.select_for_update().get(pk=check.pk)
        if not now.is_open:
            raise Closed
        now.name, now.profession, now.remarks = name, profession, remarks
        now.answers = list(answers)
        now.sent_at = timezone.now()
        now.save()


def path_of(check: FactCheck) -> str:
    return reverse("articles:fact_check", args=[_signer.sign(check.key.hex)])


def found(token: str) -> FactCheck | None:
    """The fact-check that a token names; None where somebody made it up."""
    try:
        key = UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    checks = FactCheck.objects.select_related("revision__hero", "revision__guide")
    return checks.filter(key=key).first()

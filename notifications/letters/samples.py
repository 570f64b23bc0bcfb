"""One letter of each kind, with made-up facts, to be looked at and tested.

manage.py write_letters FOLDER
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone

from accounts import way_back
from accounts.adapter import AccountAdapter
from accounts.leaving import parting
from accounts.letters import ready
from accounts.models import GRACE, WAITS, Leaving, Member, WayBack
from articles.models import Guide
from comments.concern import late
from comments.models import Case
from notifications import desk
from notifications.letters import composing
from notifications.models import Kind, Notice, Postbox

ROOT = Path(settings.BASE_DIR) / "templates"
ENDING = "_subject.txt"
DESK = {
    "waiting": (Kind.TURN, {}),
    "approved": (Kind.APPROVED, {}),
    "sent_back": (Kind.SENT_BACK, {}),
    "review_due": (Kind.REVIEW_DUE, {"days": 14}),
}


def every_kind() -> Iterator[tuple[str, EmailMultiAlternatives]]:
    """The name and the letter of each kind, in both formats. Nothing is saved."""
    member = Member(pk=0, name="Soft Lantern", email="somebody@example.org")
    for name, letter in [*of_accounts(member), *of_leaving(member), *of_the_desk(member)]:
        yield (
            name,
            ready(
                to=letter.to[0],
                subject=str(letter.subject),
                body=str(letter.body),
                message_id=f"<{name}@example.org>",
            ),
        )
    yield from of_news(member)


def of_accounts(member: Member) -> Iterator[tuple[str, EmailMessage]]:
    """Those whose templates allauth looks for."""
    provider = SimpleNamespace(name="Google")
    facts: dict[str, Any] = {"code": "207319", "provider": provider, "name": provider.name}
    for subject in sorted(ROOT.glob(f"*/email/*{ENDING}")):
        prefix = str(subject.relative_to(ROOT)).removesuffix(ENDING)
        yield prefix, AccountAdapter().compose(prefix, member.email, facts)


def of_leaving(member: Member) -> Iterator[tuple[str, EmailMessage]]:
    now = timezone.now()
    yield "leaving-now", parting.letter_about(Leaving(member=member, erase_at=now))
    yield "leaving-later", parting.letter_about(Leaving(member=member, erase_at=now + GRACE))
    begun = WayBack(member=member, asked_at=now - WAITS + timedelta(days=1))
    for what in ("begun", "done"):
        yield f"way-back-{what}", way_back.letter_about(begun, what)


def of_the_desk(member: Member) -> Iterator[tuple[str, EmailMessage]]:
    for name, (kind, more) in DESK.items():
        news = desk.News(kind, name, "", Guide(pk=1), more=dict(more))
        yield f"desk-{name}", desk.letter_about(news, member)
    today = desk.News(Kind.REVIEW_DUE, "review_due", "", Guide(pk=1), more={"days": 0})
    yield "desk-review_due-today", desk.letter_about(today, member)
    yield "concern-waits", late.letter_about(Case(pk=1))


def of_news(member: Member) -> Iterator[tuple[str, EmailMultiAlternatives]]:
    """One thing, and a day with two of each kind. The address that stops them is nobody's."""
    postbox = Postbox(member=member, token="0" * 32)
    one = [Notice(kind=Kind.REPLIED)]
    many = [Notice(kind=kind) for kind in Kind for _ in range(2)]
    yield "news-one", composing.letter_of(member, postbox, one, scope="replies")
    yield "news-of-a-day", composing.letter_of(member, postbox, many, scope="daily")

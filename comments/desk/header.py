"""What stands in the header of every page of the admin: how much waits."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import Member
from comments.desk.kinds import ADVISE, DECIDE, open_to
from comments.models import Conversation, State
from comments.trust.standing import CountOf

# More than this is a number nobody reads; and so counting stays cheap.
MOST_COUNTED = 1_000


@dataclass
class Header:
    """Counted when a page shows it, once, in one query that stops at a thousand of each."""

    member: Member
    decides: bool

    @property
    def waiting(self) -> str:
        return number_shown(self.counts["waiting"])

    @property
    def messages(self) -> str:
        """Of members, that wait for an answer of the team."""
        return number_shown(self.counts["messages"])

    @cached_property
    def counts(self) -> dict[str, int]:
        asked = {
            "waiting": open_to(self.member).filter(closed_at=None),
            "messages": Conversation.objects.for_team(self.member).filter(state=State.OPEN),
        }
        few = {
            name: CountOf(rows.order_by().values("pk")[:MOST_COUNTED])
            for name, rows in asked.items()
        }
        found = Member.objects.filter(pk=self.member.pk).values_list(*few.values())
        return dict(zip(few, found.get(), strict=True))


def for_member(member: Member | AnonymousUser) -> Header | None:
    """Nothing for those who have no place at the desk."""
    if not isinstance(member, Member):
        return None
    decides = member.has_perm(DECIDE)
    return Header(member, decides) if decides or member.has_perm(ADVISE) else None


def counted(rows: QuerySet[Any]) -> int:
    """How many, up to `MOST_COUNTED`: the database stops there."""
    return rows.order_by()[:MOST_COUNTED].count()


def number_shown(many: int) -> str:
    return f"{MOST_COUNTED}+" if many >= MOST_COUNTED else str(many)

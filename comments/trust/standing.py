"""What level somebody has, now or at an earlier moment.

Most members have a row that says so. Who has none is new until enough comments were approved by
people, over enough days; that is counted here and written down by `comments.trust.moving`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from accounts.models import Member
from comments.models import Comment, Decision, Level, Trust, TrustChange
from queries.prepared import prepared

# Published by the site itself, because of trust there was: that earns nobody more of it.
BY_ITSELF = "trust"
COLUMNS = ("own_published", "own_since", "own_level", "own_review")


class CountOf(Subquery):
    """How many rows a bounded query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) few)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Standing:
    """What the checks ask about a member."""

    level: str
    always_review: bool = False
    is_kept: bool = False  # there is a row that says so
    approved: int = 0

    @property
    def is_new(self) -> bool:
        return self.level == Level.NEW

    @property
    def is_trusted(self) -> bool:
        return self.level in {Level.TRUSTED, Level.MENTOR}


def approved_by_people(member: Member | int | OuterRef) -> QuerySet[Comment]:
    """The published comments of a member that somebody looked at, oldest first."""
    looked_at = Decision.objects.filter(
        comment=OuterRef("pk"), verb__in=["publish", "restore"]
    ).exclude(rule=BY_ITSELF)
    return Comment.objects.published().filter(Exists(looked_at), author=member).order_by("pk")


def columns_of(member: int, held_first: int | None = None) -> dict[str, Any]:
    """All that a standing is made of, to be fetched with a row that is asked for anyway.
    `held_first` is the setting, on which the query depends."""
    held_first = settings.COMMENTS_HELD_FIRST if held_first is None else held_first
    trust = Trust.objects.filter(member=member)
    return {
        **counted(member, held_first, trust),
        "own_level": Subquery(trust.values("level")),
        "own_review": Subquery(trust.values("always_review")),
    }


def counted(member: int, held_first: int, trust: QuerySet[Trust]) -> dict[str, Any]:
    """How many of theirs were approved, and since when. Only asked where it decides: who has
    written thousands of comments, all looked through, would pay for it on every page."""
    none = Value(None, output_field=DateTimeField())
    if not held_first:
        return {"own_published": Value(0), "own_since": none}
    approved = approved_by_people(member)
    count = CountOf(approved.values("pk")[:held_first])
    since = Subquery(approved.values("posted_at")[:1])
    kept = Exists(trust)
    return {
        "own_published": Case(When(kept, then=Value(0)), default=count),
        "own_since": Case(When(kept, then=none), default=since),
    }


@prepared
def standing_row(held_first: int, *, member: int) -> QuerySet[Member, dict[str, Any]]:
    columns = columns_of(member, held_first)
    return Member.objects.filter(pk=member).annotate(**columns).values(*columns)


def standing_of(member: Member, told: Any = None) -> Standing:
    """Their standing now. `told` is a row that was fetched with `columns_of` them."""
    values = vars(told) if told is not None else {}
    if "own_level" not in values:
        (values,) = standing_row(settings.COMMENTS_HELD_FIRST, member=member.pk)
    approved, since = values["own_published"], values["own_since"]
    if values["own_level"]:
        review = bool(values["own_review"])
        return Standing(values["own_level"], review, is_kept=True, approved=approved)
    return Standing(level_by_count(approved, since, timezone.now()), approved=approved)


def level_by_count(approved: int, since: datetime | None, now: datetime) -> str:
    """The level of somebody about whom nothing is written down."""
    if not settings.COMMENTS_HELD_FIRST:
        return Level.MEMBER
    days = timedelta(days=settings.COMMENTS_HELD_DAYS)
    enough = approved >= settings.COMMENTS_HELD_FIRST
    return Level.MEMBER if enough and since and since + days <= now else Level.NEW


def level_at(member: Member, moment: datetime) -> str:
    """What level they had then: for what a rule would have found at that time."""
    last = TrustChange.objects.filter(member=member, at__lte=moment).order_by("-pk").first()
    if last:
        return last.new_level
    if not settings.COMMENTS_HELD_FIRST:
        return Level.MEMBER
    decided = Decision.objects.filter(
        ~Q(rule=BY_ITSELF), comment__author=member, verb="publish", at__lte=moment
    )
    approved = list(
        decided.order_by("at").values_list("comment__posted_at", flat=True)[
            : settings.COMMENTS_HELD_FIRST
        ]
    )
    return level_by_count(len(approved), min(approved, default=None), moment)

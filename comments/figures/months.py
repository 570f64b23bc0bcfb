"""What everybody may read about a month: counted once when it is over, and never again.

Counting anew would tell more than it seems to: what is missing the next day is somebody who left.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.models import Suspension, SuspensionKind
from comments.figures.suppressing import told_of
from comments.models import (
    Appeal,
    Case,
    Comment,
    Decision,
    Outcome,
    PublicMonth,
    Reason,
    Report,
    ReportReason,
    Status,
)

MONTHS = 12
ERRAND = "tell_months"
AT = time(4, 40)
DAY = timedelta(days=1)
Bounds = tuple[datetime, datetime]


def tell_missing(today: date) -> int:
    """Write down the last months that are over and not told yet, and on which anything was said."""
    first, made = today.replace(day=1), 0
    for _back in range(MONTHS):
        first = (first - DAY).replace(day=1)
        if PublicMonth.objects.filter(first_on=first).exists():
            continue
        bounds = bounds_of(first)
        if not within(Comment.objects.all(), "posted_at", bounds).exists():
            continue
        groups = {name: as_told(count(bounds)) for name, count in GROUPS.items()}
        _month, is_new = PublicMonth.objects.get_or_create(
            first_on=first, defaults={"groups": groups}
        )
        made += is_new
    return made


def as_told(parts: dict[str, int]) -> dict[str, Any]:
    total, told = told_of(parts)
    return {"total": total, "parts": told}


def bounds_of(first: date) -> Bounds:
    following = (first + 31 * DAY).replace(day=1)
    begin, end = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (first, following)
    )
    return begin, end


def within(rows: QuerySet[Any], moment: str, bounds: Bounds) -> QuerySet[Any]:
    return rows.filter(**{f"{moment}__gte": bounds[0], f"{moment}__lt": bounds[1]}).order_by()


def by_value(rows: QuerySet[Any], name: str, values: list[Any]) -> dict[str, int]:
    found = {row[name]: row["n"] for row in rows.values(name).annotate(n=Count("pk"))}
    return {str(value): found.get(value, 0) for value in values}


def comments(bounds: Bounds) -> dict[str, int]:
    """What was written, and what became of it until it was counted."""
    told = by_value(within(Comment.objects.all(), "posted_at", bounds), "status", Status.values)
    removed = told.pop(Status.HIDDEN) + told.pop(Status.REJECTED)
    return told | {"removed": removed}


def reasons(bounds: Bounds) -> dict[str, int]:
    """Why people of the team did not publish something, or took it down."""
    made = Decision.objects.filter(by__isnull=False, verb__in=["reject", "hide"])
    found = within(made.that_count().exclude(reason=""), "at", bounds)
    return by_value(found, "reason", Reason.values)


def speed(bounds: Bounds) -> dict[str, int]:
    """Of what was decided: within a day, or later. Worry about people is counted nowhere."""
    decided = within(Case.objects.filter(is_concern=False), "closed_at", bounds)
    counts: dict[str, int] = decided.aggregate(
        day=Count("pk", filter=Q(closed_at__lte=F("opened_at") + DAY)),
        later=Count("pk", filter=Q(closed_at__gt=F("opened_at") + DAY)),
    )
    return counts


def reports(bounds: Bounds) -> dict[str, int]:
    return by_value(within(Report.objects.all(), "made_at", bounds), "reason", ReportReason.values)


def appeals(bounds: Bounds) -> dict[str, int]:
    told = by_value(within(Appeal.objects.all(), "made_at", bounds), "outcome", Outcome.values)
    return {name or "open": many for name, many in told.items()}


def sanctions(bounds: Bounds) -> dict[str, int]:
    rows = within(Suspension.objects.all(), "starts_at", bounds)
    return by_value(rows, "kind", SuspensionKind.values)


GROUPS: dict[str, Callable[[Bounds], dict[str, int]]] = {
    "comments": comments,
    "reasons": reasons,
    "speed": speed,
    "reports": reports,
    "appeals": appeals,
    "sanctions": sanctions,
}

"""Counting what the desk did in the last weeks: a fixed number of queries, whatever there is.

Worry about people is in none of it: how much there is is not for everybody who moderates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import quantiles

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from comments.models import Appeal, Case, CaseQuerySet, Decision, Outcome, Reason, Rule
from comments.rules.precision import with_precision

WEEKS = 12
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Up to how long open cases have waited; the last group waits longer.
AGES = [HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY]
# Of more decided cases than this, the newest say how long it takes.
MOST_TIMED = 20_000


@dataclass(frozen=True)
class Span:
    """Whole weeks up to now, each from its Monday, by the clock of the site."""

    mondays: Sequence[date]

    @classmethod
    def until(cls, now: datetime, weeks: int = WEEKS) -> "Span":
        today = timezone.localtime(now).date()
        this = today - timedelta(days=today.weekday())
        return cls([this - timedelta(weeks=back) for back in reversed(range(weeks))])

    @property
    def begin(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.mondays[0], time.min))

    def week_of(self, day: date) -> date:
        return day - timedelta(days=day.weekday())


def cases() -> CaseQuerySet:
    return Case.objects.filter(is_concern=False).order_by()


def ages(now: datetime) -> list[int]:
    """How many open cases have waited up to each of `AGES`, and longer than all of them."""
    edges = [now + HOUR, *(now - age for age in AGES)]
    groups = {
        f"g{n}": Count("pk", filter=Q(opened_at__lte=young, opened_at__gt=old))
        for n, (young, old) in enumerate(pairwise(edges))
    }
    longer = Count("pk", filter=Q(opened_at__lte=edges[-1]))
    told = cases().filter(closed_at=None).aggregate(**groups, longer=longer)
    return list(told.values())


def volume(span: Span) -> dict[date, tuple[int, int]]:
    """Each week: how many cases were opened, and how many decided."""
    weeks = {monday: [0, 0] for monday in span.mondays}
    for place, moment in enumerate(("opened_at", "closed_at")):
        found = cases().filter(**{f"{moment}__gte": span.begin})
        days = found.annotate(day=TruncDate(moment)).values("day").annotate(n=Count("pk"))
        for row in days:
            week = span.week_of(row["day"])
            if week in weeks:
                weeks[week][place] += row["n"]
    return {monday: (opened, closed) for monday, (opened, closed) in weeks.items()}


def times(span: Span) -> dict[date, tuple[float | None, float | None]]:
    """Each week: hours to a decision, for half of the cases and for nine of ten."""
    rows = cases().filter(closed_at__gte=span.begin).order_by("-closed_at", "-id")
    took: dict[date, list[float]] = {monday: [] for monday in span.mondays}
    for opened, closed in rows.values_list("opened_at", "closed_at")[:MOST_TIMED]:
        if closed is None:
            continue
        week = span.week_of(timezone.localtime(closed).date())
        took.setdefault(week, []).append((closed - opened) / HOUR)
    return {monday: half_and_most(took[monday]) for monday in span.mondays}


def half_and_most(hours: list[float]) -> tuple[float | None, float | None]:
    if not hours:
        return None, None
    if len(hours) == 1:
        return hours[0], hours[0]
    tenths = quantiles(hours, n=10, method="inclusive")
    return tenths[4], tenths[8]


def reasons(span: Span) -> dict[str, int]:
    """Why people did not publish or took down, what was undone or overturned left out."""
    found = Decision.objects.filter(at__gte=span.begin, by__isnull=False).exclude(reason="")
    rows = found.that_count().order_by().values("reason").annotate(n=Count("pk"))
    told = {row["reason"]: row["n"] for row in rows}
    return {str(reason.label): told.get(reason, 0) for reason in Reason}


def appeals(span: Span) -> dict[str, int]:
    """What became of the appeals that were made."""
    found = Appeal.objects.filter(made_at__gte=span.begin).order_by()
    told = {row["outcome"]: row["n"] for row in found.values("outcome").annotate(n=Count("pk"))}
    order = (Outcome.OVERTURNED, Outcome.UPHELD, Outcome.OPEN)
    return {str(Outcome(one).label): told.get(one, 0) for one in order}


def rules() -> list[tuple[str, int, int, int]]:
    """Of each rule that found something lately: its name, what it found, right and wrong."""
    found = [
        (rule.name, *(vars(rule)[name] for name in ("found", "right", "wrong")))
        for rule in with_precision(Rule.objects.all())
    ]
    return sorted((row for row in found if row[1]), key=lambda row: (-row[1], row[0]))

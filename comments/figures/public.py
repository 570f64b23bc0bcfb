"""`/transparency/`: what the team did, month by month, for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from accounts.models import SuspensionKind
from comments.figures.months import MONTHS
from comments.figures.suppressing import LEAST
from comments.models import Outcome, PublicMonth, Reason, ReportReason


@dataclass(frozen=True)
class Group:
    """One table: what it counts, and the words for its parts."""

    name: str
    title: str | Promise
    meaning: str | Promise
    parts: Mapping[str, str | Promise]


def labels(choices: Any) -> dict[str, str | Promise]:
    return {str(value): label for value, label in choices}


GROUPS = [
    Group(
        "comments",
        _lazy("Comments"),
        _lazy("Everything that was written, and where it stood when the month was counted."),
        {
            "published": _lazy("Readers have it"),
            "removed": _lazy("Not published or taken down by the team"),
            "withdrawn": _lazy("Taken back by its author"),
            "waiting": _lazy("Waiting"),
        },
    ),
    Group(
        "reasons",
        _lazy("Why the team did not publish or took down"),
        _lazy("Decisions of people. What was overturned or undone is not counted."),
        labels(Reason.choices),
    ),
    Group(
        "speed",
        _lazy("How long it took"),
        _lazy("Comments, reports and appeals that a moderator decided."),
        {"day": _lazy("Within a day"), "later": _lazy("Later")},
    ),
    Group(
        "reports",
        _lazy("Reports"),
        _lazy("What members asked a moderator to look at."),
        {value: str(label).partition(":")[0] for value, label in ReportReason.choices},
    ),
    Group(
        "appeals",
        _lazy("Second looks"),
        _lazy("Authors asked for them; somebody who did not decide it first looked again."),
        {
            Outcome.OVERTURNED: Outcome.OVERTURNED.label,
            Outcome.UPHELD: Outcome.UPHELD.label,
            "open": Outcome.OPEN.label,
        },
    ),
    Group(
        "sanctions",
        _lazy("Reminders, suspensions and bans"),
        _lazy("Those that began in the month."),
        labels(SuspensionKind.choices),
    ),
]


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """One query, whoever asks."""
    months = list(PublicMonth.objects.all()[:MONTHS])
    tables = [table(group, months) for group in GROUPS]
    context = {"tables": tables if months else [], "least": LEAST}
    return render(request, "pages/transparency.html", context)


def table(group: Group, months: list[PublicMonth]) -> dict[str, Any]:
    return {
        "id": group.name,
        "title": group.title,
        "meaning": group.meaning,
        "heads": [_("Month"), _("All"), *group.parts.values()],
        "rows": [
            (date_format(month.first_on, "F Y"), numbers(month.groups.get(group.name), group))
            for month in months
        ],
    }


def numbers(told: dict[str, Any] | None, group: Group) -> list[str]:
    """What is kept back is a dash; so is what was not counted yet in that month."""
    if told is None:
        return ["–"] * (len(group.parts) + 1)
    found = [told["total"], *(told["parts"].get(str(name)) for name in group.parts)]
    return ["–" if number is None else f"{number:,}" for number in found]

"""What the page "How we write guides" says, asked of the code and the tables that do it.

Nothing here is written down a second time: a changed number, check or group changes the page.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, fact_checking, reminding, reviewing, usefulness
from articles.checks import Severity
from articles.language import grade
from articles.models import (
    Contribution,
    Guide,
    Lack,
    Medicine,
    Override,
    Significance,
    Step,
)
from articles.rendering import WORDS_A_MINUTE
from articles.self_score import QUESTIONS, Part
from notifications import desk

PUBLISH = "articles.publish_guide"


class Named(NamedTuple):
    """A heading and what stands under it."""

    name: str
    lines: list[str]


def facts() -> dict[str, Any]:
    """Everything the template needs. Four queries."""
    teams = who_may([*reviewing.MAY_APPROVE.values(), PUBLISH])
    return {
        "roles": [str(role.label) for role in Contribution.Role],
        "steps": [
            Named(str(Step(step).label), teams[right])
            for step, right in reviewing.MAY_APPROVE.items()
        ],
        "publishers": teams[PUBLISH],
        "checks": list(weights()),
        "medicines": list(Medicine.objects.order_by("name").values_list("name", flat=True)),
        "grade": grade.AIM,
        "words_a_minute": WORDS_A_MINUTE,
        "questions": [Named(str(part.label), questions(part)) for part in Part],
        "months": reviewing.MOST_MONTHS,
        "reminders": reminding.RUNGS,
        "editors_too": desk.EDITORS_TOO,
        "fact_check_days": fact_checking.HOLDS_FOR.days,
        "changes": Significance.labels,
        "reasons": Lack.labels,
        "words_kept_days": usefulness.WORDS_KEPT.days,
        "overrides": Override.objects.count(),
        "standing": standing(),
    }


def who_may(rights: list[str]) -> dict[str, list[str]]:
    """The groups that were given each right."""
    codenames = {right.partition(".")[2]: right for right in rights}
    # One filter, so that both are asked of the same right.
    given = Group.objects.filter(
        permissions__content_type__app_label="articles", permissions__codename__in=codenames
    ).order_by("name")
    teams: dict[str, list[str]] = {right: [] for right in rights}
    for codename, name in given.values_list("permissions__codename", "name"):
        teams[codenames[codename]].append(name)
    return teams


def weights() -> Iterator[Named]:
    """What the checks ask, what weighs most first."""
    names = {
        Severity.SUBMIT: _("Before anybody reviews the guide"),
        Severity.PUBLISH: _("Before readers see it"),
        Severity.ADVICE: _("Advice: the author decides"),
    }
    for weight, name in names.items():
        asked = [check.about() for check in checks.CHECKS if weight == check.WEIGHT]
        if asked:
            yield Named(name, asked)


def questions(part: Part) -> list[str]:
    return [str(question) for of, question in QUESTIONS.values() if of == part]


def standing() -> dict[str, int]:
    """How many guides readers have, and how many of them a clinician's review still holds for."""
    today = timezone.localdate()
    # What the demo pretends is no review.
    real = Q(is_demo=False)
    readable = Guide.objects.filter(live_revision__isnull=False, withdrawn_at=None)
    found: dict[str, int] = readable.aggregate(
        all=Count("pk"),
        reviewed=Count("pk", filter=real & Q(reviewed_on__isnull=False, review_due_on__gte=today)),
        overdue=Count("pk", filter=real & Q(review_due_on__lt=today)),
        imported=Count("pk", filter=real & ~Q(source_key="")),
    )
    return found

"""How old the reviews of guides are, in months and in steps of half a year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from articles.models import GuideQuerySet
from articles.reviewing import MOST_MONTHS, months_after

STEP = 6
_FULL = 100


@dataclass(frozen=True)
class Age:
    """How many guides had their review so long ago; `share` is of the most in any, in percent."""

    label: str
    count: int
    share: float


def months_since(day: date, today: date) -> int:
    """Full months from a day to today; none for a day to come."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (day > months_after(today, -months)))


def ages(guides: GuideQuerySet, today: date) -> list[Age]:
    """The guides that readers have, youngest review first, those never reviewed last. One query."""
    starts = range(0, MOST_MONTHS, STEP)
    parts = {
        f"from_{start}": Q(
            reviewed_on__lte=months_after(today, -start),
            reviewed_on__gt=months_after(today, -start - STEP),
        )
        for start in starts
    }
    # A day to come is as young as today.
    parts["from_0"] = Q(reviewed_on__gt=months_after(today, -STEP))
    parts["older"] = Q(reviewed_on__lte=months_after(today, -MOST_MONTHS))
    parts["never"] = Q(reviewed_on=None)
    readable = guides.filter(live_revision__isnull=False, withdrawn_at=None)
    found = readable.aggregate(**{name: Count("pk", filter=q) for name, q in parts.items()})
    labels = [
        *(
            _("%(first)s to %(last)s") % {"first": start, "last": start + STEP - 1}
            for start in starts
        ),
        _("%(months)s and more") % {"months": MOST_MONTHS},
        _("Never reviewed"),
    ]
    most = max(found.values()) or 1
    counts = [found[name] for name in parts]
    return [
        Age(label, count, round(_FULL * count / most, 1))
        for label, count in zip(labels, counts, strict=True)
    ]

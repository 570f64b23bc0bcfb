"""How often a rule was right: what it found and people did not want, or did publish."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from comments.models import RuleQuerySet, Status
from comments.models.rule import TRIED_OVER

_HIT = "hits__revision"
_UNWANTED = Q(**{f"{_HIT}__declined_at__isnull": False}) | Q(
    **{f"{_HIT}__comment__status__in": [Status.HIDDEN, Status.REJECTED]}
)
_WANTED = Q(
    **{
        f"{_HIT}__declined_at__isnull": True,
        f"{_HIT}__approved_at__isnull": False,
        f"{_HIT}__comment__status": Status.PUBLISHED,
    }
)


def with_precision(rules: RuleQuerySet, *, over: timedelta = TRIED_OVER) -> RuleQuerySet:
    """With each rule how much it found lately: `found` in all, `right` what was refused or taken
    down, `wrong` what readers have. The rest is not decided, or was taken back."""
    lately = Q(hits__at__gte=timezone.now() - over)
    return rules.annotate(
        found=Count("hits", filter=lately),
        right=Count("hits", filter=lately & _UNWANTED),
        wrong=Count("hits", filter=lately & _WANTED),
    )
